using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Tests.Deques;

using Deque = WorkDeque<Item, HardwareSync>;

internal sealed class Item(int number)
{
    internal int Number => number;
}

public sealed class WorkDequeTests
{
    private readonly struct TakeAny : IStealFilter<Item>
    {
        public bool Accepts(Item item) => true;
    }

    private readonly struct TakeEven : IStealFilter<Item>
    {
        public bool Accepts(Item item) => item.Number % 2 == 0;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Alone_it_behaves_like_a_list_that_pops_at_one_end_and_steals_at_the_other(int capacity)
    {
        var random = new Random(1);
        var deque = new Deque(capacity);
        var (owner, thief) = (new Deque.Owner(deque), new Deque.Thief(deque));
        var model = new LinkedList<int>();
        var any = default(TakeAny);
        for (int i = 0; i < 100_000; i++)
        {
            switch (random.Next(i % 2000 < 1000 ? 5 : 3))
            {
                case 0:
                    Assert.Equal(model.Last?.Value, owner.Pop()?.Number);
                    if (model.Count > 0)
                        model.RemoveLast();
                    break;
                case 1:
                    Assert.Equal(
                        model.Count > 0 ? Deque.StealOutcome.Stolen : Deque.StealOutcome.Nothing, thief.Steal(ref any, out Item? stolen));
                    Assert.Equal(model.First?.Value, stolen?.Number);
                    if (model.Count > 0)
                        model.RemoveFirst();
                    break;
                default:
                    owner.Push(new Item(i));
                    model.AddLast(i);
                    break;
            }
            Assert.Equal(model.Count, owner.Count);
            Assert.Equal(model.Count == 0, thief.SeemsEmpty);
        }
    }

    [Fact]
    public void A_filter_that_refuses_the_oldest_leaves_everything_where_it_is()
    {
        var deque = new Deque(2);
        var (owner, thief) = (new Deque.Owner(deque), new Deque.Thief(deque));
        owner.Push(new Item(1));
        owner.Push(new Item(2));
        var even = default(TakeEven);
        Assert.Equal(Deque.StealOutcome.Nothing, thief.Steal(ref even, out Item? stolen));
        Assert.Null(stolen);
        Assert.Equal(2, owner.Count);
        var any = default(TakeAny);
        Assert.Equal(Deque.StealOutcome.Stolen, thief.Steal(ref any, out stolen));
        Assert.Equal(1, stolen!.Number);
        Assert.Equal(Deque.StealOutcome.Stolen, thief.Steal(ref even, out stolen));
        Assert.Equal(2, stolen!.Number);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 8)]
    [InlineData(2, 100)]
    public void P01_P04_P05_each_item_is_taken_exactly_once_while_it_grows_from_two(int thieves, int burst)
    {
        int rounds = 40 * Soak.Factor;
        for (int round = 0; round < rounds; round++)
            EachItemExactlyOnce(thieves, burst, seed: round);
    }

    private static void EachItemExactlyOnce(int thieves, int burst, int seed)
    {
        const int Items = 5_000;
        var deque = new Deque(2); // grows all the time; in Debug builds the indexes wrap round within the first few items
        int[] taken = new int[Items];
        bool over = false;
        Watchdog.Run(pool: null, () =>
        {
            var threads = new Thread[thieves];
            for (int t = 0; t < thieves; t++)
            {
                threads[t] = new Thread(() =>
                {
                    var thief = new Deque.Thief(deque);
                    var any = default(TakeAny);
                    while (!Volatile.Read(ref over) || !thief.SeemsEmpty)
                    {
                        if (thief.Steal(ref any, out Item? item) == Deque.StealOutcome.Stolen)
                            Interlocked.Increment(ref taken[item!.Number]);
                    }
                });
                threads[t].Start();
            }
            var random = new Random(seed);
            var owner = new Deque.Owner(deque);
            for (int i = 0; i < Items;)
            {
                for (int n = random.Next(burst) + 1; n > 0 && i < Items; n--)
                    owner.Push(new Item(i++));
                for (int n = random.Next(burst) + 1; n > 0 && owner.Pop() is { } item; n--)
                    Interlocked.Increment(ref taken[item.Number]);
            }
            while (owner.Pop() is { } item)
                Interlocked.Increment(ref taken[item.Number]);
            Volatile.Write(ref over, true);
            foreach (Thread thread in threads)
                thread.Join();
        });
        Assert.All(taken, static count => Assert.Equal(1, count));
    }

    [Fact]
    public void P01_the_last_item_goes_to_the_owner_or_to_a_thief_never_to_both()
    {
        int rounds = 300_000 * Soak.Factor;
        int owned = 0, stolen = 0;
        var deque = new Deque(2);
        bool over = false;
        var item = new Item(0);
        Watchdog.Run(pool: null, () =>
        {
            var thread = new Thread(() =>
            {
                var thief = new Deque.Thief(deque);
                var any = default(TakeAny);
                while (!Volatile.Read(ref over))
                {
                    if (thief.Steal(ref any, out _) == Deque.StealOutcome.Stolen)
                        Interlocked.Increment(ref stolen);
                }
            });
            thread.Start();
            var owner = new Deque.Owner(deque);
            for (int i = 0; i < rounds; i++)
            {
                owner.Push(item);
                if (owner.Pop() is not null)
                    owned++;
            }
            Volatile.Write(ref over, true);
            thread.Join();
        });
        Assert.Equal(rounds, owned + stolen);
    }
}
