using ForkJoin.Deques;
using ForkJoin.Sleeping;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Explorer;

/// <summary>The steps R1 to R5: spare threads are called up, dismissed, rest and are called up again, beside workers that block.</summary>
internal static class ReservePrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P17 whoever has been dismissed is called up again, and does what is there", 3, 0, static () => Blocking(blockers: 1, spares: 1, rounds: 2)),
        new("P17 one spare does the work of two that are blocked, and no more are started", 1, 0, static () => Blocking(blockers: 2, spares: 1, rounds: 1)),
        new("P17 two spares do the work of two that are blocked", 0, 0, static () => Blocking(blockers: 2, spares: 2, rounds: 1)),
        new("P17 a pool is closed beside one who goes to rest", 3, 1, static () => Closing()),
        new("P02 P17 whoever is woken and no longer needed passes the wake-up on", 1, 0, static () => NoLongerNeeded(asleep: true, dismissals: 2)),
        new("P02 P17 whoever stood in for a caller and is woken passes the wake-up on", 1, 0, static () => NoLongerNeeded(asleep: true, posted: true)),
        new("P02 P17 whoever is no longer needed goes to rest and leaves the work to others", 1, 0, static () => NoLongerNeeded(asleep: false)),
        new("P17 P20 a thread that does not start takes no wake-up with it", 1, 0, static () => NotStarting()),
    ];

    internal static IReadOnlyList<Program> Largest { get; } =
    [
        new("P17 one spare does the work of two that are blocked, and no more are started, 2 pre-emptions", 2, 0, static () => Blocking(blockers: 2, spares: 1, rounds: 1)),
        new("P17 two spares do the work of two that are blocked, 1 pre-emption", 1, 0, static () => Blocking(blockers: 2, spares: 2, rounds: 1)),
        new("P02 P17 whoever is woken and no longer needed passes the wake-up on, 2 pre-emptions", 2, 0, static () => NoLongerNeeded(asleep: true, dismissals: 2)),
        new("P02 P17 whoever is no longer needed goes to rest and leaves the work to others, 2 pre-emptions", 2, 0, static () => NoLongerNeeded(asleep: false)),
        new("P17 P20 a thread that does not start takes no wake-up with it, 2 pre-emptions", 2, 0, static () => NotStarting()),
    ];

    internal static Play Blocking(int blockers, int spares, int rounds)
    {
        var pool = new Pool(own: 0, spares);
        int left = blockers;
        Action block = () =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Item item = pool.Publish();                                 // B1
                pool.Reserve.WorkerBlocks();                                // B2
                Pool.UntilDone(item);                                       // B3
                pool.Reserve.WorkerGoesOn();                                // B4
            }
            if (--left == 0)
                pool.Close();
        };
        return pool.Play([.. Enumerable.Repeat(block, blockers)]);
    }

    /// <summary>Somebody is missing, or two are, and come back. Then there is work for the pool's own thread.</summary>
    private static Play NoLongerNeeded(bool asleep, int dismissals = 1, bool posted = false)
    {
        var pool = new Pool(own: 1, spares: 1);
        bool goOn = false;
        int dismissed = 0;
        void Dismiss()
        {
            if (posted)
                pool.Reserve.CallerNoLongerNeeded();
            else
                pool.Reserve.WorkerGoesOn();
            dismissed++;
        }
        void Visit()
        {
            for (int i = 0; i < dismissals; i++)
            {
                if (posted)
                    pool.Reserve.StandInForCaller();
                else
                    pool.Reserve.WorkerBlocks();
            }
            if (asleep)
                Explorer.Until(() => pool.WentToBed == 2);
            goOn = true;
            Dismiss();
            Explorer.Until(() => dismissed == dismissals);
            pool.NobodyBlocks = true;
            for (int i = 0; i < 2; i++)
                Pool.UntilDone(pool.Publish());
            pool.Close();
        }
        void Other()
        {
            Explorer.Until(() => goOn);
            Dismiss();
        }
        return pool.Play([Visit, .. Enumerable.Repeat<Action>(Other, dismissals - 1)]);
    }

    private static Play Closing()
    {
        var pool = new Pool(own: 0, spares: 1);
        return pool.Play([() =>
        {
            pool.Reserve.WorkerBlocks();
            pool.Reserve.WorkerGoesOn();
            pool.Close();
        }]);
    }

    /// <summary>The one that is about to be started counts as searching while work is published; then there is no thread.</summary>
    private static Play NotStarting()
    {
        var pool = new Pool(own: 1, spares: 1) { RefusesFirst = true };
        bool blocked = false;
        return pool.Play([
            () =>
            {
                pool.Reserve.WorkerBlocks();
                blocked = true;
            },
            () =>
            {
                Pool.UntilDone(pool.Publish());
                Explorer.Until(() => blocked);
                pool.Reserve.WorkerGoesOn();
                pool.Reserve.WorkerBlocks();
                Programs.Require(pool.Reserve.Counts == (1, 1), "nobody was called up after a thread that did not start");
                pool.Reserve.WorkerGoesOn();
                pool.Close();
            },
        ]);
    }

    /// <summary>A pool whose work stands on one shelf: how many pieces were put there, and how many taken.</summary>
    private sealed class Pool : IPool<ExplorerSync>, IWatched
    {
        private readonly Thread[] _own;
        private readonly Thread[] _spares;
        private readonly Dictionary<long, Item> _items = [];
        private Sleepers<ExplorerSync> _sleepers = new();
        private long _put;
        private long _taken;
        private int _asked;
        private int _started;
        private int _ownGone;
        private int _sparesAtWork;
        private int _takenInVain;

        internal Pool(int own, int spares)
        {
            _own = [.. Enumerable.Range(0, own).Select(_ => new Thread(this, isSpare: false))];
            _spares = [.. Enumerable.Range(0, spares).Select(_ => new Thread(this, isSpare: true))];
            Reserve = new Reserve<ExplorerSync>(this, spares, Start);
        }

        public ref Sleepers<ExplorerSync> Sleepers => ref _sleepers;

        public Reserve<ExplorerSync> Reserve { get; }

        public IWatched? Watched => this;

        public bool HasThreads => _own.Length + _started > 0;

        /// <summary>The system has no thread the first time.</summary>
        internal bool RefusesFirst { get; init; }

        /// <summary>How often somebody did.</summary>
        internal int WentToBed { get; private set; }

        /// <summary>Nobody blocks any more.</summary>
        internal bool NobodyBlocks { get; set; }

        internal Play Play(Action[] visitors) => new(
            [.. visitors, .. _own.Select<Thread, Action>(thread => () => Live(thread)), .. _spares.Select<Thread, Action>(thread => () => Serve(thread))],
            () =>
            {
                Programs.Require(!_own.Concat(_spares).Any(static thread => thread.IsPresent), "one who has gone home is still there");
                Programs.Require(_taken == _put, $"{_taken} of {_put} were taken");
                Programs.Require(_sleepers.Counts.Read().Idle == 0, $"{_sleepers.Counts.Read()} when all have gone home");
            });

        private void Live(Thread thread)
        {
            thread.Life.RunUntilClosed(this, thread);
            _ownGone++;
        }

        private void Serve(Thread spare)
        {
            Explorer.Wait(spare);
            if (Array.IndexOf(_spares, spare) < _started)
                spare.Life.ServeInReserve(this, spare);
        }

        private bool Start()
        {
            if (RefusesFirst && _asked++ == 0)
                return false;
            Programs.Require(_started < _spares.Length, "more threads were started than the cap allows");
            Explorer.Set(_spares[_started++]);
            return true;
        }

        /// <summary>As a pool does when it is disposed of; nobody is inside any more.</summary>
        internal void Close()
        {
            _sleepers.Close();
            Explorer.Until(() => _ownGone == _own.Length);
            Reserve.Close();
            for (int i = _started; i < _spares.Length; i++)
                Explorer.Set(_spares[i]);
        }

        internal Item Publish()
        {
            var item = new Item(0);
            item.Fill();
            long number = ExplorerSync.Add(ref _put, 1);                    // P1
            _items[number - 1] = item;
            _sleepers.TellOfWork();                                         // P2, P3
            return item;
        }

        internal static void UntilDone(Item item) => Explorer.Until(() => item.IsDone);

        public bool AnybodySkips() => false;

        public bool LookRound() => false;

        /// <summary>Called by whoever is on the list of sleepers.</summary>
        public void AskAll() => WentToBed++;

        public bool AnyWorkVisible() => ExplorerSync.Acquire(ref _put) > ExplorerSync.Acquire(ref _taken);

        private Item? Take(out bool contended)
        {
            long taken = ExplorerSync.Acquire(ref _taken);
            contended = false;
            if (ExplorerSync.Acquire(ref _put) <= taken)
                return null;
            contended = ExplorerSync.CompareExchange(ref _taken, taken + 1, taken) != taken;
            return contended ? null : _items[taken];
        }

        private void Run(Item item, bool bySpare)
        {
            if (bySpare)
                Programs.Require(++_sparesAtWork <= _spares.Length, "more work in the place of blocked ones than the cap allows");
            // It may not have known before it took the first.
            if (bySpare && NobodyBlocks)
                Programs.Require(++_takenInVain <= 1, "one who is no longer needed goes on working");
            item.RequireFilled();
            if (bySpare)
                _sparesAtWork--;
            item.IsDone = true;
        }

        private sealed class Thread(Pool pool, bool isSpare) : IIdler<Item>
        {
            internal IdleLife<ExplorerSync> Life = new();

            /// <summary>Whether a thread is the worker: others pass by those that are nobody.</summary>
            internal bool IsPresent { get; private set; }

            public void Begin() => IsPresent = true;

            public void End() => IsPresent = false;

            public Item? TakeWork(out bool contended)
            {
                Programs.Require(IsPresent, "one who is not there looks for work");
                return pool.Take(out contended);
            }

            public void RunTaken(Item job) => pool.Run(job, isSpare);

            public bool WaitsForNextLook(int looks) => false;
        }
    }
}
