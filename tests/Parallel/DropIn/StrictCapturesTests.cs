#pragma warning disable FJ0021 // captures that are refused are what these tests are about

using System.Collections.Concurrent;
using ForkJoin.Tests.Jobs;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>
/// The BCL's overloads refuse no capture, and so do ours; but where captures are checked strictly, they refuse what forks refuse, and
/// nothing has run.
/// </summary>
[Trait("Needs", "Checks")]
public sealed class StrictCapturesTests
{
    private static readonly int[] s_items = [1, 2, 3];

    public static TheoryData<string> Places => [.. s_places.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void R58_a_body_with_what_must_not_be_shared_is_refused_where_captures_are_checked_strictly(string place)
    {
        var bound = new Bound();
        Strictly.Run(() => Assert.Throws<NotShareableException>(() => s_places[place](bound)));
        Assert.Equal(0, bound.Runs);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void R58_a_body_with_what_must_not_be_shared_runs_where_they_are_not(string place)
    {
        var bound = new Bound();
        s_places[place](bound);
        Assert.NotEqual(0, bound.Runs);
    }

    private static readonly Dictionary<string, Action<Bound>> s_places = new()
    {
        ["For"] = static b => Parallel.For(0, 3, _ => b.Run()),
        ["For, long"] = static b => Parallel.For(0L, 3L, _ => b.Run()),
        ["For with a state"] = static b => Parallel.For(0, 3, (_, _) => b.Run()),
        ["For with a local value"] = static b => Parallel.For(0, 3, static () => 0, (_, _, local) => b.Run(local), static _ => { }),
        ["ForEach"] = static b => Parallel.ForEach(s_items, _ => b.Run()),
        ["ForEach with a state"] = static b => Parallel.ForEach(s_items, (_, _) => b.Run()),
        ["ForEach with an index"] = static b => Parallel.ForEach(s_items, (_, _, _) => b.Run()),
        ["ForEach with a local value"] = static b => Parallel.ForEach(s_items, static () => 0, (_, _, local) => b.Run(local), static _ => { }),
        ["ForEach with a local value and an index"] =
            static b => Parallel.ForEach(s_items, static () => 0, (_, _, _, local) => b.Run(local), static _ => { }),
        ["ForEach over a partitioner"] = static b => Parallel.ForEach(Partitioner.Create(s_items, loadBalance: true), _ => b.Run()),
        ["Invoke"] = static b => Parallel.Invoke(static () => { }, () => b.Run()),
        ["ForAsync"] = static b => Wait(Parallel.ForAsync(0, 3, (_, _) => b.RunAsync())),
        ["ForEachAsync"] = static b => Wait(Parallel.ForEachAsync(s_items, (_, _) => b.RunAsync())),
    };

    private static void Wait(Task loop)
    {
        Assert.True(Until.Completed(loop));
        loop.GetAwaiter().GetResult();
    }

    [NotShareable("Made for this test.")]
    private sealed class Bound
    {
        private int _runs;

        internal int Runs => _runs;

        internal void Run() => Interlocked.Increment(ref _runs);

        internal int Run(int local)
        {
            Run();
            return local;
        }

        internal ValueTask RunAsync()
        {
            Run();
            return ValueTask.CompletedTask;
        }
    }
}
