extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>Each turn of a loop gets its own copy of the variable.</summary>
public sealed class LoopVariableFixTests
{
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
    public void FJ0023_a_comment_stays_above_the_copy_and_is_there_once() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        // Each its own.\n        section.Fork(() => Console.WriteLine(i));\n    }\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        // Each its own.\n        int iCopy = i;\n        section.Fork(() => Console.WriteLine(iCopy));\n    }\n});");

    [Fact]
    public void FJ0023_a_comment_in_a_loop_of_one_statement_stays() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        // Each its own.\n        section.Fork(() => Console.WriteLine(i)); // so\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        // Each its own.\n        int iCopy = i;\n        section.Fork(() => Console.WriteLine(iCopy)); // so\n    }\n});");

    [Fact]
    public void FJ0023_a_branch_of_one_statement_gets_a_block() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        if (i == 1)\n            Console.WriteLine(i);\n        else\n            section.Fork(() => Console.WriteLine(i));\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        if (i == 1)\n            Console.WriteLine(i);\n        else\n        {\n            int iCopy = i;\n            section.Fork(() => Console.WriteLine(iCopy));\n        }\n});");

    [Theory]
    [InlineData("section.Fork(() => Console.WriteLine(i));", "{ int iCopy = i; section.Fork(() => Console.WriteLine(iCopy)); }")]
    [InlineData("{ Console.WriteLine(i); section.Fork(() => Console.WriteLine(i)); }", "{ Console.WriteLine(i); int iCopy = i; section.Fork(() => Console.WriteLine(iCopy)); }")]
    public void FJ0023_what_stands_on_one_line_stays_there(string before, string after) => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        $"Fork.Section(section =>\n{{\n    for (int i = 0; i < 3; i++) {before} // so\n}});",
        $"Fork.Section(section =>\n{{\n    for (int i = 0; i < 3; i++) {after} // so\n}});");

    [Fact]
    public void FJ0023_a_keyword_is_copied_too_and_what_only_names_the_variable_stays() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int @class = 0; @class < 3; @class++)\n    {\n        section.Fork(() => Console.WriteLine(nameof(@class) + @class));\n    }\n});",
        "Fork.Section(section =>\n{\n    for (int @class = 0; @class < 3; @class++)\n    {\n        int classCopy = @class;\n        section.Fork(() => Console.WriteLine(nameof(@class) + classCopy));\n    }\n});");

    [Fact]
    public void FJ0023_the_copy_stands_outside_the_fork_that_has_a_section_of_its_own() => FixFixture.Check(
        new LoopVariableFix(), "FJ0023",
        "Fork.Section(outer =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        outer.Fork(() =>\n        {\n            Fork.Section(inner => { inner.Fork(() => Console.WriteLine(i)); });\n        });\n    }\n});",
        "Fork.Section(outer =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        int iCopy = i;\n        outer.Fork(() =>\n        {\n            Fork.Section(inner => { inner.Fork(() => Console.WriteLine(iCopy)); });\n        });\n    }\n});");

    [Theory]
    // The copy would give its name to something.
    [InlineData("section.Fork(() => Console.WriteLine(new { i }));")]
    [InlineData("section.Fork(() => Console.WriteLine((i, 1)));")]
    // A section of a switch has no block to declare it in, and no label either.
    [InlineData("switch (i)\n{\n    case 1:\n        section.Fork(() => Console.WriteLine(i));\n        break;\n}")]
    [InlineData("{\n    again: section.Fork(() => Console.WriteLine(i));\n    if (i > 9)\n        goto again;\n}")]
    public void FJ0023_no_copy_is_made_where_it_would_change_more(string loop) => FixFixture.CheckNone(
        new LoopVariableFix(), "FJ0023", $"Fork.Section(section =>\n{{\n    for (int i = 0; i < 3; i++)\n{loop}\n}});");

    [Fact]
    public void FJ0023_a_loop_that_forks_in_its_head_has_no_place_for_a_copy() => FixFixture.CheckNone(
        new LoopVariableFix(), "FJ0023", "Fork.Section(section =>\n{\n    for (int i = 0; section.Fork(() => i) is { } && i < 3; i++)\n        Console.WriteLine(1);\n});");

    [Fact]
    public void Copies_of_several_loops_might_have_one_name_and_are_made_one_by_one() => Assert.Null(new LoopVariableFix().GetFixAllProvider());
}
