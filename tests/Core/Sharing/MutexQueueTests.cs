namespace ForkJoin.Tests.Sharing;

/// <summary>Who is served when: threads and tasks in one queue.</summary>
public sealed class MutexQueueTests
{
    [Fact]
    public void R30_first_come_first_served_threads_and_tasks_in_one_queue()
    {
        const int Waiters = 12;
        var order = new Mutex<List<int>>([]);
        var joins = new List<Action>();
        using (order.Lock())
        {
            for (int i = 0; i < Waiters; i++)
            {
                int me = i;
                if (i % 2 == 0)
                    joins.Add(Threads.Start(() => order.Use(me, static (ref List<int> list, int me) => list.Add(me))));
                else
                {
                    Task task = WriteAsync(me);
                    joins.Add(() => Threads.Completed(task));
                }
                Threads.Until(() => order.Gate.Waiting == me + 1);
            }
        }
        joins.ForEach(static join => join());
        Assert.Equal(Enumerable.Range(0, Waiters), order.IntoInner());

        async Task WriteAsync(int me)
        {
            using MutexLease<List<int>> lease = await order.LockAsync().ConfigureAwait(false);
            lease.Value.Add(me);
        }
    }

    [Fact]
    public void R30_whoever_comes_late_does_not_overtake_the_one_who_is_being_handed_the_lock()
    {
        var counter = new Mutex<int>(0);
        Task<MutexLease<int>> waiter;
        using (counter.Lock())
            waiter = counter.LockAsync().AsTask();
        Assert.False(counter.TryLock(out _)); // the waiter's already, whether it knows or not
        Threads.ResultOf(waiter).Dispose();
        Assert.True(counter.TryLock(out MutexGuard<int> guard));
        guard.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void R30_a_waiter_who_gives_up_leaves_no_hole(int which)
    {
        var order = new Mutex<List<int>>([]);
        using var stop = new CancellationTokenSource();
        var joins = new List<Action>();
        Action? cancelled = null;
        using (order.Lock())
        {
            for (int i = 0; i < 3; i++)
            {
                int me = i;
                Action join = Threads.Start(() =>
                {
                    using MutexGuard<List<int>> guard = order.Lock(me == which ? stop.Token : CancellationToken.None);
                    guard.Value.Add(me);
                });
                if (i == which)
                    cancelled = join;
                else
                    joins.Add(join);
                Threads.Until(() => order.Gate.Waiting == me + 1);
            }
            stop.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(cancelled!);
        }
        joins.ForEach(static join => join());
        Assert.Equal(Enumerable.Range(0, 3).Where(i => i != which), order.IntoInner());
    }

    [Fact]
    public void Stress_a_counter_stays_exact_whatever_way_in_is_taken()
    {
        const int ThreadCount = 4, Rounds = 5_000;
        var counter = new Mutex<int>(0);
        int gotIn = 0;
        Threads.RunAll(ThreadCount, i =>
        {
            int mine = 0;
            for (int round = 0; round < Rounds; round++)
            {
                switch ((round + i) % 5)
                {
                    case 0:
                        counter.Use(static (ref int value) => { value++; });
                        mine++;
                        break;
                    case 1:
                        using (MutexGuard<int> guard = counter.Lock())
                            guard.Value++;
                        mine++;
                        break;
                    case 2:
                        if (counter.TryLock(out MutexGuard<int> tried))
                        {
                            tried.Value++;
                            tried.Dispose();
                            mine++;
                        }
                        break;
                    case 3:
                        try
                        {
                            using MutexGuard<int> guard = counter.Lock(TimeSpan.Zero);
                            guard.Value++;
                            mine++;
                        }
                        catch (TimeoutException)
                        {
                        }
                        break;
                    default:
                        using (MutexLease<int> lease = Threads.ResultOf(counter.LockAsync().AsTask()))
                            lease.Value++;
                        mine++;
                        break;
                }
            }
            Interlocked.Add(ref gotIn, mine);
        });
        Assert.Equal(gotIn, counter.IntoInner());
    }

    [Fact]
    public void Stress_whoever_queues_up_while_the_lock_is_let_go_is_served()
    {
        const int Rounds = 300_000;
        var counter = new Mutex<int>(0);
        bool stop = false;
        Action join = Threads.Start(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                using MutexGuard<int> guard = counter.Lock();
                guard.Value++;
            }
        });
        for (int round = 0; round < Rounds; round++)
            Threads.ResultOf(counter.LockAsync().AsTask()).Dispose(); // looks once and queues up
        Volatile.Write(ref stop, true);
        join();
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void Stress_cancelled_waiters_swallow_no_hand_over()
    {
        const int ThreadCount = 4, Rounds = 1_000;
        var counter = new Mutex<int>(0);
        int gotIn = 0;
        Threads.RunAll(ThreadCount, i =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using var stop = new CancellationTokenSource();
                Task cancel = Task.Run(stop.Cancel);
                try
                {
                    if ((round + i) % 2 == 0)
                    {
                        using MutexGuard<int> guard = counter.Lock(stop.Token);
                        guard.Value++;
                    }
                    else
                    {
                        using MutexLease<int> lease = Threads.ResultOf(counter.LockAsync(stop.Token).AsTask());
                        lease.Value++;
                    }
                    Interlocked.Increment(ref gotIn);
                }
                catch (OperationCanceledException)
                {
                }
                Threads.Completed(cancel);
            }
        });
        Assert.Equal(0, counter.Gate.Waiting);
        Assert.Equal(gotIn, counter.IntoInner());
    }

    [Fact]
    public void Stress_interrupted_waiters_swallow_no_hand_over()
    {
        const int Rounds = 300;
        var counter = new Mutex<int>(0);
        int gotIn = 0;
        for (int round = 0; round < Rounds; round++)
        {
            MutexGuard<int> guard = counter.Lock();
            Action waiter = Threads.Start(
                () =>
                {
                    counter.Use(static (ref int value) => { value++; });
                    Interlocked.Increment(ref gotIn);
                }, out Thread thread);
            Threads.Until(() => counter.Gate.Waiting == 1);
            Action interrupter = Threads.Start(thread.Interrupt);
            guard.Dispose();
            interrupter();
            try
            {
                waiter();
            }
            catch (ThreadInterruptedException)
            {
            }
            Assert.False(counter.IsLocked);
        }
        Assert.Equal(gotIn, counter.IntoInner());
    }
}
