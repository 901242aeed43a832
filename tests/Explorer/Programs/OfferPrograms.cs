using ForkJoin.Sleeping;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Explorer;

/// <summary>The steps Q1 to Q5: a job is offered quietly, opened by the one who watches or by its maker, taken by a thief or taken back.</summary>
internal static class OfferPrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("P01 a quiet offer that its maker and a thief want runs once: opened twice", 2, 2, static () => Wanting(thieves: 1, opens: 2)),
        new("P01 a quiet offer that its maker and two thieves want runs once", 2, 1, static () => Wanting(thieves: 2, opens: 1)),
        new("P01 a quiet offer whose door was opened for the one before runs once", 3, 1, static () => Wanting(thieves: 1, opens: 1, offers: 2)),
        new("P01 a job that is offered again is seen as it is now", 3, 1, static () => Wanting(thieves: 1, opens: 1, offers: 2, reuses: true)),
        new("P02 P06 an opened offer is noticed by one who falls asleep", 2, 1, static () => Opening(offers: 1, byMaker: false)),
        new("P02 P06 each of two opened offers is noticed", 2, 0, static () => Opening(offers: 2, byMaker: false)),
        new("P02 P06 an offer that its maker opens is noticed", 2, 1, static () => Opening(offers: 2, byMaker: true)),
        new("P02 P06 an offer that its maker and the one who watches open is noticed", 1, 1, static () => Opening(offers: 1, byMaker: true, watcherToo: true)),
    ];

    internal static IReadOnlyList<Program> Largest { get; } =
    [
        new("P02 P06 an opened offer is noticed by one who falls asleep, 3 pre-emptions", 3, 1, static () => Opening(offers: 1, byMaker: false)),
        new("P02 P06 each of two opened offers is noticed, 2 pre-emptions, an outdated load", 2, 1, static () => Opening(offers: 2, byMaker: false)),
        new("P02 P06 an offer that its maker opens is noticed, 3 pre-emptions", 3, 1, static () => Opening(offers: 2, byMaker: true)),
        new("P02 P06 an offer that its maker and the one who watches open is noticed, 2 pre-emptions", 2, 1, static () => Opening(offers: 1, byMaker: true, watcherToo: true)),
    ];

    /// <summary>The maker makes offers and takes each back at once, or waits for the thief who has it.</summary>
    private static Play Wanting(int thieves, int opens, int offers = 1, bool reuses = false)
    {
        var place = new Place();
        bool opened = false;
        Item[] items = [.. Enumerable.Range(0, offers).Select(i => new Item(reuses ? 0 : i))];
        void Make()
        {
            for (int i = 0; i < offers; i++)
            {
                Item item = items[reuses ? 0 : i];
                place.Offer(item);
                if (reuses && i == 0)
                    Explorer.Until(() => opened);
                if (place.Slot.Take() is { } mine)                          // Q5
                    place.Run(mine);
                else
                    Explorer.Until(() => place.Ran == i + 1);
                Programs.Require(place.Ran == i + 1, $"offer {i} was joined, and {place.Ran} have run");
            }
        }
        void Open()
        {
            for (int i = 0; i < opens; i++)
                place.Slot.Open();                                          // Q3
            opened = true;
        }
        void Steal()
        {
            for (int i = 0; i < 2; i++)
            {
                if (place.Slot.IsOpen && place.Slot.Take() is { } item)     // Q4
                    place.Run(item);
            }
        }
        return new Play([Make, Open, .. Enumerable.Repeat<Action>(Steal, thieves)], () => Programs.Require(place.Ran == offers, $"{place.Ran} of {offers} ran"));
    }

    /// <summary>The maker's own work takes until somebody else has run what it offers: so somebody has to notice it.</summary>
    private static Play Opening(int offers, bool byMaker, bool watcherToo = false)
    {
        var place = new Place();
        void Make()
        {
            for (int i = 0; i < offers; i++)
            {
                place.Offer(new Item(i));
                if (byMaker)
                    place.OpenAndTell();
                Explorer.Until(() => place.Ran == i + 1);
                Programs.Require(place.Slot.Take() is null, "what has run was taken back");
            }
            place.Close();
        }
        void Watch()
        {
            for (int i = 0; i < offers; i++)
            {
                Explorer.Until(() => place.Made == i + 1);
                // A look that comes too early to see the offer is followed by another; this is the one that does not.
                ExplorerSync.Add(ref place.Offers, 0);
                place.OpenAndTell();
            }
        }
        Action[] watcher = !byMaker || watcherToo ? [Watch] : [];
        return new Play([Make, .. watcher, place.Work], place.RequireNobodyCounted);
    }

    /// <summary>One worker's offer, and those who sleep.</summary>
    private sealed class Place : IWorkInSight
    {
        internal QuietOffer<Item, ExplorerSync> Slot;
        private Sleepers<ExplorerSync> _sleepers = new();

        /// <summary>As many as were made, in the modelled memory: whoever adds to it sees them.</summary>
        internal long Offers;

        internal int Made { get; private set; }

        internal int Ran { get; private set; }

        public bool AnyWorkVisible() => Slot.IsOpen;

        internal void Offer(Item item)
        {
            Programs.Require(Slot.IsEmpty, "an offer was made before the last one was joined");
            item.Fill(Made + 1);
            Slot.Make(item);                                                // Q1, Q2
            ExplorerSync.Add(ref Offers, 1);
            Made++;
        }

        internal void OpenAndTell()
        {
            if (Slot.Open())                                                // Q3
                _sleepers.TellOfWork();                                     // P2, P3
        }

        internal void Run(Item item)
        {
            item.RequireFilled(Ran + 1);
            Ran++;
        }

        /// <summary>As a pool's own thread does: see Workers/IdleLife.cs.</summary>
        internal void Work()
        {
            var parker = new Parker<ExplorerSync>();
            _sleepers.StartSearching();                                     // S1
            while (!_sleepers.AreClosed)
            {
                if (Slot.IsOpen && Slot.Take() is { } item)                 // Q4
                {
                    _sleepers.StopSearching(this);                          // S2
                    Run(item);
                    _sleepers.StartSearching();
                }
                else
                {
                    _sleepers.Sleep(parker, this, watched: null);           // S3 to S7
                }
            }
            _sleepers.Counts.StopSearching();
        }

        internal void Close() => _sleepers.Close();

        internal void RequireNobodyCounted() =>
            Programs.Require(_sleepers.Counts.Read().Idle == 0, $"{_sleepers.Counts.Read()} when all have gone home");
    }
}
