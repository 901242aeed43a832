namespace ForkJoin.Tests.Samples;

/// <summary>A sample in chapters, as a whole.</summary>
internal static class ChapterBook
{
    /// <summary>There is a test for each chapter and none for others, and without arguments all of them run, one after the other.</summary>
    internal static void IsComplete(string sample)
    {
        string[] chapters = [.. Sample.Run(sample, ["--list"]).Select(static line => line.Split(':')[0])];
        Assert.Equal(chapters.Order(StringComparer.Ordinal), Sample.ExpectedChapters(sample).Order(StringComparer.Ordinal));

        string[] expected = [.. chapters.SelectMany(chapter => Sample.Expected($"{sample}/{chapter}").Append(""))];
        string difference = Sample.Difference(expected[..^1], Sample.Run(sample, []));
        Assert.True(difference.Length == 0, $"All chapters together print something else than each alone:{Environment.NewLine}{difference}");
    }
}
