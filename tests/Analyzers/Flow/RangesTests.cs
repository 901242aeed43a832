using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Loans of ranges: those that overlap, those that cannot, and those of which nobody knows (FJ0004 and FJ0005).</summary>
public sealed class RangesTests
{
    [Fact]
    public void Constant_ranges_that_overlap_conflict() => CheckScope("""
            scope.BorrowMut(data, ..50);
        //  --------------------------- lent for writing here
            scope.BorrowMut(data, 49..);
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lend data for writing, because it is lent for writing. End that loan first: nothing uses it any more.

        // -- the loan ends only here @ }
        """);

    [Fact]
    public void Constant_ranges_that_do_not_overlap_are_lent_together() => CheckScope("""
            scope.BorrowMut(data, ..50);
            scope.BorrowMut(data, 50..60);
            scope.Borrow(data, 60..);
            scope.Borrow(data, 70..^1);
            scope.BorrowMut(data, 50..50);
        """);

    [Fact]
    public void The_whole_is_lent_for_writing_once() => CheckScope("""
            scope.BorrowMut(data);
        //  --------------------- lent for writing here
            scope.Borrow(data);
        //  ^^^^^^^^^^^^^^^^^^ FJ0004

        // -- the loan ends only here @ }
        """);

    [Theory]
    [InlineData("..m", "m..")]
    [InlineData("..(m + 1)", "(m + 1)..")]
    [InlineData("..(m - 1)", "m..")]
    [InlineData("..^m", "^m..")]
    [InlineData("m..n", "n..")]
    [InlineData("..(data.Length / 2)", "(data.Length / 2)..")]
    [InlineData("..(n * m)", "(n * m)..")]
    public void Complements_by_the_same_value_are_disjoint(string one, string other) => CheckScope($"""
            scope.BorrowMut(data, {one});
            scope.BorrowMut(data, {other});
        """);

    [Theory]
    [InlineData("..m", "n..")]
    [InlineData("m..", "..^m")]
    [InlineData("..50", "^50..")]
    public void Ranges_by_different_values_may_overlap(string one, string other) => CheckScope($"""
            scope.BorrowMut(data, {one});
        //  {new string('-', $"scope.BorrowMut(data, {one})".Length)} lent for writing here
            scope.BorrowMut(data, {other});
        //  ^ FJ0005 @ scope.BorrowMut(data, {other})

        // -- the loan ends only here @ {"}"}
        """);

    [Fact]
    public void What_may_overlap_is_cured_by_ranges_of_one_end() => CheckScope("""
            scope.BorrowMut(data, ..m);
        //  -------------------------- lent for writing here
            scope.BorrowMut(data, n..);
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0005: Perhaps a borrow conflict: cannot lend data for writing where the ranges overlap, because it is lent for writing. Make both ranges of the same end

        // -- the loan ends only here @ }
        """);

    [Fact]
    public void A_value_that_changed_in_between_is_another_one() => CheckScope("""
            scope.BorrowMut(data, ..m);
        //  -------------------------- lent for writing here
            m++;
            scope.BorrowMut(data, m..);
            m -= 2;
            scope.BorrowMut(data, m..50);
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004

        // -- the loan ends only here @ }
        """);

    private static void CheckScope(string statements) => Fixture.CheckMembers(Fixture.Method(
        "static void Run(OwnedArray<int> data, int m, int n)", $"    using BorrowScope scope = BorrowScope.Open();\n{statements}"));
}
