using ForkJoin.Deques;

namespace ForkJoin.Tests.Explorer;

using Deque = WorkDeque<Item, ExplorerSync>;

internal sealed class Item(int number)
{
    /// <summary>Written before the item is published, in the modelled memory: whoever gets the item must see it.</summary>
    internal long Content;

    internal int Number => number;

    internal bool IsDone { get; set; }

    /// <param name="time">For an item that is used again: the how manyth time it is.</param>
    internal void Fill(int time = 1) => Modelled.Store(ref Content, ContentAt(time), Order.Relaxed);

    internal void RequireFilled(int time = 1) =>
        Programs.Require(Modelled.Load(ref Content, Order.Relaxed) == ContentAt(time), $"item {number} was taken by one who does not see what is in it");

    private long ContentAt(int time) => (100 * time) + number;
}

internal readonly struct TakeAny : IStealFilter<Item>
{
    /// <summary>Reads the item, as real filters do.</summary>
    public bool Accepts(Item item) => item.Number >= 0;
}

internal readonly struct TakeEven : IStealFilter<Item>
{
    public bool Accepts(Item item) => item.Number % 2 == 0;
}

/// <summary>An owner that follows a script, and thieves that steal a number of times.</summary>
internal static class DequePrograms
{
    private const char Push = '+', Pop = '-', Scrub = '0';

    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P03 a thief leaves what its filter refuses: ++", 2, 1, static () => Refusing()),
        Script("++-", 2, 1, 2, 2),
        Script("+++-", 2, 1, 2, 0),
        Script("+-", thieves: 1, steals: 2, preemptions: 4, stale: 2),
        Script("++--", 1, 2, 3, 2),
        Script("+-", 2, 1, 3, 2),
        Script("++--", 2, 1, 2, 1),
        Script("+-+-", 2, 1, 3, 1),
        Script("+0+-0", 1, 2, 3, 1),
        Script("++-+--", 1, 2, 3, 1),
        Script("+++---", 1, 3, 3, 1),
    ];

    /// <summary>Those that take long; what they find, a smaller one finds too.</summary>
    internal static IReadOnlyList<Program> Large { get; } = 
    [
        Script("++-", 2, 1, 3, 2), Script("++--", 2, 1, 3, 1), Script("+++-", 2, 2, 2, 1), Script("++-++--", 2, 2, 2, 0),
    ];

    private static Program Script(string script, int thieves, int steals, int preemptions, int stale) => new(
        $"P01 P03 P04 each item is taken exactly once: {script} against {thieves} × {steals} steals, {preemptions} pre-emptions", preemptions, stale,
        () => Make(script, thieves, steals));

    /// <summary>For random schedules: longer than any that could be explored exhaustively.</summary>
    internal static Play Make(string script, int thieves, int steals)
    {
        var deque = new Deque(2);
        int[] taken = new int[script.Count(static c => c == Push)];
        return new Play(
            [() => Own(deque, script, taken), .. Enumerable.Repeat<Action>(() => Steal(deque, steals, taken), thieves)],
            () =>
            {
                // What is left comes out at the end, so that what was lost shows.
                var owner = new Deque.Owner(deque);
                while (owner.Pop() is { } item)
                    taken[item.Number]++;
                for (int i = 0; i < taken.Length; i++)
                    Programs.Require(taken[i] == 1, $"item {i} was taken {taken[i]} times");
            });
    }

    private static Play Refusing()
    {
        var deque = new Deque(2);
        List<int> taken = [];
        return new Play(
            [
                () => Own(deque, "++", []),
                () =>
                {
                    var even = default(TakeEven);
                    for (int i = 0; i < 3; i++)
                    {
                        if (new Deque.Thief(deque).Steal(ref even, out Item? item) == Deque.StealOutcome.Stolen)
                            taken.Add(item!.Number);
                    }
                },
            ],
            () => Programs.Require(!taken.Contains(1) && new Deque.Owner(deque).Pop()?.Number == 1, "what the filter refused was taken"));
    }

    private static void Own(Deque deque, string script, int[] taken)
    {
        var owner = new Deque.Owner(deque);
        int next = 0;
        foreach (char step in script)
        {
            switch (step)
            {
                case Push:
                    var made = new Item(next++);
                    made.Fill();
                    owner.Push(made);
                    break;
                case Scrub:
                    owner.Scrub();
                    break;
                case Pop when owner.Pop() is { } item:
                    taken[item.Number]++;
                    break;
            }
        }
    }

    private static void Steal(Deque deque, int steals, int[] taken)
    {
        var thief = new Deque.Thief(deque);
        var any = default(TakeAny);
        for (int i = 0; i < steals; i++)
        {
            if (thief.Steal(ref any, out Item? item) != Deque.StealOutcome.Stolen)
                continue;
            taken[item!.Number]++;
            item.RequireFilled();
        }
    }
}
