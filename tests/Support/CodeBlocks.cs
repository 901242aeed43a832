namespace ForkJoin.Tests;

/// <summary>The blocks of code of a document.</summary>
internal static class CodeBlocks
{
    private const string Fence = "```";

    /// <summary>Those whose fence names exactly this language, each with the line it begins at, from 1.</summary>
    internal static List<(int Line, string Code)> Of(string document, string language)
    {
        var blocks = new List<(int, string)>();
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, document));
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != Fence + language)
                continue;
            int end = Array.IndexOf(lines, Fence, i);
            Assert.True(end >= 0, $"{document}:{i + 1}: the block does not end.");
            blocks.Add((i + 2, string.Join(Environment.NewLine, lines[(i + 1)..end])));
            i = end;
        }
        return blocks;
    }
}
