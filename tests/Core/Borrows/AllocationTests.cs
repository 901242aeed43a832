using ForkJoin.Loans;

namespace ForkJoin.Tests.Borrows;

/// <summary>
/// P25: in steady state the loans of a section allocate nothing. Those of a scope allocate their node, which a slice may remember
/// longer than the scope lasts, and nothing else.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed class AllocationTests : NoLoansLeft
{
    private const int WarmUp = 100;
    private const int Rounds = 10_000;

    /// <summary>Bytes; room for a node and for nothing beside it.</summary>
    private const int MostForALoan = 160;

    [Fact]
    public void P25_loan_use_and_release_allocate_nothing_in_a_section()
    {
        OwnedArray<int> data = Numbers(100);
        var section = new LoanScope(isSection: true);
        AssertAllocates(0, () =>
        {
            var scope = new BorrowScope(section);
            scope.BorrowMut(data, ..50).Span[0]++;
            scope.BorrowMut(data, 50..).Span[0]++;
            section.EndAll();
        });
        AssertAllocates(0, () =>
        {
            var scope = new BorrowScope(section);
            _ = scope.Borrow(data).Span[0] + scope.Borrow(data, 10..20).Span[0];
            section.EndAll();
        });
    }

    [Fact]
    public void R42_P25_loans_of_values_to_guards_and_references_and_every_access_allocate_nothing()
    {
        OwnedMut<long> owner = Own.Mut(0L);
        AssertAllocates(0, () =>
        {
            using (BorrowedMut<long> writer = owner.BorrowMut())
            using (BorrowedMut<long> onward = writer.ReborrowMut())
                onward.Value++;
            using (Borrowed<long> first = owner.Borrow())
            using (Borrowed<long> second = owner.Borrow())
                _ = first.Value + second.Value;
        });
        AssertAllocates(0, () =>
        {
            using Lifetime life = Lifetime.Open();
            RefMut<long> reference = life.BorrowMut(owner);
            reference.Value++;
            reference.Release();
            _ = life.Borrow(owner).Value;
        });
    }

    [Fact]
    public void P25_a_loan_of_a_scope_allocates_its_node_and_nothing_else()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocates(2 * MostForALoan, () =>
        {
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data, ..50).Span[0]++;
            scope.BorrowMut(data, 50..).Span[0]++;
        });
    }

    [Fact]
    public void P25_scopes_that_are_open_at_the_same_time_allocate_no_more_than_one_after_the_other()
    {
        OwnedArray<int> data = Numbers(100);
        // Two nodes, and the set in which the outer one keeps what was lent from it.
        AssertAllocates(3 * MostForALoan, () =>
        {
            using var outer = BorrowScope.Open();
            SliceMut<int> all = outer.BorrowMut(data);
            using var inner = BorrowScope.Open();
            all[..10].Reborrow(inner)[0]++;
        });
    }

    [Fact]
    public void P25_splitting_and_walking_over_chunks_allocate_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        var section = new LoanScope(isSection: true);
        AssertAllocates(0, () =>
        {
            var (left, right) = new BorrowScope(section).BorrowMut(data).Split();
            left[0] = right[1..][0];
            foreach (SliceMut<int> chunk in left.Chunks(7))
                chunk[0]++;
            foreach (Slice<int> chunk in right.AsReadOnly().Chunks(7))
                _ = chunk[0];
            section.EndAll();
        });
    }

    [Fact]
    public void P25_direct_access_allocates_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocates(0, () => data[1] = data[0] + 1);
    }

    private static void AssertAllocates(int mostForARound, Action use)
    {
        for (int i = 0; i < WarmUp; i++)
            use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            use();
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Assert.True(each <= mostForARound, $"{each} bytes a round, {mostForARound} at most");
    }
}
