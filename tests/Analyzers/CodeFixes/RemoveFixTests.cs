extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>An attribute of a signature that can mean nothing in its place is removed.</summary>
public sealed class RemoveFixTests
{
    [Fact]
    public void FJ0030_an_attribute_on_its_own_line_goes_with_its_line() => FixFixture.Check(
        new RemoveFix(), "FJ0030",
        "Count(1);\n\n// Counts.\n[return: BorrowsFrom(\"n\")]\nstatic int Count(int n) => n;",
        "Count(1);\n\n// Counts.\nstatic int Count(int n) => n;");

    [Fact]
    public void FJ0030_one_beside_its_parameter_goes_alone() => FixFixture.Check(
        new RemoveFix(), "FJ0030",
        "Count(1, data);\nstatic int Count([Consumes] int n, [Consumes] OwnedArray<int> all) => n;",
        "Count(1, data);\nstatic int Count(int n, [Consumes] OwnedArray<int> all) => n;");

    [Fact]
    public void FJ0030_what_else_a_list_has_stays() => FixFixture.Check(
        new RemoveFix(), "FJ0030",
        "Count(1);\n// Above.\n[return: BorrowsFrom(\"n\"), System.Diagnostics.CodeAnalysis.NotNull]\nstatic int Count(int n) => n;",
        "Count(1);\n// Above.\n[return: System.Diagnostics.CodeAnalysis.NotNull]\nstatic int Count(int n) => n;");

    [Fact]
    public void FJ0030_comments_on_both_sides_stay() => FixFixture.Check(
        new RemoveFix(), "FJ0030",
        "Count(1);\n// Above.\n[return: BorrowsFrom(\"n\")]\n// Below.\nstatic int Count(int n) => n;",
        "Count(1);\n// Above.\n// Below.\nstatic int Count(int n) => n;");

    [Fact]
    public void FJ0030_all_go_at_once() => FixFixture.CheckAll(
        new RemoveFix(), "FJ0030",
        "Count(1, 2);\n[return: BorrowsFrom(\"n\")]\nstatic int Count([Consumes] int n, [Consumes] int m) => n + m;",
        "Count(1, 2);\nstatic int Count(int n, int m) => n + m;");

    [Fact]
    public void FJ0030_a_comment_about_the_attribute_would_be_lost_and_so_it_stays() => FixFixture.CheckNone(
        new RemoveFix(), "FJ0030", "Count(1);\n[return: BorrowsFrom(\"n\")] // Perhaps.\nstatic int Count(int n) => n;");

    [Theory]
    [InlineData("Add(1, 2);\nstatic void Add([Replaces] int a, int b) => Console.WriteLine(a + b);")]
    [InlineData("First(data);\n[return: BorrowsFrom(\"al\")]\nstatic OwnedArray<int> First(OwnedArray<int> all) => all;")]
    public void Nothing_is_removed_that_wants_another_name_or_a_ref(string source) => FixFixture.CheckNone(new RemoveFix(), "FJ0030", source);
}
