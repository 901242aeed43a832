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

    [Theory]
    [InlineData("Main", "Main")]
    [InlineData("<Main>$", "Main")]
    [InlineData("<Main>b__0_1", "Main")]
    [InlineData("<<Main>$>b__0_1", "Main")]
    [InlineData("<<Main>$>g__Show|0_2", "Main")]
    [InlineData("<>n__0", "<>n__0")]
    public void The_names_that_the_compiler_gives_to_lambdas_and_to_programs_without_a_class_are_those_that_the_source_has(string method, string shown) =>
        Assert.Equal(shown, SourcePlace.Plain(method));
}
