using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>Where the workers of a pool look before they sleep.</summary>
internal interface IWorkInSight
{
    /// <summary>Whether anybody has a public job. After a fence this sees everything published before it.</summary>
    bool AnyWorkVisible();
}

/// <summary>
/// The idle workers of a pool, and how they fall asleep and are woken without a wake-up being lost: steps S1 to S7 and P1 to P3 of
/// README.md, with the argument. Knows parkers, never workers. One of each pool, never copied: all its operations are on the field
/// that holds it, so that a publisher reaches the word without a detour.
/// </summary>
internal struct Sleepers<TSync>()
    where TSync : struct, ISync
{
    private readonly Gate<TSync> _gate = new();
    private readonly List<Parker<TSync>> _asleep = [];
    private int _closed;

    /// <summary>How many look for work and how many sleep.</summary>
    internal IdleCounts<TSync> Counts;

    /// <summary>Who of them watches those that wake nobody.</summary>
    internal Watch<TSync> Watch = new();

    /// <summary>Whether everybody has been sent home.</summary>
    internal bool AreClosed => TSync.Acquire(ref _closed) != 0;                      // C1

    /// <summary>A worker has nothing to do and begins to look for work.</summary>
    internal void StartSearching() => Counts.StartSearching();                       // S1

    /// <summary>A worker has found a job and will run it. It was perhaps the last that looked, and others saw it and woke nobody.</summary>
    internal void StopSearching(IWorkInSight work)
    {
        bool last = Counts.StopSearching();                                          // S2
        if (last && work.AnyWorkVisible() && Counts.Read().NeedsWaking)
            WakeOne();
    }

    /// <summary>
    /// A searching worker sleeps until it is woken, for which there is a reason; it is searching again then. Where nobody watches,
    /// it does so while it sleeps. It takes the watch before anybody can see that it sleeps.
    /// </summary>
    internal void Sleep(Parker<TSync> parker, IWorkInSight work, IWatched? watched = null)
    {
        bool watches = watched is not null && watched.AnybodySkips() && Watch.TryTake();
        using (_gate.Enter())
        {
            _asleep.Add(parker);                                                     // S3
            Counts.FallAsleep();                                                     // S4
        }
        if (watched is not null)
            watched.AskAll();                                                        // S8
        if (work.AnyWorkVisible() || AreClosed)                                      // S5
            GetUpAgain(parker);
        if (watches)
            Watch.Keep(parker, watched!);
        else
            parker.Park();                                                           // S6
    }

    /// <summary>Undoes S3. In either case there is a token at the parker.</summary>
    private void GetUpAgain(Parker<TSync> parker)
    {
        using (_gate.Enter())
        {
            if (!_asleep.Remove(parker))
                return; // somebody has woken it meanwhile, and leaves the token
            Counts.WakeUp();                                                         // S7
        }
        parker.Unpark();
    }

    /// <summary>Work has been made public.</summary>
    /// <returns>Whether somebody was woken for it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TellOfWork()
    {
        TSync.Fence();                                                               // P2
        return Counts.Read().NeedsWaking && WakeOne();                               // P3
    }

    /// <summary>Wakes one sleeper, unless somebody has been woken for the same reason meanwhile.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool WakeOne()
    {
        Parker<TSync> woken;
        using (_gate.Enter())
        {
            if (_asleep.Count == 0 || Counts.Read().Searching > 0)                   // P4
                return false;
            woken = _asleep[^1];
            _asleep.RemoveAt(_asleep.Count - 1);
            Counts.WakeUp();                                                         // P5
        }
        woken.Unpark();                                                              // P6
        return true;
    }

    /// <summary>Sends everybody home: nobody sleeps any more, and whoever looks at <see cref="AreClosed"/> sees it.</summary>
    internal void Close()
    {
        Parker<TSync>[] asleep;
        using (_gate.Enter())
        {
            TSync.Release(ref _closed, 1);                                           // C2
            asleep = [.. _asleep];
            _asleep.Clear();
            foreach (Parker<TSync> _ in asleep)
                Counts.WakeUp();
        }
        foreach (Parker<TSync> parker in asleep)
            parker.Unpark();
    }
}
