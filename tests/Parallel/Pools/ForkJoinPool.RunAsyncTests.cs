#pragma warning disable FJ0025 // workers are held up on purpose
using System.Collections.Concurrent;
using System.Globalization;
using ForkJoin.Workers;

namespace ForkJoin.Tests.ForPools;

/// <summary>Posted work: it starts, in order, once; its task tells what became of it; and it is a stranger to every join.</summary>
public sealed class ForkJoinPoolRunAsyncTests
{
    private static readonly AsyncLocal<int> s_ambient = new();

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P18_posted_work_runs_on_a_worker_of_the_pool_at_any_size(int workers) => Pools.With(workers, static pool =>
    {
        Task plain = pool.RunAsync(static () => { Assert.Equal(55, Sections.JoinTests.Fib(10)); });
        Task<long> result = pool.RunAsync(static () => Sections.JoinTests.Fib(20));
        Task state = pool.RunAsync(10, static n => { Assert.Equal(55, Sections.JoinTests.Fib(n)); });
        Task<long> both = pool.RunAsync(20, static n => Sections.JoinTests.Fib(n));
        Task<WorkerSet> set = pool.RunAsync(static () => Worker.Current!.Set);
        Assert.True(Task.WaitAll([plain, result, state, both, set], Until.Patience));
        Assert.Equal(6765, result.Result);
        Assert.Equal(6765, both.Result);
        Assert.Same(pool.Run(static () => Worker.Current!.Set), set.Result);
        Assert.Null(Worker.Current);
    });

    [Fact]
    public void The_shared_pool_runs_posted_work()
    {
        Task<WorkerSet> set = ForkJoinPool.Shared.RunAsync(static () => Worker.Current!.Set);
        Assert.Same(ForkJoinPool.Shared.Run(static () => Worker.Current!.Set), Until.ResultOf(set));
    }

    [Fact]
    public void A_missing_body_is_refused()
    {
        using var pool = new ForkJoinPool(1);
        Assert.Throws<ArgumentNullException>(() => { _ = pool.RunAsync(null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = pool.RunAsync((Func<int>)null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = pool.RunAsync(1, (Action<int>)null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = pool.RunAsync(1, (Func<int, int>)null!); });
    }

    /// <summary>Each post follows the last one's end at a changing distance: also while the only taker goes to sleep or to rest.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_one_post_into_a_sleeping_pool_is_noticed(int workers) => Pools.With(workers, pool =>
    {
        int rounds = 3_000 * Soak.Factor;
        for (int i = 0; i < rounds; i++)
        {
            if (i % 50 == 0)
                Assert.True(Until.Spinning(() => pool.Statistics.Sleeping >= workers - 1));
            Thread.SpinWait(i % 200 * 20);
            Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience), $"round {i}: nobody ran the posted work");
        }
    });

