using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>What is written once happens once: no expression is judged twice, however it is used. Found in this repository's own code.</summary>
public sealed class OnceTests
{
    [Fact]
    public void A_loan_inside_a_change_is_made_once() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        scope.BorrowMut(data, ..50)[0]++;
        scope.BorrowMut(data, 50..).Span[0] += 1;
        OwnedArray<int> other = OwnedArray.Create<int>(3);
        other.Move()[0]++;
        """);

    [Fact]
    public void A_loan_that_is_an_argument_is_made_once() => Fixture.CheckBody("""
        Fork.Section(section => Parallel.ForEach(section.BorrowMut(data), static (ref int item, int i) => item = i));
        Fork.Section(section => section.Fork(data.Clone().ToArray(), static numbers => { }));
        """);

    [Fact]
    public void A_pattern_names_a_new_value_each_time() => Fixture.CheckMembers("""
        static void Run(Func<OwnedArray<int>?> next, OwnedArray<int> same)
        {
            while (next() is { } block)
                block.Move();
            if (same is { Length: > 3 } alias)
                alias.Move();
        //      ------------ moved here
            same.ToArray();
        //  ^^^^ FJ0001
        }
        """);

    [Fact]
    public void A_guard_that_outlives_the_one_it_came_from_frees_the_owner_when_it_ends() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> count)
        {
            BorrowedMut<int> parent = count.BorrowMut();
            //                        ----------------- lent for writing here
            BorrowedMut<int> child = parent.ReborrowMut();
            parent.Dispose();
            count.Value = 1;
        //  ^^^^^ FJ0002
            child.Dispose();
        //  --------------- FJ0002 the loan ends only here
            count.Value = 1;
        }
        """);

    [Fact]
    public void A_fork_that_is_refused_has_been_lent_nothing() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            section.Fork(all, all[1..], static (x, y) => { });
            //           --- handed over here
            //                ^^^^^^^^ FJ0004: Borrow conflict: cannot hand over all[1..], because it overlaps all: one fork is handed both, and one of them may write.
            all.Span.Clear();
        });
        """);
}
