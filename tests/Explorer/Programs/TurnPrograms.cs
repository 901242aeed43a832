using ForkJoin.Sharing;

namespace ForkJoin.Tests.Explorer;

/// <summary>The lock of a mutex, steps T, R and W: taken, queued for, handed over in turn, given up, refused and ended for good.</summary>
internal static class TurnPrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P34 a lock is had by one at a time, who sees what was done before, in turn: 2 × 2", 3, 2, static () => Locking(actors: 2, rounds: 2)),
        new("P34 a lock is had by one at a time, who sees what was done before, in turn: 3 × 1", 3, 1, static () => Locking(actors: 3, rounds: 1)),
        new("R30 P34 who gives up waiting has no lock and takes none along", 3, 1, static () => GivingUp()),
        new("R40 P34 a lease that several dispose ends once", 3, 1, static () => Leasing()),
        new("P34 who is refused in its turn does not stop the others", 3, 1, static () => Refusing()),
        new("P34 a lock that ends for good tells all who wait", 3, 1, static () => Retiring()),
        new("R36 P34 of two who find that its holder has ended one lets go for it", 3, 1, static () => Leaving()),
        new("P34 who counts those who wait lets nobody in", 2, 1, static () => Counting()),
    ];

    internal static Play Locking(int actors, int rounds)
    {
        var turns = new Turns();
        return turns.Play(actors * rounds, [.. Enumerable.Range(0, actors).Select<int, Action>(_ => () =>
        {
            var waiter = new Waiter(turns);
            for (int i = 0; i < rounds; i++)
            {
                turns.Take(waiter);
                turns.UseAndEnd();
            }
        })]);
    }

    private static Play GivingUp()
    {
        var turns = new Turns();
        return turns.Play(3, [
            () => turns.TakeAndUse(),
            () =>
            {
                var waiter = new Waiter(turns);
                if (!turns.Comes(waiter))
                {
                    while (waiter.State == Waiter.Waiting)
                    {
                        if (!ExplorerSync.Wait(waiter.Signal, 1) && turns.Lock.Withdraw(waiter))
                        {
                            Programs.Require(waiter.State == Waiter.Withdrawn, "who gave up does not know");
                            turns.Uses++;
                            return;
                        }
                    }
                }
                turns.UseAndEnd();
            },
            () => turns.TakeAndUse(),
        ]);
    }

    private static Play Leasing()
    {
        var turns = new Turns();
        Programs.Require(turns.Lock.TryTake(), "a new lock is not free");
        int ended = 0;
        Action end = () =>
        {
            if (!turns.Lock.EndOnce(0))
                return;
            Programs.Require(++ended == 1, "a lease has ended twice");
            turns.Lock.LetGo();
        };
        return turns.Play(1, [end, end, () => turns.TakeAndUse()]);
    }

    private static Play Refusing()
    {
        var turns = new Turns();
        return turns.Play(3, [
            () => turns.TakeAndUse(),
            () =>
            {
                var waiter = new Waiter(turns) { IsRefused = true };
                if (turns.Take(waiter))
                    turns.UseAndEnd();
                else
                    turns.Uses++;
            },
            () => turns.TakeAndUse(),
        ]);
    }

    private static Play Retiring()
    {
        var turns = new Turns { MayEnd = true };
        Action use = () =>
        {
            if (turns.Take(new Waiter(turns)))
                turns.UseAndEnd();
            else
                turns.Uses++;
        };
        return turns.Play(2, [
            () =>
            {
                if (!turns.Lock.TryTake())
                    return;
                Programs.Require(turns.Lock.End(turns.Lock.Generation), "the holder's lock has ended");
                turns.Lock.Retire();
                Programs.Require(turns.Lock.IsGone && !turns.Lock.IsLocked && !turns.Lock.TryTake(), "what has ended is still there");
            },
            use,
            use,
        ]);
    }

    /// <summary>L1, L2, by two who wait for it: each looks once, as before it sleeps.</summary>
    private static Play Leaving()
    {
        object ended = new();
        object? holder = ended;
        int left = 0;
        var turns = new Turns();
        Programs.Require(turns.Lock.TryTake(), "a new lock is not free");
        Action wait = () =>
        {
            var waiter = new Waiter(turns);
            if (!turns.Comes(waiter))
            {
                if (ReferenceEquals(ExplorerSync.Acquire(ref holder), ended))
                {
                    ExplorerSync.Fence(); // L1
                    if (turns.Lock.EndLeft(ref holder, ended))
                    {
                        Programs.Require(++left == 1, "two have let go for it");
                        turns.Lock.LetGo();
                    }
                }
                Programs.Require(waiter.Await(), "who waited was not served");
            }
            ExplorerSync.Release(ref holder, waiter);
            Programs.Require(left == 1 && ReferenceEquals(ExplorerSync.Acquire(ref holder), waiter), "another stands where its holder should");
            ExplorerSync.Release(ref holder, null);
            turns.UseAndEnd();
        };
        return turns.Play(2, [wait, wait]);
    }

    private static Play Counting()
    {
        var turns = new Turns();
        Programs.Require(turns.Lock.TryTake(), "a new lock is not free");
        return turns.Play(3, [
            () =>
            {
                Programs.Require(turns.Lock.Count() <= 2, "more wait than there are");
                turns.UseAndEnd();
            },
            () => turns.TakeAndUse(),
            () => turns.TakeAndUse(),
        ]);
    }

    private sealed class Turns
    {
        internal readonly List<Waiter> Queue = [];
        internal TurnLock<ExplorerSync> Lock;
        private long _written;
        private int _inside;

        /// <summary>How many have used it, or have been told that they will not. Outside the modelled memory.</summary>
        internal int Uses { get; set; }

        internal bool MayEnd { get; init; }

        internal Play Play(int uses, Action[] actors) => new(actors, () =>
        {
            Programs.Require(Uses == uses, $"{Uses} of {uses} came to their turn");
            Programs.Require(Queue.Count == 0 && Lock.Count() == 0, "somebody is left in the queue");
            Programs.Require(MayEnd || (Lock.IsFree && Lock.TryTake()), "nobody has the lock, and it is not free");
        });

        /// <summary>T1, or T3 to T5.</summary>
        /// <returns>Whether it was taken.</returns>
        internal bool Comes(Waiter waiter)
        {
            bool taken = Lock.TryTake();
            if (!taken)
            {
                waiter.WaitAgain();
                Arrival arrival = Lock.Announce(waiter);
                waiter.IsTurnedAway = arrival == Arrival.Gone;
                taken = arrival == Arrival.Taken;
            }
            Programs.Require(!taken || Queue.Count == 0, "somebody was overtaken");
            return taken;
        }

        internal bool Take(Waiter waiter) => Comes(waiter) || waiter.Await();

        internal void TakeAndUse()
        {
            Programs.Require(Take(new Waiter(this)), "who waited was not served");
            UseAndEnd();
        }

        internal void UseAndEnd()
        {
            Programs.Require(++_inside == 1 && Lock.IsLocked, "two have the lock");
            long written = Modelled.Load(ref _written, Order.Relaxed);
            Programs.Require(written == _written, "who has the lock does not see what the one before wrote");
            Modelled.Store(ref _written, written + 1, Order.Relaxed);
            _inside--;
            Uses++;
            long generation = Lock.Generation;
            Programs.Require(Lock.End(generation) && !Lock.End(generation), "a guard ends once");
            Lock.LetGo();
        }
    }

    private sealed class Waiter(Turns turns) : TurnWaiter<ExplorerSync>
    {
        private long _told;
        private int _turns;
        private bool _wasFirst;

        internal AutoResetEvent Signal { get; } = new(initialState: false);

        internal bool IsRefused { get; init; }

        internal bool IsTurnedAway { get; set; }

        /// <summary>T6.</summary>
        /// <returns>Whether it has the lock now.</returns>
        internal bool Await()
        {
            while (!IsTurnedAway && State == Waiting)
                ExplorerSync.Wait(Signal);
            RequireTold();
            return !IsTurnedAway && State == Granted;
        }

        /// <summary>What was noted about it before its state changed: who holds the lock, or why it is refused.</summary>
        private void RequireTold() => Programs.Require(Modelled.Load(ref _told, Order.Relaxed) == _turns, "who was served does not see how");

        internal override void Enters() => turns.Queue.Add(this);

        internal override void Leaves()
        {
            int place = turns.Queue.IndexOf(this);
            Programs.Require(place >= 0, "who is in no queue was taken out");
            _wasFirst = place == 0;
            turns.Queue.RemoveAt(place);
        }

        internal override bool MayHave()
        {
            Programs.Require(_wasFirst && State == Waiting, "it was not this one's turn");
            Modelled.Store(ref _told, Modelled.Load(ref _told, Order.Relaxed) + 1, Order.Relaxed);
            _turns++;
            return !IsRefused;
        }

        internal override void Notify(long generation) => ExplorerSync.Set(Signal);
    }
}
