using System.Runtime.CompilerServices;
using ForkJoin.Deques;
using ForkJoin.Tests.Deques;

namespace ForkJoin.Tests.Explorer;

using Deque = WorkDeque<Item, ExplorerSync>;

/// <summary>The deque under every schedule of an owner and one or two thieves, up to a number of pre-emptions.</summary>
public sealed class WorkDequeExplorerTests
{
    private readonly struct TakeAny : IStealFilter<Item>
    {
        public bool Accepts(Item item) => true;
    }

    private const char Push = '+', Pop = '-';

    [Theory]
    [InlineData("+-", 1, 2, 4)]
    [InlineData("+-", 2, 1, 3)]
    [InlineData("++--", 1, 2, 4)]
    [InlineData("++--", 2, 1, 3)]
    [InlineData("+-+-", 2, 1, 3)]
    [InlineData("++-+--", 1, 2, 3)]
    [InlineData("+++---", 2, 1, 2)]
    [InlineData("++-++--", 2, 2, 2)]
    public void P01_P03_P04_each_item_is_taken_exactly_once_under_every_schedule(string owner, int thieves, int steals, int preemptions)
    {
        int schedules = Explorer.Explore(preemptions, () => Program(owner, thieves, steals));
        Assert.True(schedules > 10);
    }

    private static (Action[] Actors, Action Check) Program(string script, int thieves, int steals)
    {
        var deque = new Deque(2);
        int[] taken = new int[script.Count(static c => c == Push)];
        var actors = new List<Action>
        {
            () =>
            {
                ExplorerSync.Identification = Identification(deque);
                var owner = new Deque.Owner(deque);
                int next = 0;
                foreach (char step in script)
                {
                    if (step == Push)
                        owner.Push(new Item(next++));
                    else if (owner.Pop() is { } item)
                        taken[item.Number]++;
                }
            },
        };
        for (int t = 0; t < thieves; t++)
        {
            actors.Add(() =>
            {
                ExplorerSync.Identification = Identification(deque);
                var thief = new Deque.Thief(deque);
                var any = default(TakeAny);
                for (int i = 0; i < steals; i++)
                {
                    if (thief.Steal(ref any, out Item? item) == Deque.StealOutcome.Stolen)
                        taken[item!.Number]++;
                }
            });
        }
        return ([.. actors], () =>
        {
            // What is left comes out at the end, so that what was lost shows.
            var owner = new Deque.Owner(deque);
            while (owner.Pop() is { } item)
                taken[item.Number]++;
            Assert.All(taken, static count => Assert.Equal(1, count));
        });
    }

    /// <summary>The bottom is the one location that its owner writes without a fence.</summary>
    private static ExplorerSync.Identify Identification(Deque deque) =>
        (ref long location) => Unsafe.AreSame(ref location, ref Bottom(deque).Value) ? deque : null;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bottom")]
    private static extern ref PaddedLong Bottom(Deque deque);

    [Fact]
    public void The_explorer_finds_the_race_that_a_missing_fence_leaves_open()
    {
        // Dekker: both store, then both look. With a fence one sees the other, without both may miss.
        Assert.True(Explorer.Explore(3, () => Dekker(fence: true)) > 10);
        Assert.Throws<ScheduleException>(() => Explorer.Explore(3, () => Dekker(fence: false)));
    }

    private sealed class Flags
    {
        internal long First, Second;
    }

    private static (Action[] Actors, Action Check) Dekker(bool fence)
    {
        var flags = new Flags();
        int missed = 0;
        ExplorerSync.Identify identify = (ref long location) => Unsafe.AreSame(ref location, ref flags.First) ? "first" : "second";
        return (
            [
                () => Side(ref flags.First, ref flags.Second),
                () => Side(ref flags.Second, ref flags.First),
            ],
            () => Assert.NotEqual(2, missed));

        void Side(ref long mine, ref long other)
        {
            ExplorerSync.Identification = identify;
            ExplorerSync.Release(ref mine, 1);
            if (fence)
                ExplorerSync.Fence();
            if (ExplorerSync.Acquire(ref other) == 0)
                missed++;
        }
    }
}
