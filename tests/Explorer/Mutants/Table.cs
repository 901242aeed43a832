using System.Globalization;
using System.Text;

namespace ForkJoin.Tests.Explorer;

/// <summary>The committed list of mutants and what caught each: Mutants.md beside this file.</summary>
internal static class Table
{
    private const string Heading = """
        # What is taken away from the protocols, and what notices

        Made by the tests in `MutantTests.cs`; do not edit. Each line is one edit of the sources of `src/Parallel/Deques`,
        `src/Parallel/Sleeping` and the protocols in `src/Parallel/Workers` and `src/Core/Sharing`, found by `Mutations.cs`: a fence dropped, an
        interlocked operation done in two steps or without its ordering, an acquire or release made plain, a condition not asked again, a call,
        a count or a lock dropped. The mutated sources are compiled together with the explorer's programs, and the first program that
        fails is named, with the number of its schedule.

        To try what is not in the table yet: `FORKJOIN_ACCEPT_MUTANTS=1 dotnet test -c Release tests/Explorer`; with `all`, everything.

        """;

    private static string File => Path.Combine(MutantAssembly.Root, "tests/Explorer/Mutants/Mutants.md");

    /// <summary>A mutant's line: what caught it, or null and why nothing can.</summary>
    internal sealed record Line(string Mutant, string? Program, string Note);

    internal static IReadOnlyDictionary<string, Line> Read() => System.IO.File.ReadLines(File)
        .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(static line => line.Split(" | "))
        .Select(static cells => cells.Length == 3
            ? new Line(Name(cells[0]), cells[1], cells[2].TrimEnd(' ', '|'))
            : new Line(Name(cells[0]), null, cells[1].TrimEnd(' ', '|')))
        .ToDictionary(static line => line.Mutant, StringComparer.Ordinal);

    private static string Name(string cell) => cell.TrimStart('|', ' ').Trim('`').Replace("¦", "|", StringComparison.Ordinal);

    internal static void Write(IReadOnlyCollection<Line> lines)
    {
        var text = new StringBuilder(Heading);
        Line[] caught = [.. lines.Where(static line => line.Program is not null)];
        Line[] survived = [.. lines.Where(static line => line.Program is null)];
        text.AppendLine(CultureInfo.InvariantCulture, $"## Caught: {caught.Length}").AppendLine();
        text.AppendLine("| mutant | caught by | how |").AppendLine("|---|---|---|");
        foreach (Line line in caught)
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{Cell(line.Mutant)}` | {line.Program} | {Cell(line.Note)} |");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## Not caught, since nothing is wrong with them: {survived.Length}").AppendLine();
        text.AppendLine("| mutant | why |").AppendLine("|---|---|");
        foreach (Line line in survived)
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{Cell(line.Mutant)}` | {Cell(line.Note)} |");
        System.IO.File.WriteAllText(File, text.ToString());
    }

    private static string Cell(string text) => text.Replace("|", "¦", StringComparison.Ordinal);
}
