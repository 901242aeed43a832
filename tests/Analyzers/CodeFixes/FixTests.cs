extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>What an editor offers to do about a rule.</summary>
public sealed class FixTests
{
    [Fact]
    public void FJ0014_a_guard_is_declared_with_using() => FixFixture.Check(
        new UsingFix(), "FJ0014",
        "var gate = new Mutex<int>(1);\n// Locked from here on.\nvar guard = gate.Lock(); // so\nguard.Value++;",
        "var gate = new Mutex<int>(1);\n// Locked from here on.\nusing var guard = gate.Lock(); // so\nguard.Value++;");

    [Fact]
    public void FJ0014_where_there_is_no_declaration_nothing_is_offered() => FixFixture.CheckNone(new UsingFix(), "FJ0014", "new Mutex<int>(1).Lock().Value = 2;");

    [Fact]
    public void FJ0006_an_array_is_taken_and_its_variable_may_be_null() => FixFixture.Check(
        new TakeFix(), "FJ0006",
        "int[] raw = [1];\nvar owner = OwnedArray.Of(raw);\nraw[0] = 2;",
        "int[]? raw = [1];\nvar owner = OwnedArray.Take(ref raw);\nraw[0] = 2;");

    [Fact]
    public void FJ0006_so_is_any_object() => FixFixture.Check(
        new TakeFix(), "FJ0006",
        "var raw = new List<int>();\nvar owner = Own.Mut(raw, name: \"list\");\nraw.Add(2);",
        "var raw = new List<int>();\nvar owner = Own.TakeMut(ref raw, name: \"list\");\nraw.Add(2);");

    [Fact]
    public void FJ0023_the_loop_variable_is_copied() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        section.Fork(() => Console.WriteLine(i + i));\n    }\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        int iCopy = i;\n        section.Fork(() => Console.WriteLine(iCopy + iCopy));\n    }\n});");

    [Fact]
    public void FJ0023_a_loop_of_one_statement_gets_a_block() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "int iCopy = 0;\nFork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(() => Console.WriteLine(i));\n});",
        "int iCopy = 0;\nFork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        int iCopy2 = i;\n        section.Fork(() => Console.WriteLine(iCopy2));\n    }\n});");

    [Fact]
    public void FJ0023_the_loop_variable_is_handed_over() => FixFixture.Check(
        new StateFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(() => Console.WriteLine(i));\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(i, static i => Console.WriteLine(i));\n});");

    [Fact]
    public void FJ0023_several_variables_are_handed_over_as_a_tuple() => FixFixture.Check(
        new StateFix(), "FJ0023",
        "string title = \"a\";\nFork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(() => Console.WriteLine(title + i));\n});",
        "string title = \"a\";\nFork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork((title, i), static state => Console.WriteLine(state.title + state.i));\n});");

    [Fact]
    public void FJ0021_what_only_this_fork_uses_is_handed_over() => FixFixture.Check(
        new StateFix(), "FJ0021",
        "var random = new Random(1);\nFork.Section(section => section.Fork(() => random.Next()));",
        "var random = new Random(1);\nFork.Section(section => section.Fork(random, static random => random.Next()));");

    [Fact]
    public void FJ0020_what_a_fork_reads_is_handed_over_as_it_is_now() => FixFixture.Check(
        new StateFix(), "FJ0020",
        "int count = 1;\nFork.Section(section =>\n{\n    section.Fork(() => Console.WriteLine(count));\n    count++;\n});",
        "int count = 1;\nFork.Section(section =>\n{\n    section.Fork(count, static count => Console.WriteLine(count));\n    count++;\n});");

    [Theory]
    [InlineData("FJ0020", "int count = 1;\nParallel.For(0, 9, i => count++);")]
    [InlineData("FJ0021", "var random = new Random(1);\nFork.Join(() => random.Next(), static () => 1);")]
    [InlineData("FJ0021", "var life = Lifetime.Open();\nFork.Section(section => section.Fork(() => life.HasEnded));\nlife.Dispose();")]
    [InlineData("FJ0020", "int count = 1;\nFork.Section(section =>\n{\n    section.Fork(() => { count = 2; });\n    Console.WriteLine(count);\n});")]
    public void A_state_is_offered_only_where_there_is_an_overload_and_the_value_may_move(string rule, string source) => FixFixture.CheckNone(new StateFix(), rule, source);

    [Fact]
    public void FJ0023_a_comment_stays_above_the_copy_and_is_there_once() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        // Each its own.\n        section.Fork(() => Console.WriteLine(i));\n    }\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        // Each its own.\n        int iCopy = i;\n        section.Fork(() => Console.WriteLine(iCopy));\n    }\n});");
}
