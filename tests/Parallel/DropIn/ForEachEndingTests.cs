using System.Collections.Concurrent;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>Loops over items that end early, and what they cost.</summary>
public sealed class ForEachEndingTests
{
    private const int Many = 10_000;

    public static TheoryData<int> Degrees => [-1, 1, 2, 8];

    private static IEnumerable<IEnumerable<int>> Sequences =>
        [[.. Enumerable.Range(0, Many)], new List<int>(Enumerable.Range(0, Many)), new ArraySegment<int>([.. Enumerable.Range(0, Many)]), new Numbers(Many)];

    [Theory]
    [MemberData(nameof(Degrees))]
    public void R58_All_elements_below_the_lowest_break_run(int degree)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = degree };
        foreach (IEnumerable<int> source in Sequences)
        {
            AssertBroken(body => Parallel.ForEach(source, options, (item, state) => body(item, state)));
            AssertBroken(body => Parallel.ForEach(source, options, (item, state, _) => body(item, state)));
            AssertBroken(body => Parallel.ForEach(source, options, static () => 0, (item, state, own) => Also(body, item, state, own), static _ => { }));
            AssertBroken(body => Parallel.ForEach(source, options, static () => 0, (item, state, _, own) => Also(body, item, state, own), static _ => { }));
        }
        AssertBroken(body => Parallel.ForEach(Keys(), options, (item, state) => body(item, state)));
        AssertBroken(body => Parallel.ForEach(Keys(), options, (item, state, _) => body(item, state)));

        static int Also(Action<int, ParallelLoopState> body, int item, ParallelLoopState state, int own)
        {
            body(item, state);
            return own;
        }

        static OrderablePartitioner<int> Keys() => Partitioner.Create((IList<int>)[.. Enumerable.Range(0, Many)], loadBalance: true);

        static void AssertBroken(Func<Action<int, ParallelLoopState>, ParallelLoopResult> loop)
        {
            int[] runs = new int[Many];
            ParallelLoopResult result = loop((item, state) =>
            {
                Interlocked.Increment(ref runs[item]);
                if (item is 4000 or 7000)
                    state.Break();
            });
            Assert.False(result.IsCompleted);
            Assert.True(result.LowestBreakIteration is 4000 or 7000);
            long lowest = result.LowestBreakIteration!.Value;
            for (int i = 0; i <= lowest; i++)
                Assert.Equal(1, runs[i]);
            Assert.True(runs[(int)lowest..].Sum() < Many - lowest, "Breaking off kept nothing from running.");
        }
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void R58_After_a_stop_soon_nothing_starts(int degree)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = degree };
        foreach (IEnumerable<int> source in Sequences)
        {
            int after = 0;
            ParallelLoopResult result = Parallel.ForEach(source, options, (item, state) =>
            {
                if (state.IsStopped)
                    Interlocked.Increment(ref after);
                else if (item >= 100)
                    state.Stop();
            });
            Assert.False(result.IsCompleted);
            Assert.Null(result.LowestBreakIteration);
            Assert.InRange(after, 0, 64);
        }
    }

    [Fact]
    public void R58_Where_items_have_no_index_a_break_ends_the_loop_at_index_0()
    {
        var runs = new ConcurrentQueue<int>();
        ParallelLoopResult result = Parallel.ForEach(new Given(new Numbers(10)), new ParallelOptions { MaxDegreeOfParallelism = 1 }, (item, state) =>
        {
            runs.Enqueue(item);
            if (item == 2)
                state.Break();
        });
        Assert.Equal([0, 1, 2], runs);
        Assert.Equal((false, 0L), (result.IsCompleted, result.LowestBreakIteration));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void R58_No_element_starts_after_the_token_was_cancelled_and_seen(int degree)
    {
        foreach (IEnumerable<int> source in Sequences)
        {
            using var cancel = new CancellationTokenSource();
            int after = 0, cancels = 0;
            bool isSeen = false; // once the first Cancel has returned, whoever was registered with the token has been told
            var options = new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancel.Token };
            var error = Assert.Throws<OperationCanceledException>(() => Parallel.ForEach(source, options, item =>
            {
                if (item < 100)
                    return;
                if (Volatile.Read(ref isSeen))
                    Interlocked.Increment(ref after);
                if (Interlocked.Increment(ref cancels) != 1)
                    return;
                cancel.Cancel();
                Volatile.Write(ref isSeen, true);
            }));
            Assert.Equal(cancel.Token, error.CancellationToken);
            // Each worker may have been about to start one.
            Assert.InRange(after, 0, 64);
        }
    }

    [Fact]
    public void R58_Cancelled_beforehand_a_loop_asks_its_source_for_nothing()
    {
        var cancelled = new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) };
        var numbers = new Numbers(10);
        Assert.Throws<OperationCanceledException>(() => Parallel.ForEach(numbers, cancelled, static _ => { }));
        Assert.Throws<OperationCanceledException>(() => Parallel.ForEach(new Given(numbers), cancelled, static _ => { }));
        Assert.Equal((0, 0), (numbers.Enumerators, numbers.OwnDisposals));
    }

    [Fact]
    public void R58_What_a_partitioner_has_handed_out_is_run_although_the_loop_has_ended()
    {
        using var cancel = new CancellationTokenSource();
        var numbers = new Numbers(10) { Moving = cancel.Cancel };
        int runs = 0;
        Assert.Throws<OperationCanceledException>(() => Parallel.ForEach(
            new Given(numbers), new ParallelOptions { CancellationToken = cancel.Token }, _ => Interlocked.Increment(ref runs)));
        Assert.Equal(numbers.Moves, runs);
    }

    [Fact]
    public void R58_A_scheduler_of_the_users_runs_the_loop_of_every_form()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        var options = new ParallelOptions { TaskScheduler = pair.ExclusiveScheduler, MaxDegreeOfParallelism = 4 };
        int there = 0;
        void See()
        {
            if (TaskScheduler.Current == pair.ExclusiveScheduler)
                there++;
        }
        IEnumerable<int> source = [1, 2, 3];
        OrderablePartitioner<int> keys = Partitioner.Create(source);
        Partitioner<int> items = keys;

        Parallel.ForEach(source, options, _ => See());
        Parallel.ForEach(source, options, (_, _) => See());
        Parallel.ForEach(source, options, (_, _, _) => See());
        Parallel.ForEach(source, options, static () => 0, (_, _, own) => { See(); return own; }, static _ => { });
        Parallel.ForEach(source, options, static () => 0, (_, _, _, own) => { See(); return own; }, static _ => { });
        Parallel.ForEach(items, options, _ => See());
        Parallel.ForEach(items, options, (_, _) => See());
        Parallel.ForEach(keys, options, (_, _, _) => See());
        Parallel.ForEach(items, options, static () => 0, (_, _, own) => { See(); return own; }, static _ => { });
        Parallel.ForEach(keys, options, static () => 0, (_, _, _, own) => { See(); return own; }, static _ => { });
        Assert.Equal(30, there);

        ParallelLoopResult result = Parallel.ForEach(source, options, static (_, state, index) =>
        {
            if (index == 1)
                state.Break();
        });
        Assert.Equal((false, 1L), (result.IsCompleted, result.LowestBreakIteration));
    }

    [Fact]
    public void P25_A_loop_over_an_array_or_a_list_allocates_nothing()
    {
        int[] array = new int[1000];
        var list = new List<int>(array);
        string[] texts = [.. array.Select(static i => i.ToString())];
        AssertAllocatesNothing(() => Parallel.ForEach(array, static _ => { }));
        AssertAllocatesNothing(() => Parallel.ForEach(list, static _ => { }));
        AssertAllocatesNothing(() => Parallel.ForEach(texts, static _ => { }));
    }

    [Fact]
    public void P25_A_loop_over_an_enumerator_allocates_nothing_for_an_element()
    {
        // One worker, so that all of it happens on this thread. The elements of an iterator are no objects.
        var one = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        long few = Allocated(() => Parallel.ForEach(ForEachTests.Yielded(100), one, static _ => { }));
        long many = Allocated(() => Parallel.ForEach(ForEachTests.Yielded(100_000), one, static _ => { }));
        Assert.Equal(few, many);
    }

    private static void AssertAllocatesNothing(Action use) => Assert.Equal(0, Allocated(use));

    /// <summary>The bytes of a call in steady state: the fewest of many, since now and then another thread's theft makes a job that is kept.</summary>
    private static long Allocated(Action use)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            use();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
