using ForkJoin.Tests.Sharing;

namespace ForkJoin.Tests.Ledger;

/// <summary>R36: who holds what. Other tests lend at the same time: each looks for its own owners' names.</summary>
public sealed class LoanLedgerTests : NoLoansLeft
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_guard_is_listed_with_owner_kind_thread_and_place()
    {
        OwnedMut<int> balance = Own.Mut(1, "balance of the ledger");
        using (balance.BorrowMut())
        {
            LoanDescription loan = Assert.Single(Of("balance")).Loan;
            Assert.Equal(LoanKind.Write, loan.Kind);
            Assert.Equal($"a guard on thread {Environment.CurrentManagedThreadId}", loan.Holder);
            Assert.Matches(@"^LoanLedgerTests\.cs:[0-9]+$", loan.MadeAt);
        }
        Assert.Empty(Of("balance"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_guards_that_end_in_any_order_are_listed_as_long_as_they_are_out()
    {
        OwnedMut<int> first = Own.Mut(1), second = Own.Mut(2), third = Own.Mut(3);
        Borrowed<int> a = first.Borrow("any order 1"), b = second.Borrow("any order 2"), c = third.Borrow("any order 3");
        a.Dispose();
        Assert.Equal(["any order 2", "any order 3"], NamesOf("any order"));
        Borrowed<int> again = first.Borrow("any order 4");
        b.Dispose();
        Assert.Equal(["any order 3", "any order 4"], NamesOf("any order"));
        c.Dispose();
        again.Dispose();
        Assert.Empty(Of("any order"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_guard_lent_on_is_listed_beside_the_one_it_came_from_and_outlasts_it()
    {
        OwnedMut<int> owner = Own.Mut(1);
        BorrowedMut<int> outer = owner.BorrowMut("lent on");
        Borrowed<int> inner = outer.Reborrow();
        Assert.Equal(2, Of("lent on").Count);
        outer.Dispose();
        Assert.Contains(Of("lent on"), entry => entry.Loan.Kind == LoanKind.Read);
        inner.Dispose();
        Assert.Empty(Of("lent on"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_the_parts_lent_by_a_scope_are_listed_by_region()
    {
        OwnedArray<int> data = Numbers(10);
        using (var scope = BorrowScope.Open())
        {
            scope.BorrowMut(data, ..4, "parts of a scope");
            scope.Borrow(data, 4.., "parts of a scope");
            Assert.Equal(["[0..4)", "[4..10)"], Of("parts of a scope").Select(entry => entry.Loan.Region).Order(StringComparer.Ordinal));
            Assert.All(Of("parts of a scope"), entry => Assert.StartsWith("scope ", entry.Loan.Holder, StringComparison.Ordinal));
        }
        Assert.Empty(Of("parts of a scope"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_the_references_of_a_lifetime_are_listed_until_they_let_go()
    {
        OwnedMut<int> first = Own.Mut(1), second = Own.Mut(2);
        using (Lifetime life = Lifetime.Open())
        {
            Ref<int> a = life.Borrow(first, "kept 1");
            life.BorrowMut(second, "kept 2");
            Assert.Equal(["kept 1", "kept 2"], NamesOf("kept"));
            Assert.StartsWith("lifetime ", Of("kept")[0].Loan.Holder, StringComparison.Ordinal);
            a.Release();
            Assert.Equal(["kept 2"], NamesOf("kept"));
        }
        Assert.Empty(Of("kept"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_what_other_threads_hold_is_listed_too()
    {
        OwnedMut<int> owner = Own.Mut(1);
        using var holds = new ManualResetEventSlim();
        using var looked = new ManualResetEventSlim();
        int thread = 0;
        Action join = Threads.Start(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            using Borrowed<int> guard = owner.Borrow("on another thread");
            holds.Set();
            looked.Wait(Threads.LongEnough);
        });
        Assert.True(holds.Wait(Threads.LongEnough));
        Assert.Equal($"a guard on thread {thread}", Assert.Single(Of("on another thread")).Loan.Holder);
        looked.Set();
        join();
    }

    [Fact]
    public void R36_a_mutex_and_a_shared_reference_are_listed_once_somebody_has_had_to_wait()
    {
        var mutex = new Mutex<int>(0, "awaited mutex");
        using SharedRef<int> shared = SharedRef.Of(0, "awaited reference");
        using (mutex.Lock())
        {
            using SharedWriteGuard<int> writer = shared.Write();
            Assert.Empty(Of("awaited"));
            Action lockIt = Threads.Start(() => mutex.Lock().Dispose());
            Action readIt = Threads.Start(() => shared.Read().Dispose());
            Threads.Until(() => Of("awaited").Count == 2);
            Assert.All(Of("awaited"), entry => Assert.Contains("thread", entry.Loan.Holder, StringComparison.Ordinal));
            _ = (lockIt, readIt);
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_the_snapshot_reads_as_a_list_of_holders_with_what_they_have()
    {
        OwnedArray<int> data = Numbers(10, "readable");
        using var scope = BorrowScope.Open();
        scope.BorrowMut(data, ..4, "readable");
        scope.Borrow(data, 4.., "readable");

        string[] lines = LoanLedger.Snapshot().ToString().Split(Environment.NewLine);
        int holder = Array.IndexOf(lines, Of("readable")[0].Loan.Holder);
        Assert.Matches(@"^    readable\[0\.\.4\) for writing, at LoanLedgerTests\.cs:[0-9]+", lines[holder + 1]);
        Assert.Matches(@"^    readable\[4\.\.10\) for reading, at LoanLedgerTests\.cs:[0-9]+", lines[holder + 2]);
        Assert.Matches("^[0-9]+ loans? (is|are) out:$", lines[0]);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_loan_that_is_out_all_the_time_is_in_every_snapshot_while_others_come_and_go()
    {
        OwnedMut<int> steady = Own.Mut(1), busy = Own.Mut(2);
        using Lifetime life = Lifetime.Open();
        using var over = new CancellationTokenSource();
        Action join = Threads.Start(() =>
        {
            using Lifetime own = Lifetime.Open();
            Ref<int> before = own.Borrow(busy, "coming and going");
            own.Borrow(steady, "steady");
            while (!over.IsCancellationRequested)
            {
                before.Release();
                before = own.Borrow(busy, "coming and going");
            }
        });
        try
        {
            Threads.Until(() => Of("steady").Count == 1);
            for (int i = 0; i < 300; i++)
            {
                Assert.Single(Of("steady"));
                Assert.True(Of("coming").Count <= 1);
            }
        }
        finally
        {
            over.Cancel();
            join();
        }
    }

    private static List<LedgerEntry> Of(string name) =>
        [.. LoanLedger.Snapshot().Where(entry => entry.Loan.Owner.StartsWith(name, StringComparison.Ordinal))];

    private static IEnumerable<string> NamesOf(string name) => Of(name).Select(entry => entry.Loan.Owner).Order(StringComparer.Ordinal);
}
