using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>The notation of the fixtures.</summary>
public sealed class MarkerTests
{
    [Fact]
    public void A_marker_names_the_place_above_its_carets()
    {
        List<Marker> markers = Marker.Read(SourceText.From(
            """
            void M()
            {
                int x = data[0];
                //      ^^^^ FJ0001: 'data' was moved
                // Some other comment.
                // ^ FJ0002 @ x = data[0]
            }
            """));

        Assert.Equal(
            [
                new("FJ0001", Label: null, "'data' was moved", Line: 2, Start: 12, Length: 4),
                new("FJ0002", Label: null, "", Line: 2, Start: 8, Length: 11),
            ],
            markers);
    }

    [Fact]
    public void A_label_stands_behind_dashes()
    {
        List<Marker> markers = Marker.Read(SourceText.From("    data.Move();\n    // --- FJ0001 moved here\n// -- lent here\n// -- FJ0002 ends here @ ;"));

        Assert.Equal(
            [
                new("FJ0001", "moved here", "", Line: 0, Start: 7, Length: 3), new("", "lent here", "", Line: 0, Start: 3, Length: 2),
                new("FJ0002", "ends here", "", Line: 0, Start: 15, Length: 1),
            ],
            markers);
    }
}
