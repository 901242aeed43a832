using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Workers;

namespace ForkJoin.Tests.ForPools;

/// <summary>The threads that work in the place of blocked ones: how many, and what becomes of them (P17).</summary>
public sealed class ForkJoinPoolSpareThreadsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void P17_no_more_threads_than_the_cap_work_in_the_place_of_blocked_ones(int workers, int spares)
    {
        var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = workers, MostSpareThreads = spares });
        Watchdog.Run(pool, () =>
        {
            const int Posts = 12;
            int most = workers + spares; // with posted work, as many threads as workers, and the spare ones
            using var release = new ManualResetEventSlim();
            int here = 0;
            Task[] all = [.. Enumerable.Range(0, Posts).Select(_ => pool.RunAsync(() =>
            {
                Interlocked.Increment(ref here);
                ForkJoinPool.Blocking(release, static release => release.Wait(Watchdog.Patience));
            }))];
            Assert.True(Until.Spinning(() => Volatile.Read(ref here) == most));
            // All who could come are counted in, and blocked: whoever is not there yet needs one of them.
            Assert.Equal(spares + 1, ReserveOf(pool).Counts.Threads);
            Assert.Equal(most, Volatile.Read(ref here));
            release.Set();
            Assert.True(Task.WaitAll(all, Until.Patience));
            Assert.Equal(spares + 1, ReserveOf(pool).Counts.Threads);
        });
        pool.Dispose();
    }

    [Theory]
    [MemberData(nameof(ForkJoinPoolBlockingTests.Sizes), MemberType = typeof(ForkJoinPoolBlockingTests))]
    public void Spare_threads_take_no_work_when_nobody_is_blocked_any_more(int workers) => Pools.With(workers, pool =>
    {
        WorkerSet set = pool.Run(static () => Worker.Current!.Set);
        for (int round = 0; round < 10; round++)
        {
            int blockers = workers + 4;
            using var meeting = new Meeting(blockers);
            pool.Run(() => Fork.Section(section =>
            {
                for (int i = 0; i < blockers; i++)
                    section.Fork(meeting, static meeting => meeting.ComeAndBlock());
            }));
            Assert.True(Until.Spinning(() => set.Idle.Read().Searching == 0), Watchdog.Dump(set));
            int taken = 0;
            pool.Run(() => Fork.Section(section =>
            {
                for (int i = 0; i < 300; i++)
                {
                    section.Fork(() =>
                    {
                        Thread.SpinWait(500);
                        if (Thread.CurrentThread.Name?.Contains("spare", StringComparison.Ordinal) == true)
                            Interlocked.Increment(ref taken);
                    });
                }
            }));
            Assert.Equal(0, taken);
            Assert.InRange(set.Reserve.Counts.Threads, 1, blockers);
        }
        // They sleep, or rest: nobody looks for work where there is none.
        Assert.True(Until.Spinning(() => set.Idle.Read() is { Searching: 0 } idle && idle.Sleeping >= workers - 1), Watchdog.Dump(set));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Who_stood_in_for_a_caller_takes_no_work_when_the_posts_are_over(int workers) => Pools.With(workers, pool =>
    {
        WorkerSet set = pool.Run(static () => Worker.Current!.Set);
        for (int round = 0; round < 10; round++)
        {
            Assert.True(Until.Completed(pool.RunAsync(static () => { })));
            // The task is complete a moment before the post is over.
            Assert.True(Until.Spinning(() => set.Reserve.Needed == 0 && set.Reserve.Counts.Threads == 1), Watchdog.Dump(set));
            Assert.True(Until.Spinning(() => set.Idle.Read().Searching == 0), Watchdog.Dump(set));
            int taken = 0;
            pool.Run(() => Fork.Section(section =>
            {
                for (int i = 0; i < 300; i++)
                {
                    section.Fork(() =>
                    {
                        Thread.SpinWait(500);
                        if (Thread.CurrentThread.Name?.Contains("spare", StringComparison.Ordinal) == true)
                            Interlocked.Increment(ref taken);
                    });
                }
            }));
            Assert.Equal(0, taken);
        }
        Assert.Equal(1, set.Reserve.Counts.Threads);
    });

    /// <summary>The last to fall asleep is the first to be woken: here a thread that is no longer needed, who has to pass it on.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void P02_a_fork_is_noticed_where_the_one_who_is_woken_goes_to_rest(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 100; round++)
        {
            Assert.True(Until.Spinning(() => pool.Statistics.Sleeping >= workers - 1));
            pool.Run(() => ForkJoinPool.Blocking(() => Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == workers))));
            using var ran = new ManualResetEventSlim();
            pool.Run(() => Fork.Section(section =>
            {
                section.Fork(ran.Set);
                Assert.True(Until.Signalled(ran), "nobody ran the fork while its parent blocked");
            }));
        }
    });

    [Fact]
    public void Blocking_again_and_again_starts_no_more_than_one_thread() => Pools.With(1, static pool =>
    {
        for (int i = 0; i < 2_000; i++)
            pool.Run(static () => ForkJoinPool.Blocking(static () => Thread.SpinWait(100)));
        Assert.Equal(1, ReserveOf(pool).Counts.Threads);
    });

    [Fact]
    public void Nested_blocking_counts_once() => Pools.With(1, static pool =>
    {
        pool.Run(() => ForkJoinPool.Blocking(() => ForkJoinPool.Blocking(() =>
        {
            ForkJoinPool.Blocking(static () => { });
            Assert.Equal((1, 1), ReserveOf(pool).Counts);
        })));
        Assert.Equal(1, ReserveOf(pool).Counts.Threads);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_blocking_code_throws_passes_through_and_is_no_longer_counted(int workers) => Pools.With(workers, static pool =>
    {
        Assert.Throws<Sections.BodyException>(() => pool.Run(static () => ForkJoinPool.Blocking(static () => throw new Sections.BodyException(1))));
        Assert.Throws<Sections.BodyException>(() => pool.Run(static () => ForkJoinPool.Blocking<int>(static () => throw new Sections.BodyException(2))));
        Assert.Throws<Sections.BodyException>(() => pool.Run(
            static () => Fork.Join<Throws, int, int>(1, 2)));
        Assert.Equal(0, ReserveOf(pool).Needed);
        // Called up is, at most, the one that slept when the code came back; for the next that blocks it is there already.
        pool.Run(static () => ForkJoinPool.Blocking(static () => { }));
        Assert.InRange(ReserveOf(pool).Counts.Up, 0, 1);
        Assert.Equal(1, ReserveOf(pool).Counts.Threads);
    });

    private readonly struct Throws : IForkBody<int, int>
    {
        public static int Invoke(int n, ForkContext fork)
        {
            if (n == 2)
                return 0;
            fork.Blocking(n, static n => Assert.Equal(1, n));
            return fork.Blocking<int, int>(n, static n => throw new Sections.BodyException(n));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(32_768)]
    public void A_number_of_spare_threads_that_cannot_be_is_refused(int spares) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForkJoinPoolOptions { MostSpareThreads = spares });

    private static Reserve<HardwareSync> ReserveOf(ForkJoinPool pool) => pool.Run(static () => Worker.Current!.Set).Reserve;
}
