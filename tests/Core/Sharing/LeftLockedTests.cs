#pragma warning disable FJ0014 // guards that nobody disposes are what these tests are about

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Sharing;

/// <summary>R36: a mutex or shared reference whose holder's thread has ended goes on to those who wait for it, and is reported.</summary>
public sealed class LeftLockedTests : IDisposable
{
    private readonly ConcurrentQueue<LeftBehindEventArgs> _reports = [];

    public LeftLockedTests() => LoanLedger.LeftBehind += Note;

    public void Dispose() => LoanLedger.LeftBehind -= Note;

    [Fact]
    public void R36_a_mutex_whose_holder_has_ended_is_unlocked_for_who_waits_and_poisoned()
    {
        var counter = new Mutex<int>(1, "left to a wait");
        LeaveBehind(() => counter.Lock());
        Assert.False(counter.TryLock(out _));

        PoisonedException refused = Assert.Throws<PoisonedException>(() => counter.Lock().Dispose());
        Assert.IsType<AbandonedMutexException>(refused.InnerException);
        Assert.Contains("thread \"the late\" ended while it held left to a wait, taken at LeftLockedTests.cs:", refused.InnerException.Message, StringComparison.Ordinal);
        using (MutexGuard<int> guard = counter.LockDespitePoison())
            Assert.Equal(1, guard.Value);
        LeftBehindEventArgs left = Assert.Single(Of("left to a wait"));
        Assert.Equal("thread \"the late\"", left.By);
        Assert.Equal(LoanKind.Write, left.Loan.Kind);
        Assert.Matches(@"^LeftLockedTests\.cs:[0-9]+$", left.Loan.MadeAt);
    }

    [Fact]
    public async Task R36_or_for_what_awaits_it_or_takes_the_value_out()
    {
        var awaited = new Mutex<int>(1, "left to await");
        LeaveBehind(() => awaited.Lock());
        await Assert.ThrowsAsync<PoisonedException>(async () => await awaited.LockAsync());

        var taken = new Mutex<int>(2, "left to be taken");
        LeaveBehind(() => taken.Lock());
        Assert.Throws<PoisonedException>(() => taken.IntoInner());
        Assert.Equal(2, taken.IntoInnerDespitePoison());
        Assert.Single(Of("left to await"));
        Assert.Single(Of("left to be taken"));
    }

    [Fact]
    public void R36_those_who_sleep_already_when_the_holder_ends_are_all_woken_and_it_is_reported_once()
    {
        var counter = new Mutex<int>(0, "left to sleepers");
        (Action join, ManualResetEventSlim end) = HoldUntil(() => counter.Lock());
        int poisoned = 0;
        Action[] sleepers = [.. Enumerable.Range(0, 4).Select(_ => Threads.Start(
            () =>
            {
                Assert.Throws<PoisonedException>(() => counter.Lock().Dispose());
                Interlocked.Increment(ref poisoned);
            }))];
        Threads.Until(() => counter.Gate.Waiting == 4);
        end.Set();
        join();
        foreach (Action sleeper in sleepers)
            sleeper();
        Assert.Equal(4, poisoned);
        Assert.False(counter.IsLocked);
        Threads.Until(() => !Of("left to sleepers").IsEmpty);
        Assert.Single(Of("left to sleepers"));
    }

