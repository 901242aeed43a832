using ForkJoin.Tests.Sections;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>Several actions at once: all run, what they throw comes in their order, and the call itself allocates nothing.</summary>
public sealed class InvokeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(1000)]
    public void R58_every_action_runs_once_and_all_that_they_throw_surfaces_in_their_order(int count)
    {
        foreach (int degree in new[] { -1, 1, 2, 3 })
        {
            int[] runs = new int[count];
            Action[] actions = [.. Enumerable.Range(0, count).Select(i => (Action)(() =>
            {
                Interlocked.Increment(ref runs[i]);
                if (i % 3 == 0)
                    throw new BodyException(i);
            }))];

            Exception? error = Record.Exception(() => Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = degree }, actions));

            Assert.DoesNotContain(runs, static run => run != 1);
            int[] thrown = [.. ((error as AggregateException)?.InnerExceptions ?? new([])).Select(static e => ((BodyException)e).Number)];
            Assert.Equal(Enumerable.Range(0, count).Where(static i => i % 3 == 0), thrown);
        }
    }

    [Fact]
    public void R58_a_null_action_is_refused_before_any_runs_but_not_before_a_cancelled_token()
    {
        bool ran = false;
        Action[] actions = [() => ran = true, null!];
        Assert.Equal("actions", Assert.Throws<ArgumentException>(() => Parallel.Invoke(actions)).ParamName);
        var cancelled = new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => Parallel.Invoke(cancelled, actions));
        Assert.Throws<OperationCanceledException>(() => Parallel.Invoke(cancelled));
        Assert.False(ran);
    }

    [Fact]
    public void R58_actions_run_as_they_were_handed_over_also_when_the_array_changes()
    {
        int ran = 0;
        Action[] actions = new Action[4];
        actions[0] = () => Array.Clear(actions);
        for (int i = 1; i < 4; i++)
            actions[i] = () => Interlocked.Increment(ref ran);
        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 1 }, actions);
        Assert.Equal(3, ran);
    }

    [Fact]
    public void R58_what_is_cancelled_does_not_start_and_what_runs_is_not_interrupted()
    {
        using var cts = new CancellationTokenSource();
        int ran = 0;
        Action count = () => ran++;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cts.Token };
        var cancelled = Assert.Throws<OperationCanceledException>(() => Parallel.Invoke(options, count, cts.Cancel, count, count));
        Assert.Equal(cts.Token, cancelled.CancellationToken);
        Assert.Equal(1, ran);
    }

    [Fact]
    public void R58_P16_what_an_action_sets_around_itself_is_seen_by_no_other()
    {
        var local = new AsyncLocal<int>();
        int seen = 0;
        Action set = () =>
        {
            Interlocked.Add(ref seen, local.Value);
            local.Value = 1;
        };
        Parallel.Invoke(set, set, set, set);
        Assert.Equal((0, 0), (seen, local.Value));
    }

    [Fact]
    public void R58_P25_a_call_allocates_nothing_beyond_the_array()
    {
        Action[] few = [static () => { }, static () => { }, static () => { }];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        Assert.Equal(0, LeastAllocated(() => Parallel.Invoke(few)));
        Assert.Equal(0, LeastAllocated(() => Parallel.Invoke(options, few)));
    }

    /// <summary>On this thread; the least of several rounds, since the first ones make what later ones use again.</summary>
    private static long LeastAllocated(Action call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
