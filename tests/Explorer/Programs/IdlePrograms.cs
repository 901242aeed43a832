using ForkJoin.Deques;
using ForkJoin.Sleeping;

namespace ForkJoin.Tests.Explorer;

using Deque = WorkDeque<Item, ExplorerSync>;

/// <summary>The steps S1 to S7 and P1 to P6: a pool's workers fall asleep while work is published and while the pool is closed.</summary>
internal static class IdlePrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P06 an idle pool that is closed goes home: 2 workers", 3, 2, static () => Closing(workers: 2)),
        new("P06 two publishers wake one sleeper, who sees to the rest", 1, 0, static () => TwoTell()),
        new("P06 an idle pool that is closed goes home: 2 workers, one of whom watches", 2, 0, static () => Closing(workers: 2, watching: true)),
        new("P02 P06 published work is noticed by whoever watches: 2 of it", 2, 0, static () => Publishing(items: 2, workers: 1, watching: true)),
        Noticed(items: 1, workers: 1, preemptions: 4, stale: 2),
        Noticed(2, 1, 3, 1),
        Noticed(1, 2, 3, 0),
        Noticed(2, 2, 2, 0),
    ];

    /// <summary>Those that take long; what they find, a smaller one finds too.</summary>
    internal static IReadOnlyList<Program> Large { get; } = [Noticed(1, 2, 2, 1)];

    internal static IReadOnlyList<Program> Largest { get; } = [Noticed(2, 2, 3, 0)];

    private static Program Noticed(int items, int workers, int preemptions, int stale) => new(
        $"P02 P06 published work is noticed: {items} of it, {workers} workers, {preemptions} pre-emptions", preemptions, stale, () => Publishing(items, workers));

    /// <summary>Each job ends only when all have been taken, where there are workers enough: so each needs its own.</summary>
    internal static Play Publishing(int items, int workers, bool watching = false)
    {
        var pool = new Pool(items, workers, watching);
        return new Play(
            [() => pool.Publish(), .. Enumerable.Repeat<Action>(pool.Work, workers)],
            () =>
            {
                Programs.Require(pool.Taken == items, $"{pool.Taken} of {items} were taken");
                pool.RequireNobodyCounted();
            });
    }

    private static Play Closing(int workers, bool watching = false)
    {
        var pool = new Pool(1, workers, watching);
        return new Play([pool.Close, .. Enumerable.Repeat<Action>(pool.Work, workers)], pool.RequireNobodyCounted);
    }

    private sealed class Pool(int items, int workers, bool watching) : IWorkInSight
    {
        private readonly IWatched? _watched = watching ? new OneAtATime() : null;
        private readonly Deque _deque = new(2);
        private Sleepers<ExplorerSync> _sleepers = new();

        internal int Taken { get; private set; }

        public bool AnyWorkVisible() => !new Deque.Thief(_deque).SeemsEmpty;

        internal void RequireNobodyCounted() =>
            Programs.Require(_sleepers.Counts.Read().Idle == 0, $"{_sleepers.Counts.Read()} when all have gone home");

        internal void Publish()
        {
            var owner = new Deque.Owner(_deque);
            for (int i = 0; i < items; i++)
            {
                var item = new Item(i);
                item.Fill();
                owner.Push(item);                                           // P1
                _sleepers.TellOfWork();                                     // P2, P3
            }
        }

        internal void Close() => _sleepers.Close();

        /// <summary>As a pool's own thread does: see Workers/IdleLife.cs.</summary>
        internal void Work()
        {
            var parker = new Parker<ExplorerSync>();
            _sleepers.StartSearching();                                     // S1
            while (!_sleepers.AreClosed)
            {
                var any = default(TakeAny);
                Item? item = null;
                Deque.StealOutcome outcome = AnyWorkVisible() ? new Deque.Thief(_deque).Steal(ref any, out item) : Deque.StealOutcome.Nothing;
                if (outcome == Deque.StealOutcome.Stolen)
                {
                    _sleepers.StopSearching(this);                          // S2
                    Run(item!);
                    _sleepers.StartSearching();
                }
                else if (outcome == Deque.StealOutcome.Nothing)
                {
                    _sleepers.Sleep(parker, this, _watched);                // S3 to S7
                }
            }
            _sleepers.Counts.StopSearching();
        }

        private void Run(Item item)
        {
            item.RequireFilled();
            Taken++;
            if (Taken == items)
                _sleepers.Close();
            else if (workers >= items)
                Explorer.Until(() => Taken == items);
        }
    }

    private static Play TwoTell()
    {
        var bed = new Bedroom();
        return new Play([bed.SleepOnce, bed.SleepOnce, bed.Tell, bed.Tell], () =>
        {
            Programs.Require(bed.Woken == 1, $"{bed.Woken} were woken before the first had looked");
            Programs.Require(bed.SearchingThen == 1, $"{bed.SearchingThen} counted as searching");
        });
    }

    private sealed class Bedroom : IWorkInSight
    {
        private Sleepers<ExplorerSync> _sleepers = new();
        private int _inBed;
        private int _told;

        internal int Woken { get; private set; }

        internal int SearchingThen { get; private set; }

        /// <summary>Called on falling asleep (S5), from the bed.</summary>
        public bool AnyWorkVisible()
        {
            _inBed++;
            return false;
        }

        internal void SleepOnce()
        {
            _sleepers.StartSearching();
            _sleepers.Sleep(new Parker<ExplorerSync>(), this);
            Explorer.Until(() => _told == 2);
        }

        internal void Tell()
        {
            Explorer.Until(() => _inBed == 2);
            if (_sleepers.TellOfWork())
                Woken++;
            if (++_told == 2)
            {
                SearchingThen = _sleepers.Counts.Read().Searching;
                _sleepers.Close();
            }
        }
    }
}
