using ForkJoin.Tests.Sections;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>Corners of loops in which two things happen at one time; what one worker does alone is compared with the BCL in tests/Models.</summary>
public sealed class LoopCornerTests
{
    [Fact]
    public void R58_an_exception_is_seen_by_the_other_bodies() => OnceTheyMeet((meets, meet) =>
    {
        bool seen = false;
        var thrown = Assert.Throws<AggregateException>(() => Parallel.For(0, 2, (i, state) =>
        {
            bool met = meet();
            if (i == 0)
                throw new BodyException(1);
            seen = !met || Until.Spinning(() => state.IsExceptional && state.ShouldExitCurrentIteration && !state.IsStopped);
        }));
        Assert.Equal([1], BodyException.NumbersOf(thrown));
        Assert.True(seen || !meets());
    });

    [Fact]
    public void R58_a_break_ends_the_iterations_above_it_and_not_those_below() => OnceTheyMeet((meets, meet) =>
    {
        int told = 0;
        ParallelLoopResult result = Parallel.For(0, 2, (i, state) =>
        {
            bool met = meet();
            if (i == 1)
                state.Break();
            else
                Assert.True(!met || Until.Spinning(() => state.LowestBreakIteration == 1));
            if (state.ShouldExitCurrentIteration)
                Interlocked.Increment(ref told);
        });
        Assert.Equal(0, told);
        Assert.Equal((false, 1L), (result.IsCompleted, result.LowestBreakIteration));
    });

    [Fact]
    public void R58_what_two_bodies_throw_surfaces_together() => OnceTheyMeet((meets, meet) =>
    {
        var thrown = Assert.Throws<AggregateException>(() => Parallel.For(0, 2, i =>
        {
            meet();
            throw new BodyException(i);
        }));
        Assert.True(!meets() || BodyException.NumbersOf(thrown).Order().SequenceEqual([0, 1]));
    });

    [Fact]
    public void R58_what_body_and_finally_throw_surfaces_together()
    {
        var thrown = Assert.Throws<AggregateException>(() => Parallel.For(
            0, 1, new ParallelOptions { MaxDegreeOfParallelism = 1 }, static () => 0, static (_, _, _) => throw new BodyException(1), static _ => throw new BodyException(2)));
        Assert.Equal([1, 2], BodyException.NumbersOf(thrown));
    }

    [Fact]
    public void R58_a_loop_in_a_section_and_a_section_in_a_loop_lose_nothing() => Pools.Within(3, () =>
    {
        int ran = 0;
        Fork.Section(outer =>
        {
            outer.Fork(() => Parallel.For(0, 100, _ => Interlocked.Increment(ref ran)));
            Parallel.For(0, 20, _ => Fork.Section(inner =>
            {
                for (int i = 0; i < 10; i++)
                    inner.Fork(() => Interlocked.Increment(ref ran));
                Parallel.For(0, 10, _ => Interlocked.Increment(ref ran));
            }));
        });
        Assert.Equal(100 + (20 * 20), ran);
    });

    [Fact]
    public void R58_the_cancellation_of_a_section_around_ends_a_loop() => Pools.Within(3, () =>
    {
        using var cancellation = new CancellationTokenSource();
        CancellationToken token = cancellation.Token;
        int ran = 0;
        var thrown = Assert.Throws<OperationCanceledException>(() => Fork.Section(
            _ => Parallel.For(0L, long.MaxValue, i =>
            {
                if (Interlocked.Increment(ref ran) == 1000)
                    cancellation.Cancel();
                Fork.Join(static () => { }, static () => { });
            }),
            token));
        Assert.Equal(token, thrown.CancellationToken);
    });

    [Fact]
    public void R58_P19_loops_and_actions_complete_while_the_thread_pool_is_saturated() => Watchdog.Run(pool: null, static () =>
    {
        int blocked = Environment.ProcessorCount * 4;
        using var free = new ManualResetEventSlim();
        using var ended = new CountdownEvent(blocked);
        for (int i = 0; i < blocked; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                free.Wait();
                ended.Signal();
            }, null);
        }
        int ran = 0;
        Parallel.For(0, 1000, _ => Interlocked.Increment(ref ran));
        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 5 }, _ => Interlocked.Increment(ref ran));
        Parallel.Invoke(() => Interlocked.Increment(ref ran), () => Interlocked.Increment(ref ran));
        Assert.Equal(blocked, ended.CurrentCount);
        free.Set();
        Assert.True(ended.Wait(Until.Patience));
        Assert.Equal(2002, ran);
    });

    /// <summary>Such loops are never cut, and only cuts looked at the stack.</summary>
    [Theory]
    [InlineData("one index")]
    [InlineData("degree of one")]
    [InlineData("one action")]
    [InlineData("one item")]
    public void R58_P13_loops_within_loops_never_use_up_the_stack(string kind) => Pools.Within(2, () =>
    {
        const int Depth = 50_000;
        var alone = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        int deepest = 0;
        Down(Depth);
        Assert.Equal(Depth, deepest);

        void Down(int depth)
        {
            if (depth == 0)
                return;
            deepest++;
            if (kind == "one index")
                Parallel.For(0, 1, _ => Down(depth - 1));
            else if (kind == "degree of one")
                Parallel.For(0, 2, alone, i => Down(i == 0 ? depth - 1 : 0));
            else if (kind == "one action")
                Parallel.Invoke(() => Down(depth - 1));
            else
                Parallel.ForEach(new Queue<int>([depth - 1]), Down);
        }
    });

    [Fact]
    public void R58_a_state_kept_beyond_its_loop_tells_of_it_and_ends_no_other() => Pools.Within(1, static () =>
    {
        ParallelLoopState? kept = null;
        Parallel.For(0, 10, (int i, ParallelLoopState state) =>
        {
            Volatile.Write(ref kept, state);
            if (i == 3)
                state.Stop();
        });
        Assert.True(kept!.IsStopped);
        int ran = 0;
        ParallelLoopResult result = Parallel.For(0, 10, _ =>
        {
            kept.Stop();
            ran++;
        });
        Assert.Equal((true, 10), (result.IsCompleted, ran));
        Assert.True(kept.IsStopped);
    });

    /// <summary>
    /// Runs a test of two bodies that run at one time, which no loop promises, until they do. It is handed what tells whether both
    /// have met, and what a body calls to meet the other, in vain perhaps.
    /// </summary>
    private static void OnceTheyMeet(Action<Func<bool>, Func<bool>> test) => Pools.Within(2, () =>
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            int there = 0;
            bool both = false;
            test(() => both, () =>
            {
                if (Interlocked.Increment(ref there) == 2)
                    Volatile.Write(ref both, true);
                long since = Environment.TickCount64;
                while (!Volatile.Read(ref both) && Environment.TickCount64 - since < 50)
                    Thread.Yield();
                return Volatile.Read(ref both);
            });
            if (both)
                return;
        }
        Assert.Fail("Two bodies have never run at one time.");
    });
}
