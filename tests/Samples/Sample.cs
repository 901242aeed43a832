using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ForkJoin.Tests.Samples;

/// <summary>Runs a sample as a user would, and holds what it prints against the file that says what it is to print.</summary>
internal static partial class Sample
{
    /// <summary>Set to 1 to write what the samples print now into the files.</summary>
    private const string AcceptVariable = "FORKJOIN_ACCEPT_SAMPLES";

    /// <summary>Far beyond what any sample takes, so that one that hangs fails instead.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs one chapter of a sample and compares it with <c>sample/chapter.expected.txt</c>.</summary>
    internal static void Prints(string sample, string chapter) => Compare($"{sample}/{chapter}", Run(sample, chapter));

    /// <summary>Runs a whole sample and compares it with <c>Programs/sample.expected.txt</c>.</summary>
    internal static void Prints(string sample) => Compare($"Programs/{sample}", Run(sample));

    /// <summary>The lines that a sample prints, with what is another in each run made the same (see <see cref="Masked"/>).</summary>
    internal static string[] Run(string sample, params string[] arguments)
    {
        ChildProcess.Outcome outcome = ChildProcess.Run(
            new ProcessStartInfo(ChildProcess.DotNet, ["exec", Path.Combine(AppContext.BaseDirectory, sample + ".dll"), .. arguments]), s_patience);
        Assert.True(outcome.ExitCode == 0, $"{sample} {string.Join(' ', arguments)} ended with {outcome.ExitCode}: {outcome.Errors}");
        Assert.Equal("", outcome.Errors);
        return Masked(outcome.Output).TrimEnd().Split('\n');
    }

    /// <summary>What a sample, or a chapter, is to print.</summary>
    internal static string[] Expected(string name) => File.ReadAllText(PathOf(name)).ReplaceLineEndings("\n").TrimEnd().Split('\n');

    /// <summary>The chapters of a sample that there is a file for.</summary>
    internal static IEnumerable<string> ExpectedChapters(string sample) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(PathOf($"{sample}/any"))!)
            .Select(static file => Path.GetFileName(file).Replace(".expected.txt", "", StringComparison.Ordinal));

    /// <summary>Lines in which two texts differ, between what they have in common before and after; empty where they are the same.</summary>
    internal static string Difference(string[] expected, string[] printed)
    {
        int before = expected.Zip(printed).TakeWhile(static pair => pair.First == pair.Second).Count();
        int after = expected[before..].Reverse().Zip(printed[before..].Reverse()).TakeWhile(static pair => pair.First == pair.Second).Count();
        return string.Join(
            Environment.NewLine,
            [.. expected[before..^after].Select(static line => "- " + line), .. printed[before..^after].Select(static line => "+ " + line)]);
    }

    private static void Compare(string name, string[] printed)
    {
        string file = PathOf(name);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(file, string.Join('\n', printed) + '\n');
        string difference = Difference(File.Exists(file) ? Expected(name) : [], printed);
        Assert.True(difference.Length == 0, $"""
            {name} does not print what {Repository.Relative(file)} says:

            {difference}

            If that is meant, run the tests once with {AcceptVariable}=1 in the environment and commit the file.
            """);
    }

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Samples", name + ".expected.txt");

    /// <summary>A # for each number that depends on the run or the machine: lines of sources, threads, scopes counted in the process, times.</summary>
    private static string Masked(string output) =>
        Measured().Replace(Counted().Replace(SourceLine().Replace(output.ReplaceLineEndings("\n"), ".cs:#"), "${what} #"), " # ${unit}");

    [GeneratedRegex(@"\.cs:\d+")]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"\b(?<what>thread|section|scope|lifetime) \d+")]
    private static partial Regex Counted();

    [GeneratedRegex(@" +[\d.,]+ (?<unit>ms|times|workers)\b")]
    private static partial Regex Measured();
}
