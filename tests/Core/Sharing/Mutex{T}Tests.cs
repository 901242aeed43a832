namespace ForkJoin.Tests.Sharing;

public sealed class MutexTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void R24_the_value_is_reached_through_the_guard_and_stays_written()
    {
        var counter = new Mutex<int>(1);
        using (MutexGuard<int> guard = counter.Lock())
            guard.Value += 2;
        using (MutexGuard<int> guard = counter.Lock())
            Assert.Equal(3, guard.Value);
        Assert.Equal(3, counter.IntoInner());
    }

    [Fact]
    public void R24_printing_a_locked_mutex_shows_no_value()
    {
        var secret = new Mutex<string>("the value", "secret");
        Assert.Equal("secret: the value", secret.ToString());
        using (secret.Lock())
        {
            string locked = secret.ToString();
            Assert.StartsWith("secret: locked by thread ", locked, StringComparison.Ordinal);
            Assert.Contains("taken at Mutex{T}Tests.cs:", locked, StringComparison.Ordinal);
            Assert.DoesNotContain("the value", locked, StringComparison.Ordinal);
        }
        using (MutexGuard<string> guard = secret.Lock())
            guard.Poison();
        Assert.StartsWith("secret: poisoned at Mutex{T}Tests.cs:", secret.ToString(), StringComparison.Ordinal);
        secret.ClearPoison();
        secret.IntoInner();
        Assert.StartsWith("secret: gave its value away at Mutex{T}Tests.cs:", secret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mutex_goes_by_the_expression_of_its_value()
    {
        int[] numbers = [1];
        Assert.Equal("numbers", new Mutex<int[]>(numbers).Name);
        Assert.Equal("mine", new Mutex<int[]>(numbers, "mine").Name);
    }

    [Fact]
    public void Try_lock_says_no_while_somebody_holds_it_and_its_guard_is_then_nothing_to_dispose()
    {
        var counter = new Mutex<int>(1);
        Assert.False(counter.IsLocked);
        Assert.True(counter.TryLock(out MutexGuard<int> guard));
        Assert.True(counter.IsLocked);
        Assert.False(counter.TryLock(out MutexGuard<int> none));
        none.Dispose();
        Threads.Start(() => Assert.False(counter.TryLock(out _)))();
        Assert.Equal(1, guard.Value);
        Refused.Expired(none, static g => g.Value++);
        guard.Dispose();
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void Waiting_ends_in_time_and_the_message_says_who_holds_it_and_where_it_was_taken()
    {
        var counter = new Mutex<int>(0, "counter");
        using var taken = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Action holder = Threads.Start(
            () =>
            {
                using MutexGuard<int> guard = counter.Lock();
                taken.Set();
                release.Wait(Threads.LongEnough);
            }, "the holder");
        taken.Wait(Threads.LongEnough);

        TimeoutException late = Assert.Throws<TimeoutException>(() => counter.Lock(s_short).Dispose());
        Assert.Contains("Could not lock counter at Mutex{T}Tests.cs:", late.Message, StringComparison.Ordinal);
        Assert.Contains("held by thread \"the holder\", taken at Mutex{T}Tests.cs:", late.Message, StringComparison.Ordinal);
        Assert.Throws<TimeoutException>(() => counter.Lock(TimeSpan.Zero).Dispose());

        release.Set();
        holder();
        counter.Lock(TimeSpan.Zero).Dispose();
        counter.Lock(Timeout.InfiniteTimeSpan).Dispose();
    }

    [Fact]
    public void A_time_out_that_is_none_is_refused_by_name()
    {
        var counter = new Mutex<int>(0);
        foreach (TimeSpan wrong in new[] { TimeSpan.FromMilliseconds(-2), TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromMilliseconds(1L << 31) })
            Assert.Throws<ArgumentOutOfRangeException>("timeout", () => counter.Lock(wrong).Dispose());
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void A_cancelled_wait_throws_and_a_cancelled_token_locks_nothing()
    {
        var counter = new Mutex<int>(0);
        using var stop = new CancellationTokenSource();
        using (counter.Lock())
        {
            Action waiter = Threads.Start(() => counter.Lock(stop.Token).Dispose());
            Threads.Until(() => counter.Gate.Waiting == 1);
            stop.Cancel();
            OperationCanceledException cancelled = Assert.ThrowsAny<OperationCanceledException>(waiter);
            Assert.Equal(stop.Token, cancelled.CancellationToken);
            Assert.Equal(0, counter.Gate.Waiting);
        }
        Assert.ThrowsAny<OperationCanceledException>(() => counter.Lock(stop.Token).Dispose());
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void An_interrupted_wait_leaves_the_queue_and_the_mutex_goes_on()
    {
        var counter = new Mutex<int>(0);
        using (counter.Lock())
        {
            Action waiter = Threads.Start(() => counter.Lock().Dispose(), out Thread thread);
            Threads.Until(() => counter.Gate.Waiting == 1);
            thread.Interrupt();
            Assert.Throws<ThreadInterruptedException>(waiter);
            Assert.Equal(0, counter.Gate.Waiting);
        }
        counter.Lock().Dispose();
    }

    [Fact]
    public void Taking_the_value_out_is_refused_while_it_is_locked_and_ends_the_mutex()
    {
        var counter = new Mutex<int>(7, "counter");
        using (counter.Lock())
        {
            BorrowConflictException refused = Refused.Conflict(() => counter.IntoInner());
            Assert.Equal("counter", refused.Existing?.Owner);
            Assert.StartsWith("thread ", refused.Existing?.Holder, StringComparison.Ordinal);
        }
        Assert.Equal(7, counter.IntoInner());
        Assert.Contains("gave its value away at Mutex{T}Tests.cs:", Refused.Moved(() => counter.IntoInner()).Message, StringComparison.Ordinal);
        Refused.Moved(() => counter.Lock().Dispose());
        Refused.Moved(() => counter.Lock(s_short).Dispose());
        Refused.Moved(() => counter.TryLock(out _));
        Refused.Moved(() => counter.Use(static (ref int value) => { value++; }));
    }

    [Fact]
    public async Task A_mutex_without_a_value_tells_asynchronous_code_in_its_task()
    {
        var counter = new Mutex<int>(7);
        counter.IntoInner();
        ValueTask<MutexLease<int>> asked = counter.LockAsync();
        await Assert.ThrowsAsync<MovedException>(async () => await asked);
    }
}
