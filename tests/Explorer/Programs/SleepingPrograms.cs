using ForkJoin.Deques;
using ForkJoin.Sleeping;

namespace ForkJoin.Tests.Explorer;

using Deque = WorkDeque<Item, ExplorerSync>;
using Latch = Latch<ExplorerSync>;
using Parker = Parker<ExplorerSync>;

/// <summary>The gate, the parker and the latch by themselves, and the steps H1 to H5 of a worker that waits for a stolen job.</summary>
internal static class SleepingPrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("a missing fence between a store and a load shows", 3, 2, static () => Dekker()),
        new("whoever takes a gate sees what was done under it: 3 × 1", 3, 2, static () => Counting()),
        new("P06 whoever wakes from parking sees what was done before each unpark", 3, 2, static () => TwoReasons(timed: false)),
        new("P06 one token ends one wait", 3, 1, static () => TwoTokens()),
        new("P06 an owner that waits at a latch wakes when it is set and sees the result, twice", 4, 2, static () => Waiting(rounds: 2)),
        new("P06 the latch of a job that its owner ran itself shows what it did", 3, 2, static () => SetByOwner()),
        new("P06 a helper asleep is woken for what it can help with: 1 thief", 3, 2, static () => Helping(thieves: 1)),
        new("P06 a helper asleep is woken for what it can help with: 2 thieves", 2, 1, static () => Helping(thieves: 2)),
    ];

    internal static IReadOnlyList<Program> Largest { get; } =
        [new("P06 a helper asleep is woken for what it can help with: 2 thieves, 3 pre-emptions", 3, 1, static () => Helping(thieves: 2))];

    private sealed class Cell
    {
        internal long First, Second;
        internal int Latch;
    }

    /// <summary>Both store, then both look. With fences one sees the other.</summary>
    internal static Play Dekker(bool fence = true)
    {
        var cell = new Cell();
        int missed = 0;
        return new Play(
            [() => Side(ref cell.First, ref cell.Second), () => Side(ref cell.Second, ref cell.First)],
            () => Programs.Require(missed < 2, "both missed each other"));

        void Side(ref long mine, ref long other)
        {
            ExplorerSync.Release(ref mine, 1);
            if (fence)
                ExplorerSync.Fence();
            if (ExplorerSync.Acquire(ref other) == 0)
                missed++;
        }
    }

    private static Play Counting()
    {
        var cell = new Cell();
        var gate = new Gate<ExplorerSync>();
        Action count = () =>
        {
            using (gate.Enter())
                Modelled.Store(ref cell.First, Modelled.Load(ref cell.First, Order.Relaxed) + 1, Order.Relaxed);
        };
        return new Play([count, count, count], () => Programs.Require(cell.First == 3, $"{cell.First} of 3 were counted"));
    }

    /// <summary>Waits for two, at most one token at a time; perhaps gives up first.</summary>
    internal static Play TwoReasons(bool timed)
    {
        var cell = new Cell();
        var parker = new Parker();
        return new Play(
            [
                () =>
                {
                    while (Modelled.Load(ref cell.First, Order.Relaxed) + Modelled.Load(ref cell.Second, Order.Relaxed) < 2)
                    {
                        if (!timed || !parker.Park(1))
                            parker.Park();
                    }
                },
                () => Wake(ref cell.First),
                () => Wake(ref cell.Second),
            ],
            static () => { });

        void Wake(ref long reason)
        {
            Modelled.Store(ref reason, 1, Order.Relaxed);
            parker.Unpark();
        }
    }

    private static Play TwoTokens()
    {
        var parker = new Parker();
        int unparked = 0, parked = 0;
        return new Play(
            [
                () =>
                {
                    for (int i = 1; i <= 3; i++)
                    {
                        parker.Park();
                        Programs.Require(unparked >= i, $"wait {i} ended after {unparked} tokens");
                        parked = i;
                    }
                },
                () =>
                {
                    for (int i = 0; i < 3; i++)
                    {
                        int before = i;
                        Explorer.Until(() => parked == before);
                        unparked++;
                        parker.Unpark();
                    }
                },
            ],
            () => Programs.Require(parked == 3, $"{parked} of 3 waits ended"));
    }

    private static Play Waiting(int rounds)
    {
        var cell = new Cell();
        var parker = new Parker();
        int round = 0;
        return new Play(
            [
                () =>
                {
                    for (int i = 1; i <= rounds; i++)
                    {
                        while (!Latch.IsSet(ref cell.Latch))
                        {
                            if (Latch.StartWaiting(ref cell.Latch))
                                parker.Park();
                        }
                        Programs.Require(Modelled.Load(ref cell.First, Order.Relaxed) == i, "the owner does not see the result");
                        // The job's next life.
                        Modelled.Store(ref cell.Latch, 0, Order.AcquireRelease);
                        round = i;
                    }
                },
                () =>
                {
                    for (int i = 1; i <= rounds; i++)
                    {
                        int life = i - 1;
                        Explorer.Until(() => round == life);
                        Modelled.Store(ref cell.First, i, Order.Relaxed);
                        Latch.Set(ref cell.Latch, parker);
                    }
                },
            ],
            () => Programs.Require(round == rounds, $"{round} of {rounds} rounds"));
    }

    private static Play SetByOwner()
    {
        var cell = new Cell();
        return new Play(
            [
                () =>
                {
                    Modelled.Store(ref cell.First, 1, Order.Relaxed);
                    Latch.SetByOwner(ref cell.Latch);
                },
                () =>
                {
                    if (Latch.IsSet(ref cell.Latch))
                        Programs.Require(Modelled.Load(ref cell.First, Order.Relaxed) == 1, "whoever sees the latch set does not see the result");
                },
            ],
            () => Programs.Require(Latch.IsSet(ref cell.Latch), "the latch is not set"));
    }

    /// <summary>The job ends only when the helper has taken what its thieves published below it.</summary>
    internal static Play Helping(int thieves)
    {
        var owner = new Owner(thieves);
        return new Play(
            [owner.Wait, .. Enumerable.Range(0, thieves).Select<int, Action>(thief => () => owner.Thieve(thief))],
            () => Programs.Require(owner.Helped == thieves, $"it helped with {owner.Helped} of {thieves}"));
    }

    private sealed class Owner(int thieves)
    {
        private readonly Deque[] _deques = [.. Enumerable.Range(0, thieves).Select(static _ => new Deque(2))];
        private readonly Cell _cell = new();
        private Sleepers<ExplorerSync> _sleepers = new();
        private HelperSleep<ExplorerSync> _helper = new();

        internal int Helped { get; private set; }

        internal void Wait()
        {
            while (!Latch.IsSet(ref _cell.Latch))
            {
                var look = new Look(_deques);
                if (!look.SeesWork())
                    _helper.Sleep(ref _cell.Latch, ref look);
                if (look.Found is null)
                    continue;
                look.Found.RequireFilled();
                Helped++;
            }
            Programs.Require(Modelled.Load(ref _cell.First, Order.Relaxed) == 1, "the owner does not see the result");
        }

        internal void Thieve(int number)
        {
            var item = new Item(number);
            item.Fill();
            new Deque.Owner(_deques[number]).Push(item);                    // P1
            if (!_sleepers.TellOfWork())                                    // P2, P3
                _helper.Wake();                                             // P7
            if (number > 0)
                return;
            Explorer.Until(() => Helped == thieves);
            Modelled.Store(ref _cell.First, 1, Order.Relaxed);
            Latch.Set(ref _cell.Latch, _helper.Parker);
        }

        private struct Look(Deque[] deques) : ILastLook
        {
            internal Item? Found;

            public bool SeesWork()
            {
                var any = default(TakeAny);
                foreach (Deque deque in deques)
                {
                    var thief = new Deque.Thief(deque);
                    if (!thief.SeemsEmpty && thief.Steal(ref any, out Found) != Deque.StealOutcome.Nothing)
                        return true;
                }
                return false;
            }
        }
    }
}
