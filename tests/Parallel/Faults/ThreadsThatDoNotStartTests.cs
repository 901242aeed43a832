using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Faults;

/// <summary>P20: the system gives no thread.</summary>
public sealed class ThreadsThatDoNotStartTests
{
    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (int workers in Pools.CountsThatSteal)
            {
                foreach (int refused in new[] { 1, 2, workers - 1 }.Where(n => n < workers).Distinct())
                    cases.Add(workers, refused);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void P20_a_pool_goes_on_with_the_threads_that_started(int workers, int refused) => Pools.With(workers, pool =>
    {
        // The watchdog has entered the pool, and so started it; this one is not watched until it is.
        using var own = new ForkJoinPool(workers);
        using (new Refusing((_, nth) => nth >= refused, Resource.Thread))
            own.Run(static () => { });
        Assert.Equal(refused - 1 + 1, own.Run(static () => Worker.Current!.Set.All.Length)); // the threads, and the caller
        Assert.Equal(6765, own.Run(static () => Sections.JoinTests.Fib(20)));
        int ran = 0;
        own.Run(() => Fork.Section(section =>
        {
            for (int i = 0; i < 100; i++)
                section.Fork(() => { Interlocked.Increment(ref ran); });
        }));
        Assert.Equal(100, ran);
        Assert.True(Until.Spinning(() => own.Statistics.Sleeping == refused - 1));
        own.Dispose();
        own.Dispose();
    });

    /// <summary>Deep recursion with no thread to go on with: the join says so, the older ones are joined, the loans are back.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P20_a_join_on_a_used_up_stack_with_no_thread_to_go_on_throws_and_leaks_nothing(int workers) => Pools.With(workers, static pool =>
    {
        var data = OwnedArray.Of(new int[2]);
        int workersBefore = 0;
        for (int round = 0; round < 3; round++)
        {
            int left = 0, right = 0;
            using (new Refusing(static (_, _) => true, Resource.Thread))
            {
                Exception? thrown = Record.Exception(() => pool.Run(() => Fork.Section(section =>
                {
                    section.Fork(section.BorrowMut(data, ..1), s => { Deep(1_000_000); });
                    section.Fork(section.BorrowMut(data, 1..), static s => { s.Span[0] = 1; });
                })));
                var low = Assert.IsType<InsufficientExecutionStackException>(thrown);
                Assert.IsType<OutOfMemoryException>(low.InnerException);
            }
            Assert.Equal(left, right);
            Assert.True(left > 1);
            NoLoansLeft.On(data);
            Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
            int workersNow = pool.Run(static () => Worker.Current!.Set.All.Length);
            if (round == 0)
                workersBefore = workersNow;
            Assert.Equal(workersBefore, workersNow);

            void Deep(int depth)
            {
                if (depth == 0)
                    return;
                Fork.Join(
                    () =>
                    {
                        Interlocked.Increment(ref left);
                        Deep(depth - 1);
                    },
                    () => { Interlocked.Increment(ref right); });
            }
        }
        Assert.Equal(100_000, pool.Run(static () => Chains.Left(100_000)));
    });

    [Fact]
    public void P20_a_section_on_a_used_up_stack_with_no_thread_to_go_on_throws_and_leaks_nothing() => Pools.With(1, static pool =>
    {
        using (new Refusing(static (_, _) => true, Resource.Thread))
            Assert.Throws<InsufficientExecutionStackException>(() => pool.Run(static () => Chains.Sections(1_000_000)));
        Assert.Equal(10_000, pool.Run(static () => Chains.Sections(10_000)));
    });

    /// <summary>No thread, or no memory for its worker: the code blocks without anybody in its place, and the next one is compensated.</summary>
    [Theory]
    [InlineData(1, (int)Resource.Thread)]
    [InlineData(2, (int)Resource.Thread)]
    [InlineData(1, (int)Resource.Room)]
    [InlineData(2, (int)Resource.Room)]
    public void P20_code_that_blocks_goes_on_where_no_thread_can_be_had(int workers, int what) => Pools.With(workers, pool =>
    {
        WorkerSet set = pool.Run(static () => Worker.Current!.Set);
        for (int round = 0; round < 5; round++)
        {
            using var refusing = new Refusing(static (_, _) => true, (Resource)what);
            Assert.Equal(1, pool.Run(static () => ForkJoinPool.Blocking(static () => 1)));
            Assert.True(refusing.Refused);
            Assert.Equal((0, 0), set.Reserve.Counts);
        }
        Assert.True(Until.Spinning(() => set.Idle.Read().Searching == 0), Watchdog.Dump(set));
        using var release = new ManualResetEventSlim();
        pool.Run(() => Fork.Join(() => Assert.True(ForkJoinPool.Blocking(() => release.Wait(Until.Patience))), release.Set));
        Assert.Equal(1, set.Reserve.Counts.Threads);
    });

    [Theory]
    [InlineData((int)Resource.Thread)]
    [InlineData((int)Resource.Room)]
    public void P20_work_posted_where_no_thread_can_be_had_is_refused_and_leaves_nothing_behind(int what) => Pools.With(1, pool =>
    {
        WorkerSet set = pool.Run(static () => Worker.Current!.Set);
        using var stop = new CancellationTokenSource();
        bool ran = false;
        using (new Refusing(static (_, _) => true, (Resource)what))
        {
            for (int i = 0; i < 3; i++)
                Assert.Throws<InvalidOperationException>(() => { _ = pool.RunAsync(() => { ran = true; }, stop.Token); });
        }
        stop.Cancel();
        Assert.True(pool.RunAsync(static () => { }).Wait(Until.Patience));
        Assert.False(ran);
        // Nobody stands in for a caller who was refused, and Dispose, which comes next, does not wait for one.
        Assert.True(Until.Spinning(() => set.Reserve.Counts.Up == 0 || set.Idle.Read().Sleeping == 1), Watchdog.Dump(set));
        Assert.Equal(0, set.Reserve.Needed);
    });
}
