extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>Two forks that would do the same with all of one slice or array get a half each.</summary>
public sealed class SplitFixTests
{
    private const string Sorting = "static s => s.Span.Sort());\n";

    [Fact]
    public void FJ0010_a_slice_that_two_forks_get_is_split() => FixFixture.Check(
        new SplitFix(), "FJ0010",
        $"Fork.Section(section =>\n{{\n    SliceMut<int> all = section.BorrowMut(data);\n    all.Span.Clear();\n    // Both halves.\n    section.Fork(all, {Sorting}    section.Fork(all, {Sorting}}});",
        $"Fork.Section(section =>\n{{\n    SliceMut<int> all = section.BorrowMut(data);\n    all.Span.Clear();\n    // Both halves.\n    var (left, right) = all.Split();\n    section.Fork(left, {Sorting}    section.Fork(right, {Sorting}}});");

    [Fact]
    public void FJ0010_the_halves_get_names_that_nothing_has() => FixFixture.Check(
        new SplitFix(), "FJ0010",
        $"int left = 0;\nFork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    section.Fork(all, {Sorting}    section.Fork(all, {Sorting}    if (left == 0)\n    {{\n        int right = 1;\n        left = right;\n    }}\n}});",
        $"int left = 0;\nFork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    var (left2, right2) = all.Split();\n    section.Fork(left2, {Sorting}    section.Fork(right2, {Sorting}    if (left == 0)\n    {{\n        int right = 1;\n        left = right;\n    }}\n}});");

    [Fact]
    public void FJ0004_an_array_that_two_forks_get_is_lent_by_halves() => FixFixture.Check(
        new SplitFix(), "FJ0004",
        $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sorting}    section.Fork(section.BorrowMut(data), {Sorting}}});\nConsole.WriteLine(data[0]);",
        $"Fork.Section(section =>\n{{\n    int middle = data.Length / 2;\n    section.Fork(section.BorrowMut(data, ..middle), {Sorting}    section.Fork(section.BorrowMut(data, middle..), {Sorting}}});\nConsole.WriteLine(data[0]);");

    [Theory]
    [InlineData("FJ0010", "SliceMut<int> @class = section.BorrowMut(data); ", "@class", "var (left, right) = @class.Split(); ", "left", "right")]
    [InlineData("FJ0004", "var @class = data; ", "section.BorrowMut(@class)", "int middle = @class.Length / 2; ", "section.BorrowMut(@class, ..middle)", "section.BorrowMut(@class, middle..)")]
    public void Twins_on_one_line_stay_there_and_keywords_keep_their_sign(string rule, string before, string all, string split, string left, string right) => FixFixture.Check(
        new SplitFix(), rule,
        $"{(rule == "FJ0004" ? before : "")}Fork.Section(section => {{ {(rule == "FJ0010" ? before : "")}section.Fork({all}, static s => s.Span.Sort()); section.Fork({all}, static s => s.Span.Sort()); }});",
        $"{(rule == "FJ0004" ? before : "")}Fork.Section(section => {{ {(rule == "FJ0010" ? before : "")}{split}section.Fork({left}, static s => s.Span.Sort()); section.Fork({right}, static s => s.Span.Sort()); }});");

    public static TheoryData<string, string> Doubtful => new()
    {
        // They differ: the second may be meant to follow the first.
        { "FJ0010", $"Fork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    section.Fork(all, {Sorting}    section.Fork(all, static s => s.Span.Clear());\n}});" },
        { "FJ0004", $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sorting}    section.Fork(section.BorrowMut(data), static s => s.Span.Clear());\n}});" },
        // Three halves there are not.
        { "FJ0010", $"Fork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    section.Fork(all, {Sorting}    section.Fork(all, {Sorting}    section.Fork(all, {Sorting}}});" },
        { "FJ0004", $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sorting}    section.Fork(section.BorrowMut(data), {Sorting}    section.Fork(section.BorrowMut(data), {Sorting}}});" },
        // Something of it is lent already.
        { "FJ0010", $"Fork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    section.Fork(all[..2], {Sorting}    section.Fork(all, {Sorting}    section.Fork(all, {Sorting}}});" },
        { "FJ0004", $"using var scope = BorrowScope.Open();\nscope.BorrowMut(data, 0..1);\nFork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sorting}    section.Fork(section.BorrowMut(data), {Sorting}}});" },
        // A loop forks again what it has lent in the round before.
        { "FJ0010", $"Fork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    for (int i = 0; i < 3; i++)\n    {{\n        section.Fork(all, {Sorting}        section.Fork(all, {Sorting}    }}\n}});" },
        { "FJ0004", $"Fork.Section(section =>\n{{\n    for (int i = 0; i < 3; i++)\n    {{\n        section.Fork(section.BorrowMut(data), {Sorting}        section.Fork(section.BorrowMut(data), {Sorting}    }}\n}});" },
        // A part only, not the whole.
        { "FJ0004", $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data, ..2), {Sorting}    section.Fork(section.BorrowMut(data, ..2), {Sorting}}});" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Halves_are_offered_only_to_twins_that_have_the_whole(string rule, string source) => FixFixture.CheckNone(new SplitFix(), rule, source);
}
