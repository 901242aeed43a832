namespace ForkJoin.Tests;

/// <summary>The sources that these tests read.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The library's own source files, without what the compiler generates.</summary>
    internal static IEnumerable<string> Sources(string project) => CSharpFiles(Path.Combine(Root, "src", project));

    /// <summary>All C# files below a directory, without what the build puts there.</summary>
    internal static IEnumerable<string> CSharpFiles(string directory) =>
        Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>A path as it stands in messages: from the repository's root, with slashes.</summary>
    internal static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "ForkJoin.sln")))
                return directory.FullName;
        }
        throw new DirectoryNotFoundException($"No ForkJoin.sln above {AppContext.BaseDirectory}: these tests read the sources and run from their build output.");
    }
}
