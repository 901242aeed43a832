#pragma warning disable FJ0025 // workers are held up on purpose
namespace ForkJoin.Tests.ForPools;

/// <summary>How posted work ends before its time: cancelled, or with its pool.</summary>
public sealed class ForkJoinPoolPostedEndTests
{
    [Fact]
    public void Cancelled_before_it_starts_the_body_does_not_run() => Pools.With(1, static pool =>
    {
        using var go = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        Task holds = pool.RunAsync(go, static go => go.Wait(Until.Patience));
        bool ran = false;
        Task queued = pool.RunAsync(() => { ran = true; }, stop.Token);
        stop.Cancel();
        Assert.True(queued.IsCanceled, "the task is cancelled at once, not when a worker comes by");
        Task late = pool.RunAsync(() => { ran = true; }, stop.Token);
        Assert.True(late.IsCanceled);
        go.Set();
        Assert.True(holds.Wait(Until.Patience));
        Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience)); // whatever was queued before has had its turn
        Assert.False(ran);
        var cancelled = Assert.ThrowsAny<OperationCanceledException>(() => queued.GetAwaiter().GetResult());
        Assert.Equal(stop.Token, cancelled.CancellationToken);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_cancelled_meanwhile_joins_in_the_body_observe_the_token(int workers) => Pools.With(workers, static pool =>
    {
        using var stop = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        Task joins = pool.RunAsync(
            () =>
            {
                started.Set();
                Until.WhileJoining(static () => false);
            },
            stop.Token);
        Assert.True(Until.Signalled(started));
        stop.Cancel();
        Assert.True(Until.Spinning(() => joins.IsCompleted));
        Assert.True(joins.IsCanceled);
        Task<long> next = pool.RunAsync(static () => Sections.JoinTests.Fib(15));
        Assert.True(next.Wait(Until.Patience), "the token of one posted body stopped another");
    });

    [Fact]
    public void P12_cancelled_meanwhile_forks_of_the_body_do_not_start() => Pools.With(1, static pool =>
    {
        using var stop = new CancellationTokenSource();
        bool ran = false;
        Task sections = pool.RunAsync(
            () => Fork.Section(section =>
            {
                stop.Cancel();
                section.Fork(() => { ran = true; });
            }),
            stop.Token);
        Assert.True(Until.Spinning(() => sections.IsCompleted));
        Assert.True(sections.IsCanceled);
        Assert.False(ran);
    });

    [Fact]
    public void A_cancellation_of_its_own_is_no_cancellation_of_the_task_by_another_token() => Pools.With(1, static pool =>
    {
        using var stop = new CancellationTokenSource();
        Task throws = pool.RunAsync(static () => throw new OperationCanceledException(), stop.Token);
        Assert.True(Until.Spinning(() => throws.IsCompleted));
        Assert.True(throws.IsFaulted);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void P12_a_body_that_ran_was_not_cancelled_before_it_started(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 3_000 * Soak.Factor; round++)
        {
            using var stop = new CancellationTokenSource();
            bool ran = false;
            Task task = pool.RunAsync(() => Volatile.Write(ref ran, true), stop.Token);
            Thread.SpinWait(round % 300);
            stop.Cancel();
            Assert.True(Until.Spinning(() => task.IsCompleted));
            Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience)); // with one thread, the first one's turn has passed
            if (!task.IsCanceled)
                Assert.True(Volatile.Read(ref ran));
            else if (workers == 1)
                Assert.False(Volatile.Read(ref ran), "the body ran although the task says that it was cancelled");
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P22_dispose_lets_everything_posted_finish_and_refuses_what_comes_later(int workers) => Watchdog.Run(pool: null, () =>
    {
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            var pool = new ForkJoinPool(workers);
            int ran = 0;
            var tasks = new List<Task>();
            for (int i = 0; i < 100; i++)
            {
                tasks.Add(pool.RunAsync(() =>
                {
                    Sections.JoinTests.Fib(8);
                    Interlocked.Increment(ref ran);
                }));
            }
            pool.Dispose();
            Assert.Equal(100, ran);
            Assert.All(tasks, static task => Assert.True(task.IsCompletedSuccessfully));
            Assert.Throws<ObjectDisposedException>(() => { _ = pool.RunAsync(static () => { }); });
            Assert.Throws<ObjectDisposedException>(() => { _ = pool.RunAsync(static () => { }, new CancellationToken(true)); });
            pool.Dispose();
        }
    });

    [Fact]
    public void P22_dispose_from_posted_work_throws_and_the_pool_goes_on() => Pools.With(1, static pool =>
    {
        Task disposes = pool.RunAsync(pool.Dispose);
        Assert.True(Until.Spinning(() => disposes.IsCompleted));
        Assert.IsType<InvalidOperationException>(disposes.Exception!.InnerException);
        Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void P22_posts_race_with_dispose_and_none_is_lost(int workers) => Watchdog.Run(pool: null, () =>
    {
        for (int round = 0; round < 100 * Soak.Factor; round++)
        {
            var pool = new ForkJoinPool(workers);
            int ran = 0, posted = 0;
            var posters = new Thread[2];
            for (int t = 0; t < posters.Length; t++)
            {
                posters[t] = new Thread(() =>
                {
                    try
                    {
                        for (int i = 0; i < 200; i++)
                        {
                            _ = pool.RunAsync(() => { Interlocked.Increment(ref ran); });
                            Interlocked.Increment(ref posted);
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                        // Refused: what had been posted runs all the same.
                    }
                });
                posters[t].Start();
            }
            Thread.SpinWait(round * 100);
            pool.Dispose();
            foreach (Thread poster in posters)
                poster.Join();
            Assert.Equal(posted, ran);
        }
    });

    [Fact]
    public void The_threads_that_ran_posted_work_end_with_the_pool()
    {
        var pool = new ForkJoinPool(1);
        Task<Thread> ran = pool.RunAsync(static () => Thread.CurrentThread);
        Thread thread = Until.ResultOf(ran);
        Assert.True(thread.IsBackground);
        pool.Dispose();
        Assert.False(thread.IsAlive);
    }
}
