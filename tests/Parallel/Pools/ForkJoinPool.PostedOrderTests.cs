#pragma warning disable FJ0025 // workers are held up on purpose
using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.ForPools;

/// <summary>Whose turn it is, forks' or posted work's; and that nothing of a post is left when it is over.</summary>
public sealed class ForkJoinPoolPostedOrderTests
{
    private const int Rounds = 40;

    private static readonly AsyncLocal<object?> s_ambient = new();

    /// <summary>What has begun is finished before something new is. The one taker comes back from a post and finds a fork and a post.</summary>
    [Fact]
    public void A_fork_is_taken_before_posted_work_nearly_always() => Pools.With(1, static pool =>
    {
        int forkFirst = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using var go = new ManualResetEventSlim();
            int taken = 0;
            Task before = HoldTheTaker(pool, go);
            Task? post = null;
            pool.Run(() => Fork.Section(section =>
            {
                using var first = new ManualResetEventSlim();
                section.Fork(() => Take(ref forkFirst));
                int postFirst = 0;
                post = pool.RunAsync(() => Take(ref postFirst));
                go.Set();
                Assert.True(Until.Signalled(first));

                void Take(ref int isFirst)
                {
                    if (Interlocked.Increment(ref taken) != 1)
                        return;
                    isFirst++;
                    first.Set();
                }
            }));
            Assert.True(Task.WaitAll([before, post!], Until.Patience));
        }
        Assert.InRange(forkFirst, Rounds / 2, Rounds); // all but each 16th look
    });

    /// <summary>The one taker finds more forks than it will take before it looks for a post.</summary>
    [Fact]
    public void P18_posted_work_has_its_turn_though_forks_wait() => Pools.With(1, static pool =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            const int Forks = 100;
            using var go = new ManualResetEventSlim();
            using var posted = new ManualResetEventSlim();
            int taken = 0, takenBefore = Forks;
            Task before = HoldTheTaker(pool, go);
            Task? post = null;
            pool.Run(() => Fork.Section(section =>
            {
                for (int i = 0; i < Forks; i++)
                    section.Fork(() => { Interlocked.Increment(ref taken); });
                post = pool.RunAsync(() =>
                {
                    takenBefore = Volatile.Read(ref taken);
                    posted.Set();
                });
                go.Set();
                Assert.True(Until.Signalled(posted));
            }));
            Assert.True(Task.WaitAll([before, post!], Until.Patience));
            Assert.InRange(takenBefore, 0, 16);
        }
    });

    private static Task HoldTheTaker(ForkJoinPool pool, ManualResetEventSlim go)
    {
        using var holds = new ManualResetEventSlim();
        Task task = pool.RunAsync(() =>
        {
            holds.Set();
            go.Wait(Until.Patience);
        });
        Assert.True(Until.Signalled(holds));
        return task;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void P25_what_a_post_held_can_be_collected_when_it_is_over(int workers) => Pools.With(workers, static pool =>
    {
        using var stop = new CancellationTokenSource();
        WeakReference[] held = PostAndWait(pool, stop.Token);
        Assert.True(Until.Spinning(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return held.All(static one => !one.IsAlive);
        }), string.Join(", ", held.Select(static one => one.IsAlive)));
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] PostAndWait(ForkJoinPool pool, CancellationToken stop)
    {
        object captured = new(), ambient = new(), result = new();
        s_ambient.Value = ambient;
        Task<object> first = pool.RunAsync(() => captured.GetHashCode() == 0 ? captured : result, stop);
        s_ambient.Value = null;
        Assert.True(Until.Completed(first));
        return [new(captured), new(ambient), new(result)];
    }

    [Fact]
    public void P25_a_token_that_lives_long_holds_nothing_of_the_posts_that_are_over() => Pools.With(1, static pool =>
    {
        using var stop = new CancellationTokenSource();
        Post(1_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Post(10_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1024 * 1024);

        void Post(int count)
        {
            for (int i = 0; i < count; i += 100)
                Assert.True(Task.WaitAll([.. Enumerable.Range(0, 100).Select(_ => pool.RunAsync(static () => { }, stop.Token))], Until.Patience));
        }
    });
}
