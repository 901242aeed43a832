namespace ForkJoin.Tests.ForPools;

/// <summary>Pools as such: who gets in, who gets out, and what happens at the end.</summary>
public sealed class ForkJoinPoolTests
{
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void Run_returns_what_the_body_returns_and_throws_what_it_throws(int workers) => Pools.With(workers, static pool =>
    {
        Assert.Equal(6765, pool.Run(static () => Sections.JoinTests.Fib(20)));
        Assert.Equal(6765, pool.Run(20, static n => Sections.JoinTests.Fib(n)));
        Assert.Throws<Sections.BodyException>(() => pool.Run(static () => throw new Sections.BodyException(1)));
        Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
        Assert.Null(ForkJoin.Workers.Worker.Current);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(32_768)]
    public void A_number_of_workers_that_makes_no_pool_is_refused(int workers)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForkJoinPool(workers));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForkJoinPoolOptions { Workers = workers });
    }

    [Fact]
    public void The_shared_pool_is_not_disposed() =>
        Assert.Throws<InvalidOperationException>(ForkJoinPool.Shared.Dispose);

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P22_dispose_is_idempotent_and_refuses_what_comes_later(int workers) => Watchdog.Run(pool: null, () =>
    {
        var unused = new ForkJoinPool(workers);
        unused.Dispose();
        unused.Dispose();
        var pool = new ForkJoinPool(workers);
        pool.Run(static () => Sections.JoinTests.Fib(15));
        pool.Dispose();
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pool.Run(static () => { }));
        Assert.Throws<ObjectDisposedException>(() => pool.Run(static () => 1));
        Assert.Throws<ObjectDisposedException>(() => pool.Run(1, static n => n));
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P22_dispose_from_inside_throws_and_the_pool_goes_on(int workers) => Pools.With(workers, static pool =>
    {
        pool.Run(() => Assert.Throws<InvalidOperationException>(pool.Dispose));
        pool.Run(() => Fork.Section(section =>
        {
            for (int i = 0; i < 20; i++)
                section.Fork(() => { Assert.Throws<InvalidOperationException>(pool.Dispose); });
        }));
        using var inner = new ForkJoinPool(2);
        pool.Run(() => inner.Run(() => Assert.Throws<InvalidOperationException>(pool.Dispose)));
        Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void P22_dispose_under_load_lets_what_is_inside_finish_and_refuses_the_rest(int workers) => Watchdog.Run(pool: null, () =>
    {
        for (int round = 0; round < 150 * Soak.Factor; round++)
        {
            var pool = new ForkJoinPool(workers);
            int entered = 0, finished = 0, refused = 0;
            var threads = new Thread[3];
            for (int t = 0; t < threads.Length; t++)
            {
                threads[t] = new Thread(() =>
                {
                    try
                    {
                        for (int i = 0; i < 50; i++)
                        {
                            pool.Run(() =>
                            {
                                Interlocked.Increment(ref entered);
                                Assert.Equal(55, Sections.JoinTests.Fib(10));
                                Interlocked.Increment(ref finished);
                            });
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                });
                threads[t].Start();
            }
            Thread.SpinWait(round * 50);
            var second = new Thread(pool.Dispose);
            second.Start();
            pool.Dispose();
            second.Join();
            foreach (Thread thread in threads)
                thread.Join();
            Assert.Equal(entered, finished);
            Assert.InRange(refused, 0, threads.Length);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P22_dispose_returns_when_what_was_inside_has_finished(int workers) => Watchdog.Run(pool: null, () =>
    {
        var pool = new ForkJoinPool(workers);
        using var inside = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        bool finished = false, finishedBeforeDisposed = false;
        var runner = new Thread(() => pool.Run(() =>
        {
            inside.Set();
            release.Wait(Until.Patience);
            Sections.JoinTests.Fib(15);
            Volatile.Write(ref finished, true);
        }));
        runner.Start();
        inside.Wait();
        var disposer = new Thread(() =>
        {
            pool.Dispose();
            finishedBeforeDisposed = Volatile.Read(ref finished);
        });
        disposer.Start();
        disposer.Join(TimeSpan.FromMilliseconds(20));
        release.Set();
        runner.Join();
        disposer.Join();
        Assert.True(finishedBeforeDisposed);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P18_many_outside_threads_at_once(int workers) => Pools.With(workers, static pool =>
    {
        var threads = new Thread[8];
        long[] results = new long[threads.Length];
        for (int t = 0; t < threads.Length; t++)
        {
            int at = t;
            threads[t] = new Thread(() =>
            {
                for (int i = 0; i < 100; i++)
                    results[at] += pool.Run(static () => Sections.JoinTests.Fib(12));
            });
            threads[t].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(results, static result => Assert.Equal(14_400, result));
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 8)]
    public void P23_pool_a_in_pool_b_in_pool_a(int workersA, int workersB) => Pools.With(workersA, a => Pools.With(workersB, b =>
    {
        for (int round = 0; round < 30 * Soak.Factor; round++)
            Assert.Equal(3 * 3 * 3, a.Run(() => Nest(3)));

        long Nest(int depth)
        {
            if (depth == 0)
                return 1;
            ForkJoinPool next = depth % 2 == 0 ? a : b;
            Forked<long> left = default, right = default;
            long middle = Fork.Section(section =>
            {
                left = section.Fork(() => next.Run(() => Nest(depth - 1)));
                right = section.Fork(() => next.Run(() => Nest(depth - 1)));
                return next.Run(() => Nest(depth - 1));
            });
            return left.Result + right.Result + middle;
        }
    }));

    [Fact]
    public void P23_a_fork_belongs_to_the_pool_its_thread_works_for() => Pools.With(2, static a => Pools.With(2, b => a.Run(() =>
    {
        var outer = ForkJoin.Workers.Worker.Current;
        b.Run(() =>
        {
            Assert.NotSame(outer, ForkJoin.Workers.Worker.Current);
            Assert.Equal(55, Sections.JoinTests.Fib(10));
        });
        Assert.Same(outer, ForkJoin.Workers.Worker.Current);
        Assert.Throws<Sections.BodyException>(() => b.Run(static () => throw new Sections.BodyException(1)));
        Assert.Same(outer, ForkJoin.Workers.Worker.Current);
    })));

    [Fact]
    public void P19_a_saturated_dotnet_thread_pool_holds_nothing_up()
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
            Pools.With(3, static pool =>
            {
                using var ran = new ManualResetEventSlim();
                pool.Run(() => Fork.Section(section =>
                {
                    section.Fork(ran.Set);
                    Assert.True(Until.Signalled(ran));
                }));
                Assert.Equal(6765, pool.Run(static () => Sections.JoinTests.Fib(20)));
            });
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public void The_threads_of_a_pool_end_with_it()
    {
        var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = 4, Name = "ends", Priority = ThreadPriority.BelowNormal });
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<Thread, bool>();
        Watchdog.Run(pool, () => pool.Run(() =>
        {
            for (int i = 0; i < 1000 && threads.Count < 4; i++)
            {
                Fork.Section(section =>
                {
                    for (int f = 0; f < 8; f++)
                    {
                        section.Fork(() =>
                        {
                            threads.TryAdd(Thread.CurrentThread, Thread.CurrentThread.IsBackground);
                            Thread.SpinWait(20_000);
                        });
                    }
                });
            }
        }));
        pool.Dispose();
        Thread[] own = [.. threads.Keys.Where(static thread => thread.Name?.StartsWith("ends ", StringComparison.Ordinal) == true)];
        Assert.NotEmpty(own);
        Assert.All(own, static thread => Assert.False(thread.IsAlive));
    }
}
