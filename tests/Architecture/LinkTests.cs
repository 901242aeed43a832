using System.Text.RegularExpressions;

namespace ForkJoin.Tests.Architecture;

/// <summary>No link in the README or the docs leads nowhere: neither to a file that is gone nor to a heading that has another name by now.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere()
    {
        List<string> dead = [];
        int links = 0;
        foreach (string document in Documents.All)
        {
            string text = File.ReadAllText(Path.Combine(Repository.Root, document));
            foreach (Match link in Link().Matches(text))
            {
                string target = link.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal))
                    continue;
                links++;
                if (!LeadsSomewhere(document, target))
                    dead.Add($"{document}: {target}");
            }
        }
        Assert.Empty(dead);
        Assert.True(links > 10, "The pattern has not found the links.");
    }

    private static bool LeadsSomewhere(string document, string target)
    {
        string[] parts = target.Split('#', 2);
        string directory = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        string file = parts[0].Length == 0 ? Path.Combine(Repository.Root, document) : Path.GetFullPath(Path.Combine(directory, parts[0]));
        if (parts.Length == 1)
            return File.Exists(file) || Directory.Exists(file);
        return File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups["title"].Value) == parts[1]);
    }

    /// <summary>A heading's anchor, as the usual hosts make it.</summary>
    private static string Anchor(string title) =>
        string.Concat(title.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
