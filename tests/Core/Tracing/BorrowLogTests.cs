using ForkJoin.Tests.Sharing;

namespace ForkJoin.Tests.Tracing;

/// <summary>R38: the log of events. It is the whole process's, so each test looks for its own owners' names.</summary>
[Collection(ProcessWide.Name)]
public sealed class BorrowLogTests : IDisposable
{
    public BorrowLogTests()
    {
        BorrowLog.Clear();
        BorrowLog.IsOn = true;
    }

    public void Dispose()
    {
        BorrowLog.IsOn = false;
        BorrowLog.Clear();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_a_loan_is_logged_when_it_is_made_and_when_it_ends_with_owner_kind_holder_and_place()
    {
        OwnedMut<int> owner = Own.Mut(1);
        owner.BorrowMut("logged").Dispose();

        List<BorrowEvent> events = Of("logged");
        Assert.Equal([BorrowEventKind.Lent, BorrowEventKind.Ended], events.Select(e => e.Kind));
        Assert.All(events, e =>
        {
            Assert.Equal(LoanKind.Write, e.Loan);
            Assert.Equal(Environment.CurrentManagedThreadId, e.ThreadId);
            Assert.Equal($"a guard on thread {e.ThreadId}", e.Holder);
            Assert.Matches(@"^BorrowLogTests\.cs:[0-9]+$", e.Place);
            Assert.InRange(e.Time, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        });
        Assert.Matches(@"^[0-9:.]+ thread [0-9]+: lent logged for writing to a guard on thread [0-9]+, at BorrowLogTests\.cs:[0-9]+$", events[0].ToString());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_the_loans_of_scopes_and_lifetimes_are_logged_too()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(10);
        OwnedMut<int> value = Own.Mut(1);
        using (var scope = BorrowScope.Open())
        using (Lifetime life = Lifetime.Open())
        {
            scope.BorrowMut(data, 2..5, "logged array");
            life.Borrow(value, "logged value");
        }
        Assert.Equal([BorrowEventKind.Lent, BorrowEventKind.Ended], Of("logged array").Select(e => e.Kind));
        Assert.Equal(["[2..5)", "[2..5)"], Of("logged array").Select(e => e.Region));
        Assert.Equal([BorrowEventKind.Lent, BorrowEventKind.Ended], Of("logged value").Select(e => e.Kind));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_a_refusal_is_logged_with_its_message()
    {
        OwnedMut<int> owner = Own.Mut(1, "refusing");
        using BorrowedMut<int> guard = owner.BorrowMut("refusing");
        BorrowConflictException refused = Refused.Conflict(() => _ = owner.Value);

        BorrowEvent logged = Assert.Single(Of("refusing"), e => e.Kind == BorrowEventKind.Refused);
        Assert.Contains(refused.Message, logged.Detail, StringComparison.Ordinal);
        Assert.Contains(nameof(BorrowConflictException), logged.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void R38_moves_and_poison_are_logged()
    {
        OwnedMut<int> owner = Own.Mut(1, "moving");
        using (BorrowedMut<int> guard = owner.BorrowMut())
        {
            try
            {
                guard.Update(static _ => throw new InvalidOperationException("half done"));
            }
            catch (InvalidOperationException)
            {
                // Expected.
            }
            guard.Replace(2);
        }
        owner.Move();
        var mutex = new Mutex<int>(1, "poisoned mutex");
        using (MutexGuard<int> guard = mutex.Lock())
            guard.Poison();

        // Loans are not watched, and so not logged, with the checks off.
        Assert.Equal(
            BorrowChecking.Enabled
                ? [BorrowEventKind.Lent, BorrowEventKind.Poisoned, BorrowEventKind.Ended, BorrowEventKind.Moved]
                : new[] { BorrowEventKind.Poisoned, BorrowEventKind.Moved },
            Of("moving").Select(e => e.Kind));
        Assert.Contains(Of("poisoned mutex"), e => e.Kind == BorrowEventKind.Poisoned);
    }

    [Fact]
    public void R38_a_wait_is_logged_with_the_time_that_it_took()
    {
        var mutex = new Mutex<int>(0, "awaited by the log");
        Action join;
        using (mutex.Lock())
        {
            join = Threads.Start(() => mutex.Lock().Dispose());
            Threads.Until(() => mutex.Gate.Waiting == 1);
        }
        join();
        BorrowEvent wait = Assert.Single(Of("awaited by the log"));
        Assert.Equal(BorrowEventKind.Waited, wait.Kind);
        Assert.True(wait.Lasted > TimeSpan.Zero);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_what_was_left_behind_is_logged()
    {
        OwnedMut<int> owner = Own.Mut(1);
#pragma warning disable FJ0014 // left behind, to be logged
        Threads.Start(() => _ = owner.BorrowMut("logged as left"))();
#pragma warning restore FJ0014
        owner.Value = 1;
        Threads.Until(() => Of("logged as left").Exists(e => e.Kind == BorrowEventKind.LeftBehind && e.Detail.StartsWith("by thread ", StringComparison.Ordinal)));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_switched_off_nothing_is_logged_and_what_was_stays_until_it_is_cleared()
    {
        OwnedMut<int> owner = Own.Mut(1);
        owner.Borrow("on").Dispose();
        BorrowLog.IsOn = false;
        owner.Borrow("off").Dispose();
        Assert.Empty(Of("off"));
        Assert.Equal(2, Of("on").Count);
        BorrowLog.Clear();
        Assert.Empty(Of("on"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_a_thread_keeps_its_latest_events_and_those_of_all_threads_come_in_order_of_time()
    {
        const int Loans = 1000;
        Threads.RunAll(3, thread =>
        {
            OwnedMut<int> owner = Own.Mut(thread);
            for (int i = 0; i < Loans; i++)
                owner.Borrow($"of three {thread} {i}").Dispose();
        });
        List<BorrowEvent> events = Of("of three");
        Assert.Equal(3 * 1024, events.Count);
        Assert.Equal(events.OrderBy(e => e.Time), events);
        foreach (IGrouping<int, BorrowEvent> thread in events.GroupBy(e => e.ThreadId))
        {
            Assert.EndsWith($" {Loans - 1}", thread.Last().Owner, StringComparison.Ordinal);
            Assert.Equal(BorrowEventKind.Ended, thread.Last().Kind);
            // Within one thread nothing is missing and nothing turned round: lent, ended, lent, ended …
            Assert.All(thread.Chunk(2), pair => Assert.Equal(pair[0].Owner, pair[1].Owner));
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_what_another_thread_logged_in_between_stands_in_between()
    {
        OwnedMut<int> owner = Own.Mut(1);
        owner.Borrow("between 1").Dispose();
        Threads.Start(() => owner.Borrow("between 2").Dispose())();
        owner.Borrow("between 3").Dispose();
        Assert.Equal(["between 1", "between 2", "between 3"], Of("between").Where(e => e.Kind == BorrowEventKind.Lent).Select(e => e.Owner));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_reading_while_others_log_sees_whole_events()
    {
        using var over = new CancellationTokenSource();
        Action join = Threads.Start(() =>
        {
            OwnedMut<int> owner = Own.Mut(1);
            while (!over.IsCancellationRequested)
                owner.Borrow("read meanwhile").Dispose();
        });
        Threads.Until(() => Of("read meanwhile").Count > 100);
        for (int i = 0; i < 50; i++)
            Assert.All(Of("read meanwhile"), e => Assert.Equal(LoanKind.Read, e.Loan));
        over.Cancel();
        join();
    }

    private static List<BorrowEvent> Of(string name) =>
        [.. BorrowLog.Read().Where(e => e.Owner.StartsWith(name, StringComparison.Ordinal))];
}
