using ForkJoin.Sleeping;

namespace ForkJoin.Tests.Explorer;

using Parker = Parker<ExplorerSync>;

/// <summary>The wait that gives up, K4 and K5, and the watch, W1 to W5, against those whom it lets skip wake-ups.</summary>
internal static class WatchPrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P06 a wait that gives up loses no token and leaves none", 3, 1, static () => GivingUp()),
        new("P06 two unparks beside a wait that gives up leave one token", 3, 1, static () => OneIsLeft()),
        new("P06 whoever wakes from a wait that may give up sees what was done before each unpark", 3, 1, static () => SleepingPrograms.TwoReasons(timed: true)),
        new("P06 whoever counts on a searcher is asked when he goes to bed", 3, 1, static () => Counting()),
        new("P06 whoever skips a wake-up while somebody watches is asked again", 3, 1, static () => Skipping(asks: false)),
        new("P06 whoever skips a wake-up is asked by each look, and answers it", 2, 1, static () => Skipping(asks: true)),
        new("P06 one watches at a time, and whoever skips a wake-up meanwhile is asked again", 2, 1, static () => Relieving()),
    ];

    /// <summary>Two tokens, each for one wait; the waiter gives up now and then.</summary>
    private static Play GivingUp()
    {
        var told = new Told();
        var parker = new Parker();
        return new Play(
            [
                () =>
                {
                    for (int token = 1; token <= 2; token++)
                    {
                        if (GivesUp(parker) && GivesUp(parker))
                            parker.Park();
                        Programs.Require(Modelled.Load(ref told.Token, Order.Relaxed) == token, $"wait {token} ended without its token");
                        ExplorerSync.Release(ref told.Taken, token);
                    }
                },
                () =>
                {
                    Modelled.Store(ref told.Token, 1, Order.Relaxed);
                    parker.Unpark();
                    Explorer.Until(() => told.Taken == 1);
                    Modelled.Store(ref told.Token, 2, Order.Relaxed);
                    parker.Unpark();
                },
            ],
            static () => { });
    }

    private sealed class Told
    {
        internal long Token, Taken;
    }

    private static bool GivesUp(Parker parker)
    {
        int before = Explorer.TimesOver;
        if (parker.Park(1))
            return false;
        Programs.Require(Explorer.TimesOver > before, "a wait gave up before its time was over");
        return true;
    }

    private static Play OneIsLeft()
    {
        var parker = new Parker();
        int unparked = 0;
        return new Play(
            [
                () =>
                {
                    bool taken = parker.Park(1);
                    Explorer.Until(() => unparked == 2);
                    taken |= parker.Park(1);
                    Programs.Require(taken, "both tokens are lost");
                    Programs.Require(!parker.Park(1), "one token ended two waits");
                },
                () =>
                {
                    for (int i = 0; i < 2; i++)
                    {
                        parker.Unpark();
                        unparked++;
                    }
                },
            ],
            static () => { });
    }

    /// <summary>One who has proven tiny: he lowers his guard and then looks whether somebody watches.</summary>
    private sealed class Skipper
    {
        internal Watch<ExplorerSync> Watch = new();

        /// <summary>0 when it is lowered, else the number of the look that raised it, or <see cref="Relieved"/>.</summary>
        internal int Guard = Relieved;

        internal const int Relieved = int.MaxValue;

        /// <summary>Those who watch; each stores here what it saw, which its successor must find.</summary>
        internal Watchman? OnWatch;
        internal long Seen;
        internal int Looks;

        /// <summary>The guard is up, or somebody will raise it as long as this says so.</summary>
        internal bool Skips()
        {
            int asked = Modelled.Load(ref Guard, Order.Relaxed);
            ExplorerSync.Release(ref Guard, 0);
            ExplorerSync.Fence();
            int look = Watch.Number;
            Programs.Require(look == 0 || asked is 0 or Relieved || look >= asked, $"look {look} was answered when {asked} had asked");
            return look != 0;
        }

        internal void Raise(int look)
        {
            if (ExplorerSync.Acquire(ref Guard) == 0)
                ExplorerSync.Release(ref Guard, look);
        }
    }

    /// <param name="skipper">Whom he watches.</param>
    /// <param name="asks">Whether his looks raise the guard, as they should; else only the end of his watch does.</param>
    /// <param name="looks">After so many looks he is woken.</param>
    private sealed class Watchman(Skipper skipper, bool asks, int looks) : IWatched
    {
        private readonly Parker _parker = new();
        private int _looks;

        internal bool TryTake()
        {
            if (!skipper.Watch.TryTake())
                return false;
            skipper.OnWatch = this;
            return true;
        }

        internal void Keep() => skipper.Watch.Keep(_parker, this);

        internal void Wake() => _parker.Unpark();

        public bool AnybodySkips() => true;

        public bool LookRound()
        {
            Programs.Require(ReferenceEquals(skipper.OnWatch, this), "two watch at a time");
            Modelled.Store(ref skipper.Seen, Modelled.Load(ref skipper.Seen, Order.Relaxed) + 1, Order.Relaxed);
            skipper.Looks++;
            if (asks)
                skipper.Raise(skipper.Watch.Number);
            if (++_looks == looks)
                Wake();
            return false;
        }

        public void AskAll() => skipper.Raise(Skipper.Relieved);
    }

    /// <summary>Without asking, the watchman gives the watch up after its quiet looks; with it, he is woken sooner.</summary>
    private static Play Skipping(bool asks)
    {
        var skipper = new Skipper();
        var watchman = new Watchman(skipper, asks, asks ? 3 : int.MaxValue);
        bool taken = watchman.TryTake();
        return new Play(
            [
                watchman.Keep,
                () =>
                {
                    while (skipper.Skips())
                        Explorer.Until(() => skipper.Guard != 0);
                    watchman.Wake();
                },
            ],
            () => Programs.Require(taken, "nobody had the watch"));
    }

    /// <summary>A worker answers a searcher with nothing that lasts; the searcher goes to bed, and nobody watches.</summary>
    private static Play Counting()
    {
        var bed = new Bed();
        bed.Sleepers.StartSearching();
        return new Play(
            [
                () => bed.Sleepers.Sleep(new Parker(), bed, bed),
                () =>
                {
                    ExplorerSync.Release(ref bed.Guard, 0);
                    ExplorerSync.Fence();
                    if (bed.Sleepers.Counts.Read().Searching > 0)
                        Explorer.Until(() => bed.Guard != 0);
                    while (!bed.Sleepers.TellOfWork())
                        Explorer.Until(() => bed.Listed);
                },
            ],
            static () => { });
    }

    private sealed class Bed : IWorkInSight, IWatched
    {
        internal Sleepers<ExplorerSync> Sleepers = new();
        internal long Guard = 1;

        internal bool Listed { get; private set; }

        public bool AnyWorkVisible() => false;

        public bool AnybodySkips() => false;

        public bool LookRound() => false;

        public void AskAll()
        {
            Listed = true;
            if (ExplorerSync.Acquire(ref Guard) == 0)
                ExplorerSync.Release(ref Guard, 1);
        }
    }

    /// <summary>Two go to sleep. Each watches if the other does not, and is woken after a look.</summary>
    private static Play Relieving()
    {
        var skipper = new Skipper();
        Action watch = () =>
        {
            var watchman = new Watchman(skipper, asks: false, looks: 1);
            if (watchman.TryTake())
                watchman.Keep();
        };
        return new Play(
            [
                watch,
                watch,
                () =>
                {
                    if (skipper.Skips())
                        Explorer.Until(() => skipper.Guard != 0);
                },
            ],
            () => Programs.Require(Modelled.Load(ref skipper.Seen, Order.Relaxed) == skipper.Looks, "who took the watch did not see what was seen before"));
    }
}

/// <summary>Sees nothing, whoever looks, and to it that only one watches at a time.</summary>
internal sealed class OneAtATime : IWatched
{
    private readonly HashSet<int> _watching = [];
    private int _latest;

    public bool AnybodySkips() => true;

    public bool LookRound()
    {
        int thread = Environment.CurrentManagedThreadId;
        Programs.Require(_watching.Add(thread) || _latest == thread, "two watch at a time");
        _latest = thread;
        return false;
    }

    /// <summary>The watch has ended before, and another may have begun.</summary>
    public void AskAll() => _watching.Remove(Environment.CurrentManagedThreadId);
}