    /// <summary>With the one thread at hand kept up by other posted work, a post has nothing but the sleep protocol to be noticed by.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void P02_P06_a_post_beside_posted_work_is_noticed_while_workers_fall_asleep(int workers) => Pools.With(workers, pool =>
    {
        using var release = new ManualResetEventSlim();
        Task holds = pool.RunAsync(() => release.Wait(Watchdog.Patience));
        try
        {
            for (int i = 0; i < 5_000 * Soak.Factor; i++)
            {
                Thread.SpinWait(i % 500 * 20);
                Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience), $"round {i}: nobody ran the posted work");
            }
        }
        finally
        {
            release.Set();
        }
        Assert.True(holds.Wait(Until.Patience));
    });

    [Fact]
    public void P19_a_saturated_dotnet_thread_pool_holds_no_posted_work_up()
    {
        ThreadPool.GetMinThreads(out int least, out _);
        // Not disposed: work items of the saturated pool may come to wait for it long after this test.
        var release = new ManualResetEventSlim();
        int blocked = 0;
        for (int i = 0; i < least * 20; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Interlocked.Increment(ref blocked);
                    release.Wait(Until.Patience);
                },
                null);
        }
        try
        {
            Assert.True(Until.Spinning(() => Volatile.Read(ref blocked) >= least));
            Pools.With(1, static pool =>
            {
                Task<long> posted = pool.RunAsync(static () => Sections.JoinTests.Fib(20));
                Assert.True(posted.Wait(Until.Patience));
                Assert.Equal(6765, posted.Result);
            });
        }
        finally
        {
            release.Set();
        }
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P01_each_posted_body_runs_once_whoever_posts(int workers) => Pools.With(workers, static pool =>
    {
        const int Posters = 4, Each = 500;
        int[] tally = new int[Posters * Each];
        var tasks = new ConcurrentBag<Task>();
        var posters = new Thread[Posters];
        for (int p = 0; p < Posters; p++)
        {
            int from = p * Each;
            posters[p] = new Thread(() =>
            {
                for (int i = from; i < from + Each; i++)
                    tasks.Add(pool.RunAsync(i, at => { Interlocked.Increment(ref tally[at]); }));
            });
            posters[p].Start();
        }
        foreach (Thread poster in posters)
            poster.Join();
        Assert.True(Task.WaitAll([.. tasks], Until.Patience));
        Assert.All(tally, static times => Assert.Equal(1, times));
    });

    [Fact]
    public void Posted_work_starts_first_in_first_out() => Pools.With(1, static pool =>
    {
        using var go = new ManualResetEventSlim();
        var order = new ConcurrentQueue<int>();
        var tasks = new List<Task> { pool.RunAsync(go, static go => go.Wait(Until.Patience)) };
        for (int i = 0; i < 1000; i++)
            tasks.Add(pool.RunAsync(i, order.Enqueue));
        go.Set();
        Assert.True(Task.WaitAll([.. tasks], Until.Patience));
        Assert.Equal(Enumerable.Range(0, 1000), order);
    });

    [Fact]
    public void Recursion_that_never_ends_does_not_starve_posted_work() => Pools.With(3, static pool =>
    {
        bool over = false;
        Task forever = pool.RunAsync(() =>
        {
            while (!Volatile.Read(ref over))
                Sections.JoinTests.Fib(16);
        });
        Task also = pool.RunAsync(() =>
        {
            while (!Volatile.Read(ref over))
                Sections.JoinTests.Fib(16);
        });
        for (int i = 0; i < 50; i++)
            Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience), "starved");
        Volatile.Write(ref over, true);
        Assert.True(Task.WaitAll([forever, also], Until.Patience));
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void Work_posted_from_inside_is_detached(int workers) => Pools.With(workers, static pool =>
    {
        using var release = new ManualResetEventSlim();
        Task inner = pool.Run(() => Fork.Section(_ => pool.RunAsync(() => release.Wait(Until.Patience))));
        Assert.False(inner.IsCompleted, "a section waited for posted work");
        release.Set();
        Assert.True(inner.Wait(Until.Patience));
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void An_exception_of_a_posted_body_goes_to_the_task_and_the_pool_goes_on(int workers) => Pools.With(workers, static pool =>
    {
        Task failed = pool.RunAsync(static () => throw new Sections.BodyException(7));
        Task<int> typed = pool.RunAsync<int>(static () => throw new Sections.BodyException(8));
        Assert.Equal(7, Assert.Throws<Sections.BodyException>(() => failed.WaitAsync(Until.Patience).GetAwaiter().GetResult()).Number);
        Assert.Equal(8, Assert.Throws<Sections.BodyException>(() => typed.WaitAsync(Until.Patience).GetAwaiter().GetResult()).Number);
        Task<long> next = pool.RunAsync(static () => Sections.JoinTests.Fib(15));
        Assert.True(next.Wait(Until.Patience));
        Assert.Equal(610, next.Result);
    });

    [Fact]
    public void What_awaits_the_task_does_not_run_on_the_worker() => Pools.With(1, static pool =>
    {
        for (int i = 0; i < 100; i++)
        {
            using var go = new ManualResetEventSlim();
            Task<Thread> posted = pool.RunAsync(() =>
            {
                go.Wait(Until.Patience);
                return Thread.CurrentThread;
            });
            Task<Thread> after = posted.ContinueWith(
                static _ => Thread.CurrentThread, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            go.Set();
            Assert.True(after.Wait(Until.Patience));
            Assert.NotSame(posted.Result, after.Result);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P16_ambient_state_of_the_caller_flows_and_none_stays_behind(int workers) => Pools.With(workers, static pool =>
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        for (int i = 1; i < 100; i++)
        {
            s_ambient.Value = i;
            CultureInfo.CurrentCulture = culture;
            Task<(int, CultureInfo, SynchronizationContext?)> seen = pool.RunAsync(static () =>
            {
                var result = (s_ambient.Value, CultureInfo.CurrentCulture, SynchronizationContext.Current);
                s_ambient.Value = -1;
                SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                return result;
            });
            Assert.True(seen.Wait(Until.Patience));
            Assert.Equal((i, culture, null), seen.Result);
            Assert.Equal(i, s_ambient.Value);
            Task<int> without;
            using (ExecutionContext.SuppressFlow())
                without = pool.RunAsync(static () => s_ambient.Value);
            Assert.True(without.Wait(Until.Patience));
            Assert.Equal(0, without.Result);
        }
    });

    /// <summary>
    /// Made certain: while the holder of a "lock" waits for its stolen fork, posted work is all there is, and the thief is busy.
    /// </summary>
    [Fact]
    public void P15_a_waiting_join_picks_no_posted_work_up() => Pools.With(2, static pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            bool stolen = false, posted = false;
            int holder = 0;
            Task<int>? stranger = null;
            pool.Run(() =>
            {
                holder = Environment.CurrentManagedThreadId;
                Fork.Section(section =>
                {
                    section.Fork(() =>
                    {
                        Volatile.Write(ref stolen, true);
                        Until.Spinning(() => Volatile.Read(ref posted));
                        Thread.SpinWait(20_000);
                    });
                    Assert.True(Until.Spinning(() => Volatile.Read(ref stolen)));
                    stranger = pool.RunAsync(static () => Environment.CurrentManagedThreadId);
                    Volatile.Write(ref posted, true);
                });
            });
            Assert.True(stranger!.Wait(Until.Patience));
            Assert.NotEqual(holder, stranger.Result);
        }
    });
}
