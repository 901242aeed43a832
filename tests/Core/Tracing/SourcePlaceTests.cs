using ForkJoin.Tracing;

namespace ForkJoin.Tests.Tracing;

public sealed class SourcePlaceTests
{
    [Fact]
    public void A_place_shows_the_file_s_name_without_its_directories()
    {
        Assert.Equal("Program.cs:12", new SourcePlace(Path.Combine(Path.GetTempPath(), "app", "Program.cs"), 12).ToString());
        Assert.Equal("Program.cs:12", new SourcePlace("Program.cs", 12).ToString());
        Assert.Equal("an unknown place", new SourcePlace(null, 0).ToString());
    }

    [Fact]
    public void The_caller_is_the_first_frame_outside_the_library()
    {
        Assert.Matches(
            @"^SourcePlaceTests\.The_caller_is_the_first_frame_outside_the_library \(SourcePlaceTests\.cs:[0-9]+\)$", SourcePlace.OfCaller());
    }
}
