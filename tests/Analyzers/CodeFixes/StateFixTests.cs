extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>A fork gets as its state what its lambda captured.</summary>
public sealed class StateFixTests
{
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
    public void FJ0023_what_stands_around_the_lambda_stays() => FixFixture.Check(
        new StateFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(\n            // What is done.\n            () => Console.WriteLine(i) // printed\n        );\n});",
        "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(\n            // What is done.\n            i, static i => Console.WriteLine(i) // printed\n        );\n});");

    [Fact]
    public void FJ0023_names_that_are_keywords_stay_what_they_are() => FixFixture.Check(
        new StateFix(), "FJ0023",
        "Fork.Section(section =>\n{\n    for (int @class = 0; @class < 3; @class++)\n        section.Fork(() => Console.WriteLine(@class));\n});",
        "Fork.Section(section =>\n{\n    for (int @class = 0; @class < 3; @class++)\n        section.Fork(@class, static @class => Console.WriteLine(@class));\n});");

    [Fact]
    public void FJ0020_the_tuple_has_a_name_that_the_lambda_does_not_use() => FixFixture.Check(
        new StateFix(), "FJ0020",
        "int count = 1, @base = 2;\nFork.Section(section =>\n{\n    section.Fork(() => { int state = @base; Console.WriteLine(state + count); });\n    count++;\n});",
        "int count = 1, @base = 2;\nFork.Section(section =>\n{\n    section.Fork((@base, count), static state2 => { int state = state2.@base; Console.WriteLine(state + state2.count); });\n    count++;\n});");

    [Fact]
    public void FJ0020_the_name_of_an_argument_is_no_capture() => FixFixture.Check(
        new StateFix(), "FJ0020",
        "int value = 1;\nFork.Section(section =>\n{\n    section.Fork(() => Console.WriteLine(value: value + 1));\n    value++;\n});",
        "int value = 1;\nFork.Section(section =>\n{\n    section.Fork(value, static value => Console.WriteLine(value: value + 1));\n    value++;\n});");

    [Fact]
    public void FJ0020_the_fork_that_hands_it_on_gets_it() => FixFixture.Check(
        new StateFix(), "FJ0020",
        "int count = 1;\nFork.Section(outer =>\n{\n    outer.Fork(() => Fork.Section(inner => { inner.Fork(() => Console.WriteLine(count)); }));\n    count++;\n});",
        "int count = 1;\nFork.Section(outer =>\n{\n    outer.Fork(count, static count => Fork.Section(inner => { inner.Fork(() => Console.WriteLine(count)); }));\n    count++;\n});");

    [Fact]
    public void FJ0020_all_forks_get_theirs_at_once() => FixFixture.CheckAll(
        new StateFix(), "FJ0020",
        "int count = 1, more = 2;\nFork.Section(section =>\n{\n    section.Fork(() => Console.WriteLine(count + more));\n    section.Fork(() => Console.WriteLine(more));\n    count++;\n    more++;\n});",
        "int count = 1, more = 2;\nFork.Section(section =>\n{\n    section.Fork((count, more), static state => Console.WriteLine(state.count + state.more));\n    section.Fork(more, static more => Console.WriteLine(more));\n    count++;\n    more++;\n});");

    [Fact]
    public void FJ0020_top_level_statements_may_fork_too() => FixFixture.CheckFile(
        new StateFix(), "FJ0020",
        "int count = 1;\nFork.Section(section =>\n{\n    section.Fork(() => Console.WriteLine(count));\n    count++;\n});\n",
        "int count = 1;\nFork.Section(section =>\n{\n    section.Fork(count, static count => Console.WriteLine(count));\n    count++;\n});\n");

    [Theory]
    // It waits to see the change.
    [InlineData("bool count = false;", "() => { while (!count) Thread.Yield(); }", "count = true;")]
    // What the lambda says of itself would be lost.
    [InlineData("int count = 1;", "long () => count", "count++;")]
    [InlineData("int count = 1;", "[System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage] () => Console.WriteLine(count)", "count++;")]
    [InlineData("int count = 1;", "body: () => Console.WriteLine(count)", "count++;")]
    // In a tuple these are the names of other places.
    [InlineData("int Item1 = 1, Item2 = 2;", "() => Console.WriteLine(Item2 - Item1)", "Item1++;")]
    [InlineData("int Rest = 1, more = 2;", "() => Console.WriteLine(Rest - more)", "Rest++;")]
    public void FJ0020_a_state_is_not_offered_where_it_would_mean_something_else(string declaration, string lambda, string change) => FixFixture.CheckNone(
        new StateFix(), "FJ0020", $"{declaration}\nFork.Section(section =>\n{{\n    section.Fork({lambda});\n    {change}\n}});");
}