    [Fact]
    public void R36_what_awaits_already_when_the_holder_ends_is_told_when_the_thread_s_end_is_noticed()
    {
        var counter = new Mutex<int>(0, "left to a task");
        using SharedRef<int> shared = SharedRef.Of(0, "left to a shared task");
        (Action join, ManualResetEventSlim end) = HoldUntil(() =>
        {
            counter.Lock();
            shared.Read();
        });
        Task<MutexLease<int>> locking = counter.LockAsync().AsTask();
        Task<SharedWriteLease<int>> writing = shared.WriteAsync().AsTask();
        end.Set();
        join();
        Threads.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return locking.IsCompleted && writing.IsCompleted;
        });
        Assert.IsType<PoisonedException>(locking.Exception?.InnerException);
        Threads.ResultOf(writing).Dispose();
        Threads.Until(() => Of("left to a task").Count == 1 && Of("left to a shared task").Count == 1);
    }

    [Fact]
    public void R36_who_clears_the_poison_has_the_mutex_as_it_was_before()
    {
        var counter = new Mutex<int>(1, "left to be repaired");
        LeaveBehind(() => counter.Lock());
        using (MutexGuard<int> guard = counter.LockDespitePoison())
        {
            guard.Value = 5;
            counter.ClearPoison();
        }
        Assert.Equal(5, counter.Use(static (ref int value) => value));
    }

    [Fact]
    public void R36_a_shared_value_that_threads_read_who_have_ended_may_be_written()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "left read");
        LeaveBehind(() =>
        {
            shared.Read();
            shared.Read();
        });
        LeaveBehind(() => shared.Read());
        Assert.False(shared.TryWrite(out _));

        using (SharedWriteGuard<int> writing = shared.Write())
            writing.Value = 2;
        Assert.Equal(3, Of("left read").Count);
        Assert.All(Of("left read"), static left => Assert.Equal((LoanKind.Read, "thread \"the late\""), (left.Loan.Kind, left.By)));
    }

    [Fact]
    public async Task R36_one_that_was_written_goes_on_as_it_was_left()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "left written");
        LeaveBehind(() => shared.Write().Value = 7);

        using (SharedReadGuard<int> reading = shared.Read())
            Assert.Equal(7, reading.Value);
        LeaveBehind(() => shared.Write());
        using (SharedWriteLease<int> writing = await shared.WriteAsync())
            writing.Value++;
        Assert.Equal(2, Of("left written").Count);
    }

    [Fact]
    public void R36_readers_and_writers_who_sleep_already_when_the_writer_ends_go_on()
    {
        using SharedRef<int> shared = SharedRef.Of(0, "left to readers");
        (Action join, ManualResetEventSlim end) = HoldUntil(() => shared.Write());
        Action reader = Threads.Start(() => shared.Read().Dispose(), out Thread reads);
        Action writer = Threads.Start(() =>
        {
            Assert.True(shared.TryWrite(Threads.LongEnough, out SharedWriteGuard<int> writing));
            writing.Dispose();
        }, out Thread writes);
        Threads.UntilAsleep(reads, static () => true);
        Threads.UntilAsleep(writes, static () => true);
        end.Set();
        join();
        reader();
        writer();
        Threads.Until(() => Of("left to readers").Count == 1);
    }

    [Fact]
    public void R36_what_a_thread_holds_that_is_alive_and_what_a_lease_holds_stays_locked()
    {
        var counter = new Mutex<int>(0, "held");
        using SharedRef<int> shared = SharedRef.Of(0, "held");
        (Action join, ManualResetEventSlim end) = HoldUntil(() =>
        {
            counter.Lock();
            shared.Read();
        });
        Assert.Throws<TimeoutException>(() => counter.Lock(TimeSpan.FromMilliseconds(1)).Dispose());
        Assert.False(shared.TryWrite(TimeSpan.FromMilliseconds(1), out _));
        end.Set();
        join();

        var leased = new Mutex<int>(0, "leased");
        using SharedRef<int> read = SharedRef.Of(0, "leased");
        LeaveBehind(() =>
        {
            _ = leased.LockAsync().AsTask();
            _ = read.ReadAsync().AsTask();
        });
        Assert.Throws<TimeoutException>(() => leased.Lock(TimeSpan.FromMilliseconds(1)).Dispose());
        Assert.False(read.TryWrite(TimeSpan.FromMilliseconds(1), out _));
        Assert.Empty(Of("leased"));
    }

    [Fact]
    public void R36_of_many_who_find_it_left_one_lets_go_of_it()
    {
        for (int round = 0; round < 50; round++)
        {
            string name = $"left to a crowd {round}.";
            var counter = new Mutex<int>(0, name);
            using SharedRef<int> shared = SharedRef.Of(0, name);
            LeaveBehind(() =>
            {
                counter.Lock();
                shared.Write();
            });
            int inside = 0;
            Threads.RunAll(4, _ =>
            {
                using (counter.LockDespitePoison())
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    Interlocked.Decrement(ref inside);
                }
                using SharedWriteGuard<int> writing = shared.Write();
                writing.Value++;
            });
            Assert.Equal(4, shared.Read().Value);
            Threads.Until(() => Of(name).Count == 2);
        }
    }

    /// <summary>Runs a body on a thread and waits until it has ended.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveBehind(Action body) => Threads.Start(body, "the late")();

    /// <summary>Runs a body on a thread that ends when it is told to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Action Join, ManualResetEventSlim End) HoldUntil(Action body)
    {
        var holds = new ManualResetEventSlim();
        var end = new ManualResetEventSlim();
        Action join = Threads.Start(() =>
        {
            body();
            holds.Set();
            end.Wait(Threads.LongEnough);
        }, "the late");
        Assert.True(holds.Wait(Threads.LongEnough));
        return (join, end);
    }

    private void Note(object? sender, LeftBehindEventArgs left) => _reports.Enqueue(left);

    private ConcurrentQueue<LeftBehindEventArgs> Of(string name) =>
        new(_reports.Where(left => left.Loan.Owner.StartsWith(name, StringComparison.Ordinal)));
}
