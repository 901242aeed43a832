namespace ForkJoin.Tests.Sharing;

public sealed class WaitRingTests
{
    [Fact]
    public void P32_locking_twice_on_one_thread_is_refused_and_the_first_guard_stays()
    {
        var counter = new Mutex<int>(0, "counter");
        using MutexGuard<int> guard = counter.Lock();
        foreach (Action again in new Action[]
        {
            () => counter.Lock().Dispose(),
            () => counter.Lock(Threads.LongEnough).Dispose(),
            () => counter.Use(static (ref int value) => { value++; }),
            () => counter.LockDespitePoison().Dispose(),
        })
        {
            DeadlockException refused = Assert.Throws<DeadlockException>(again);
            Assert.Equal("counter", refused.Owner);
            Assert.Contains("this thread holds it already, taken at WaitRingTests.cs:", refused.Message, StringComparison.Ordinal);
        }
        guard.Value++;
    }

    [Fact]
    public void Asking_asynchronously_under_the_guard_is_no_deadlock()
    {
        var counter = new Mutex<int>(0);
        Task<MutexLease<int>> asked;
        using (counter.Lock())
            asked = counter.LockAsync().AsTask();
        Threads.ResultOf(asked).Dispose();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void P32_a_ring_of_threads_is_refused_to_one_of_them_and_the_others_go_on(int size)
    {
        const int Rounds = 50;
        Mutex<int>[] all = [.. Enumerable.Range(0, size).Select(i => new Mutex<int>(0, $"mutex {i}"))];
        using var barrier = new Barrier(size);
        int refused = 0;
        Threads.RunAll(size, i =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using (all[i].Lock())
                {
                    barrier.SignalAndWait(Threads.LongEnough);
                    try
                    {
                        using MutexGuard<int> next = all[(i + 1) % size].Lock();
                        next.Value++;
                    }
                    catch (DeadlockException ring)
                    {
                        Interlocked.Increment(ref refused);
                        Assert.Contains("is this thread, so the wait would never end", ring.Message, StringComparison.Ordinal);
                        Assert.Contains($"mutex {i}", ring.Message, StringComparison.Ordinal);
                    }
                }
                barrier.SignalAndWait(Threads.LongEnough);
            }
        });
        Assert.Equal(Rounds, refused); // the one whose wait is the youngest, and nobody else
        Assert.Equal(Rounds * size, refused + all.Sum(static m => m.IntoInner()));
    }

    [Fact]
    public void Waits_that_end_by_themselves_close_no_ring()
    {
        var one = new Mutex<int>(0, "one");
        var two = new Mutex<int>(0, "two");
        using var stop = new CancellationTokenSource();
        using var taken = new ManualResetEventSlim();
        using (one.Lock())
        {
            Action other = Threads.Start(() =>
            {
                using (two.Lock())
                {
                    taken.Set();
                    one.Lock(stop.Token).Dispose();
                }
            });
            taken.Wait(Threads.LongEnough);
            Threads.Until(() => one.Gate.Waiting == 1);
            Action wait = Threads.Start(() =>
            {
                Threads.Until(() => two.Gate.Waiting == 1);
                stop.Cancel();
            });
            two.Lock().Dispose(); // granted when the other has given up
            wait();
            Assert.ThrowsAny<OperationCanceledException>(other);
        }
    }

    [Fact]
    public void Who_has_been_handed_a_mutex_waits_for_it_no_more()
    {
        var one = new Mutex<int>(0, "one");
        var two = new Mutex<int>(0, "two");
        MutexGuard<int> mine = one.Lock();
        using var had = new ManualResetEventSlim();
        Action other = Threads.Start(() =>
        {
            using (two.Lock())
            {
                one.Lock().Dispose();
                had.Set();
                Threads.Until(() => two.Gate.Waiting == 1);
            }
        }, out Thread waiting);
        Threads.UntilAsleep(waiting, () => one.Gate.Waiting == 1);
        mine.Dispose();
        had.Wait(Threads.LongEnough);
        using (one.Lock())
            two.Lock().Dispose();
        other();
    }

    [Fact]
    public void No_ring_is_seen_where_locks_are_taken_in_one_order()
    {
        const int ThreadCount = 4, Rounds = 3_000;
        Mutex<int>[] all = [.. Enumerable.Range(0, 3).Select(i => new Mutex<int>(0, $"mutex {i}"))];
        Threads.RunAll(ThreadCount, i =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                int low = (round + i) % 3;
                using MutexGuard<int> first = all[low].Lock();
                if (low == 2)
                    continue;
                using MutexGuard<int> second = all[low + 1].Lock();
                second.Value++;
            }
        });
        Assert.All(all, static m => Assert.False(m.IsLocked));
    }
}
