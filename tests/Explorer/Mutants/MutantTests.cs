namespace ForkJoin.Tests.Explorer;

/// <summary>Every fence, every compare-and-swap and every re-check matters (P34).</summary>
public sealed class MutantTests
{
    /// <summary>"1" to try what the table does not say yet, "all" to try everything again (many minutes).</summary>
    private static string? Asked => Environment.GetEnvironmentVariable("FORKJOIN_ACCEPT_MUTANTS");

    public static TheoryData<string> Files => [.. MutantAssembly.Mutants.Select(static mutant => mutant.File).Distinct()];

    [Fact]
    public void P34_the_table_lists_every_mutant_and_says_why_each_survivor_is_harmless()
    {
        if (Asked is not null)
        {
            Dictionary<string, Table.Line> lines = new(Table.Read(), StringComparer.Ordinal);
            foreach (Mutant mutant in MutantAssembly.Mutants)
            {
                lines[mutant.Name] = Tried(mutant, lines);
                // At once: what has been tried stays tried, should the rest take too long.
                Table.Write([.. MutantAssembly.Mutants.Select(each => lines.GetValueOrDefault(each.Name)).OfType<Table.Line>()]);
            }
        }
        IReadOnlyDictionary<string, Table.Line> table = Table.Read();
        Assert.Equal(MutantAssembly.Mutants.Select(static mutant => mutant.Name).Order(StringComparer.Ordinal), table.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(table.Values, static line => line.Note.Length == 0 || (line.Program is null && line.Note != Harmless.Why(line.Mutant)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void P34_what_the_table_says_catches_a_mutant_catches_it(string file)
    {
        IReadOnlyDictionary<string, Table.Line> table = Table.Read();
        var missed = new List<string>();
        foreach (Mutant mutant in MutantAssembly.Mutants.Where(mutant => mutant.File == file))
        {
            if (table[mutant.Name].Program is { } program && MutantAssembly.FirstFailure(mutant, program) is null)
                missed.Add(mutant.Name);
        }
        Assert.Empty(missed);
    }

    [Fact]
    public void P34_the_sources_as_they_stand_pass_what_mutants_fail() =>
        Assert.Null(MutantAssembly.FirstFailure(mutant: null));

    private static Table.Line Tried(Mutant mutant, IReadOnlyDictionary<string, Table.Line> before)
    {
        // What the table says already is held to by the other tests, unless everything is to be tried again.
        if (Asked != "all" && before.GetValueOrDefault(mutant.Name) is { } line)
        {
            if (line.Program is not null)
                return line;
            if (Harmless.Why(mutant.Name) is { Length: > 0 } why)
                return line with { Note = why };
        }
        if (MutantAssembly.FirstFailure(mutant) is not { } failure)
            return new Table.Line(mutant.Name, null, Harmless.Why(mutant.Name));
        string[] parts = failure.Split('|', 3);
        string message = parts[2][(parts[2].LastIndexOf("]: ", StringComparison.Ordinal) is var end and >= 0 ? end + 3 : 0)..];
        return new Table.Line(mutant.Name, parts[0], parts[1] == "0" ? message : $"schedule {parts[1]}: {message}");
    }
}
