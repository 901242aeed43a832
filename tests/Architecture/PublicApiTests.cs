namespace ForkJoin.Tests.Architecture;

/// <summary>The public surface is what is written down in PublicApi/*.txt; a change of it is made on purpose, and seen in review.</summary>
public sealed class PublicApiTests
{
    /// <summary>Set to 1 to write the surface as it is now into the files.</summary>
    private const string AcceptVariable = "FORKJOIN_ACCEPT_PUBLIC_API";

    [Theory]
    [InlineData("ForkJoin.Core")]
    [InlineData("ForkJoin.Parallel")]
    public void The_public_surface_is_the_one_written_down(string assembly)
    {
        string file = Path.Combine(Repository.Root, "tests", "Architecture", "PublicApi", assembly + ".txt");
        string now = PublicSurface.Print(assembly);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(file, now);
        string before = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty;

        Assert.True(now == before, $"""
            The public surface of {assembly} is not the one in {Repository.Relative(file)}:

            {Difference(before, now)}
            If that is meant, run the tests once with {AcceptVariable}=1 in the environment and commit the file.
            """);
    }

    [Fact]
    public void Every_assembly_of_the_library_is_looked_at()
    {
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => !name.Contains("Analyzers", StringComparison.Ordinal))];

        Assert.Equal(PublicSurface.AssemblyNames, projects.Order(StringComparer.Ordinal));
    }

    /// <summary>Lines gone and come, each under its type, in order.</summary>
    private static string Difference(string before, string now)
    {
        List<string> old = Qualified(before), current = Qualified(now);
        return string.Join(Environment.NewLine,
            old.Except(current).Select(line => "- " + line).Concat(current.Except(old).Select(line => "+ " + line)).OrderBy(line => line[2..], StringComparer.Ordinal));
    }

    private static List<string> Qualified(string surface)
    {
        var lines = new List<string>();
        string type = string.Empty;
        foreach (string line in surface.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isMember = line.StartsWith(' ');
            if (!isMember)
                type = line;
            lines.Add(isMember ? $"{type} {{ {line.Trim()} }}" : line);
        }
        return lines;
    }
}
