namespace ForkJoin.Tests.Sharing;

public sealed class MutexLeaseTests
{
    [Fact]
    public async Task R40_a_lease_survives_an_await_and_may_be_stored()
    {
        var log = new Mutex<List<int>>([], "log");
        var stored = new MutexLease<List<int>>[1];
        stored[0] = await log.LockAsync();
        stored[0].Value.Add(1);
        await Task.Run(() => stored[0].Value.Add(2));
        Assert.True(log.IsLocked);
        Assert.Contains("log: locked by an asynchronous lease, taken at MutexLeaseTests.cs:", log.ToString(), StringComparison.Ordinal);
        await Task.Run(() => stored[0].Dispose());
        Assert.Equal([1, 2], log.IntoInner());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public async Task R40_a_lease_is_checked_at_every_use()
    {
        var counter = new Mutex<int>(0);
        MutexLease<int> lease = await counter.LockAsync();
        MutexLease<int> copy = lease;
        Assert.True(copy.IsValid);
        lease.Dispose();
        lease.Dispose();
        Assert.False(copy.IsValid);

        using MutexLease<int> later = await counter.LockAsync();
        copy.Dispose();
        Assert.True(later.IsValid);
        Refused.Expired(copy, static l => l.Value++);
        Refused.Expired(lease, static l => l.Poison());
        Refused.Expired(default(MutexLease<int>), static l => l.Value++);
        Assert.False(default(MutexLease<int>).IsValid);
        default(MutexLease<int>).Dispose();
    }

    [Fact]
    public void R40_a_free_mutex_is_leased_at_once_and_a_held_one_when_it_is_free()
    {
        var counter = new Mutex<int>(0);
        Task<MutexLease<int>> first = counter.LockAsync().AsTask();
        Assert.True(first.IsCompletedSuccessfully);
        Task<MutexLease<int>> second = counter.LockAsync().AsTask();
        Assert.False(second.IsCompleted);
        Threads.ResultOf(first).Dispose();
        Threads.ResultOf(second).Dispose();
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public async Task R40_a_cancelled_wait_leaves_the_queue_and_swallows_nothing()
    {
        var counter = new Mutex<int>(0);
        using var stop = new CancellationTokenSource();
        MutexLease<int> holder = await counter.LockAsync();
        Task<MutexLease<int>> cancelled = counter.LockAsync(stop.Token).AsTask();
        Task<MutexLease<int>> behind = counter.LockAsync(CancellationToken.None).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
        Assert.Equal(1, counter.Gate.Waiting);

        holder.Dispose();
        (await behind).Dispose();
        Assert.False(counter.IsLocked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await counter.LockAsync(stop.Token));
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void What_awaits_does_not_run_within_the_dispose_of_the_holder()
    {
        var counter = new Mutex<int>(0);
        int releasing = Environment.CurrentManagedThreadId;
        int ranOn = 0;
        Task waiter;
        using (counter.Lock())
            waiter = WaitAsync();
        Threads.Completed(waiter);
        Assert.NotEqual(releasing, ranOn);

        async Task WaitAsync()
        {
            using MutexLease<int> lease = await counter.LockAsync().ConfigureAwait(false);
            ranOn = Environment.CurrentManagedThreadId;
        }
    }

    [Fact]
    public void Two_threads_that_dispose_copies_of_one_lease_hand_it_over_once()
    {
        const int Rounds = 5_000;
        var counter = new Mutex<int>(0);
        MutexLease<int> lease = default;
        int begun = 0, other = 0;
        Action join = Threads.Start(() =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                Threads.Until(() => Volatile.Read(ref begun) == round);
                lease.Dispose();
                Volatile.Write(ref other, round);
            }
        });
        for (int round = 1; round <= Rounds; round++)
        {
            lease = Threads.ResultOf(counter.LockAsync().AsTask());
            Task<MutexLease<int>> first = counter.LockAsync().AsTask(), second = counter.LockAsync().AsTask();
            Volatile.Write(ref begun, round);
            Thread.SpinWait(round % 64); // now one first, now the other
            lease.Dispose();
            Threads.Until(() => Volatile.Read(ref other) == round);
            Assert.Equal(1, counter.Gate.Waiting);
            Threads.ResultOf(first).Dispose();
            Threads.ResultOf(second).Dispose();
        }
        join();
    }
}
