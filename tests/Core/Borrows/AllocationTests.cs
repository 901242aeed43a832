namespace ForkJoin.Tests.Borrows;

/// <summary>P25: in steady state a loan allocates nothing.</summary>
[Collection(ProcessWide.Name)]
public sealed class AllocationTests : NoLoansLeft
{
    private const int WarmUp = 100;
    private const int Rounds = 10_000;

    [Fact]
    public void P25_loan_use_and_release_allocate_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocatesNothing(data, static data =>
        {
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data, ..50).Span[0]++;
            scope.BorrowMut(data, 50..).Span[0]++;
        });
        AssertAllocatesNothing(data, static data =>
        {
            using var scope = BorrowScope.Open();
            _ = scope.Borrow(data).Span[0] + scope.Borrow(data, 10..20).Span[0];
        });
    }

    [Fact]
    public void P25_splitting_and_walking_over_chunks_allocate_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocatesNothing(data, static data =>
        {
            using var scope = BorrowScope.Open();
            var (left, right) = scope.BorrowMut(data).Split();
            left[0] = right[1..][0];
            foreach (SliceMut<int> chunk in left.Chunks(7))
                chunk[0]++;
            foreach (Slice<int> chunk in right.AsReadOnly().Chunks(7))
                _ = chunk[0];
        });
    }

    [Fact]
    public void P25_scopes_that_are_open_at_the_same_time_allocate_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocatesNothing(data, static data =>
        {
            using var outer = BorrowScope.Open();
            SliceMut<int> all = outer.BorrowMut(data);
            using var inner = BorrowScope.Open();
            all[..10].Reborrow(inner)[0]++;
        });
    }

    [Fact]
    public void P25_direct_access_allocates_nothing()
    {
        OwnedArray<int> data = Numbers(100);
        AssertAllocatesNothing(data, static data => data[1] = data[0] + 1);
    }

    private static void AssertAllocatesNothing(OwnedArray<int> data, Action<OwnedArray<int>> use)
    {
        for (int i = 0; i < WarmUp; i++)
            use(data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            use(data);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
