namespace ForkJoin.Tests;

/// <summary>What users read: the README and everything below docs.</summary>
internal static class Documents
{
    internal static IEnumerable<string> All =>
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(Repository.Relative).Order(StringComparer.Ordinal),
    ];
}
