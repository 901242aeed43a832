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
    internal static void Prints(string sample, string chapter) => Compare($"{sample}/{chapter}", Run(sample, [chapter]));

    /// <summary>Runs a whole sample and compares it with <c>Programs/sample.expected.txt</c>.</summary>
    internal static void PrintsAll(string sample, params string[] arguments) => Compare($"Programs/{sample}", Run(sample, arguments));

    /// <summary>The lines that a sample prints, with what is another in each run made the same (see <see cref="Masked"/>).</summary>
    internal static string[] Run(string sample, string[] arguments, string? temporary = null)
    {
        ChildProcess.Outcome outcome = Start(sample, arguments, temporary);
        Assert.True(outcome.ExitCode == 0, $"{sample} {string.Join(' ', arguments)} ended with {outcome.ExitCode}: {outcome.Errors}");
        Assert.Equal("", outcome.Errors);
        return Masked(outcome.Output).TrimEnd().Split('\n');
    }

    /// <summary>Runs a sample in a process of its own, to its end.</summary>
    /// <param name="sample">Its name.</param>
    /// <param name="arguments">Its command line; paths in it start where the expected files of whole programs stand.</param>
    /// <param name="temporary">Where it puts temporary files; the system's place unless given.</param>
    internal static ChildProcess.Outcome Start(string sample, string[] arguments, string? temporary = null)
    {
        var start = new ProcessStartInfo(ChildProcess.DotNet, ["exec", Path.Combine(AppContext.BaseDirectory, sample + ".dll"), .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(PathOf("Programs/any"))!,
        };
        if (temporary is not null)
            start.Environment["TMPDIR"] = start.Environment["TEMP"] = start.Environment["TMP"] = temporary;
        return ChildProcess.Run(start, s_patience);
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

    /// <summary>A # for each number that depends on the run or the machine.</summary>
    private static string Masked(string output)
    {
        string text = SourceLine().Replace(output.ReplaceLineEndings("\n"), ".cs:#");
        text = Counted().Replace(text, "${what} #");
        text = Ratios().Replace(text, " # x");
        return Measured().Replace(text, " # ${unit}");
    }

    [GeneratedRegex(@"\.cs:\d+")]
    private static partial Regex SourceLine();

    /// <summary>What is counted through the whole process, or is the system's number.</summary>
    [GeneratedRegex(@"\b(?<what>thread|section|scope|lifetime) \d+")]
    private static partial Regex Counted();

    /// <summary>A row of WordRank's table: three figures and two ratios.</summary>
    [GeneratedRegex(@"( +\S+){4} x +\S+ x$", RegexOptions.Multiline)]
    private static partial Regex Ratios();

    [GeneratedRegex(@" +[\d.,]+ (?<unit>ms|times|workers)\b")]
    private static partial Regex Measured();
}
