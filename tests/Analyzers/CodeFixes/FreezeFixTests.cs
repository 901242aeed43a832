extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>What nobody changes any more is frozen, and then shared.</summary>
public sealed class FreezeFixTests
{
    private const string Limit = "var limit = Own.Mut(3);\n";

    private const string Forking = "Fork.Section(section => section.Fork(() => Console.WriteLine(limit.Value)));";

    [Fact]
    public void FJ0022_a_value_that_only_is_read_from_here_on_is_frozen() => FixFixture.Check(
        new FreezeFix(), "FJ0022",
        $"{Limit}limit.Value++;\n// All read it.\n{Forking}\nConsole.WriteLine(limit.Value + 1);",
        $"{Limit}limit.Value++;\n// All read it.\nvar frozen = limit.Freeze();\n{Forking.Replace("limit", "frozen", StringComparison.Ordinal)}\nConsole.WriteLine(frozen.Value + 1);");

    [Fact]
    public void FJ0022_a_name_that_is_taken_is_not_taken_again() => FixFixture.Check(
        new FreezeFix(), "FJ0022",
        $"int frozen = 1;\n{Limit}{Forking}\nConsole.WriteLine(frozen);",
        $"int frozen = 1;\n{Limit}var frozen2 = limit.Freeze();\n{Forking.Replace("limit", "frozen2", StringComparison.Ordinal)}\nConsole.WriteLine(frozen);");

    [Fact]
    public void FJ0022_a_value_that_only_is_copied_from_here_on_is_frozen() => FixFixture.Check(
        new FreezeFix(), "FJ0022",
        $"int copy = 0;\n{Limit}{Forking}\ncopy = limit.Value;\nConsole.WriteLine(copy);",
        $"int copy = 0;\n{Limit}var frozen = limit.Freeze();\n{Forking.Replace("limit", "frozen", StringComparison.Ordinal)}\ncopy = frozen.Value;\nConsole.WriteLine(copy);");

    [Fact]
    public void FJ0022_a_text_is_frozen_too() => FixFixture.Check(
        new FreezeFix(), "FJ0022",
        $"var limit = Own.Mut(\"a\");\n{Forking}",
        $"var limit = Own.Mut(\"a\");\nvar frozen = limit.Freeze();\n{Forking.Replace("limit", "frozen", StringComparison.Ordinal)}");

    [Fact]
    public void FJ0022_on_one_line_it_is_frozen_there() => FixFixture.Check(
        new FreezeFix(), "FJ0022",
        $"var @class = Own.Mut(3); {Forking.Replace("limit", "@class", StringComparison.Ordinal)}",
        $"var @class = Own.Mut(3); var frozen = @class.Freeze(); {Forking.Replace("limit", "frozen", StringComparison.Ordinal)}");

    public static TheoryData<string> Doubtful => new()
    {
        // Changed afterwards.
        Limit + Forking + "\nlimit.Value++;",
        Limit + Forking + "\nlimit.Value = 4;",
        Limit + Forking + "\n(limit.Value, _) = (4, 4);",
        // Handed to somebody who may change it.
        Limit + Forking + "\nConsole.WriteLine(limit);",
        // Lent, perhaps still.
        Limit + "using var guard = limit.Borrow();\n" + Forking,
        // Changed who knows when.
        Limit + "Action more = () => limit.Value++;\n" + Forking + "\nmore();",
        Limit + "void More() => limit.Value++;\n" + Forking + "\nMore();",
        // Somebody may have the list besides.
        "var limit = Own.Mut(new List<int>());\nFork.Section(section => section.Fork(() => Console.WriteLine(limit.Value.Count)));",
        // It is dropped at the end.
        "using var limit = Own.Mut(3);\n" + Forking,
        // Of an array, slices are lent.
        "Fork.Section(section => section.Fork(() => Console.WriteLine(data[0])));",
        Limit + Forking + "\n(limit.Value) = 4;",
        Limit + Forking + "\n((limit.Value, _), _) = ((4, 4), 4);",
        // Changed in the next round.
        Limit + "again:\nlimit.Value++;\n" + Forking + "\nif (data.Length > 100)\n    goto again;",
        // The fork changes it.
        Limit + "Fork.Section(section => section.Fork(() => limit.Value = 4));",
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_may_change_yet_is_not_frozen(string source) => FixFixture.CheckNone(new FreezeFix(), "FJ0022", source);
}
