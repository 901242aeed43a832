extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>What ends a section and uses what it lends is done after it.</summary>
public sealed class AfterSectionFixTests
{
    private const string Sorting = "section.Fork(section.BorrowMut(data), static s => s.Span.Sort());\n";

    [Fact]
    public void FJ0002_the_owner_is_read_after_the_section() => FixFixture.Check(
        new AfterSectionFix(), "FJ0002",
        $"Fork.Section(section =>\n{{\n    {Sorting}    // The least.\n    Console.WriteLine(data[0]);\n    Console.WriteLine(1);\n}}); // sorted\nConsole.WriteLine(2);",
        $"Fork.Section(section =>\n{{\n    {Sorting}}}); // sorted\n// The least.\nConsole.WriteLine(data[0]);\nConsole.WriteLine(1);\nConsole.WriteLine(2);");

    [Fact]
    public void FJ0003_the_owner_is_changed_after_the_section() => FixFixture.Check(
        new AfterSectionFix(), "FJ0003",
        "Fork.Section(section =>\n{\n    section.Fork(section.Borrow(data), static s => Console.WriteLine(s[0]));\n    if (DateTime.Now.Year > 2000)\n    {\n        data[0] = 1;\n    }\n});",
        "Fork.Section(section =>\n{\n    section.Fork(section.Borrow(data), static s => Console.WriteLine(s[0]));\n});\nif (DateTime.Now.Year > 2000)\n{\n    data[0] = 1;\n}");

    [Fact]
    public void FJ0002_strings_and_comments_keep_their_lines() => FixFixture.Check(
        new AfterSectionFix(), "FJ0002",
        $"Fork.Section(section =>\n{{\n    {Sorting}\n    /* One\n       and all. */\n    Console.WriteLine(\n        @\"first:\n    \" + data[0]);\n}});",
        $"Fork.Section(section =>\n{{\n    {Sorting}}});\n\n/* One\n       and all. */\nConsole.WriteLine(\n    @\"first:\n    \" + data[0]);");

    public static TheoryData<string, string> Doubtful => new()
    {
        // It belongs to the section.
        { "FJ0002", $"Fork.Section(section =>\n{{\n    {Sorting}    section.Fork(data[0], static n => Console.WriteLine(n));\n}});" },
        { "FJ0002", $"Fork.Section(section =>\n{{\n    int place = 1;\n    {Sorting}    Console.WriteLine(data[place]);\n}});" },
        { "FJ0002", $"Fork.Section(section =>\n{{\n    {Sorting}    int first = data[0];\n    Console.WriteLine(first);\n}});" },
        // Not assigned for certain, the compiler says.
        { "FJ0002", $"int place;\nFork.Section(section =>\n{{\n    place = 1;\n    {Sorting}    Console.WriteLine(data[place]);\n}});" },
        // Not always done.
        { "FJ0002", $"Fork.Section(section =>\n{{\n    {Sorting}    if (DateTime.Now.Year > 2000)\n        return;\n    Console.WriteLine(data[0]);\n}});" },
        // Lent around the section as well.
        { "FJ0003", "using var scope = BorrowScope.Open();\nscope.Borrow(data);\nFork.Section(section =>\n{\n    section.Fork(section.Borrow(data), static s => Console.WriteLine(s[0]));\n    data[0] = 1;\n});" },
        // Lent again by what would move, until behind the use.
        { "FJ0003", "Fork.Section(section =>\n{\n    section.Fork(section.Borrow(data), static s => Console.WriteLine(s[0]));\n    Borrow.Call(Borrow.Read(data), _ => data[0] = 1);\n});" },
        // The section has a result.
        { "FJ0002", $"int one = Fork.Section(section =>\n{{\n    {Sorting}    Console.WriteLine(data[0]);\n    return 1;\n}});" },
        // Done under a lock that the section holds to its end.
        { "FJ0002", $"var gate = new Mutex<int>(1);\nFork.Section(section =>\n{{\n    using var held = gate.Lock();\n    {Sorting}    Console.WriteLine(data[0]);\n}});" },
        // The name would be taken.
        { "FJ0002", $"Fork.Section(section =>\n{{\n    {Sorting}    if (data[0] is var first && first > 1)\n        Console.WriteLine(1);\n}});\nint first = 3;\nConsole.WriteLine(first);" },
        // It would come behind the section, on the line of what follows.
        { "FJ0002", "Fork.Section(section => { section.Fork(section.BorrowMut(data), static s => s.Span.Sort()); Console.WriteLine(data[0]); });\nConsole.WriteLine(2);" },
        // A guard's, not a section's.
        { "FJ0002", "var balance = Own.Mut(1);\nusing var writer = balance.BorrowMut();\nwriter.Value++;\nConsole.WriteLine(balance.Value);" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Nothing_moves_that_would_mean_something_else(string rule, string source) => FixFixture.CheckNone(new AfterSectionFix(), rule, source);
}
