using System;
using System.Collections.Generic;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>
/// The threads that a pool has besides its own, for whoever is missing. While a worker is blocked and has said so, one of them works
/// in its place, up to a cap; while posted work is unfinished, one stands in for the thread that a caller would have brought along.
/// Called up, such a thread is a worker like any other. Once more are up than needed, one goes to rest at its next idle moment.
/// A resting thread waits at its parker, unseen by the sleep protocol; it is not ended before the pool, so that a pool whose workers
/// block again and again starts no threads, and needs no timer. Knows parkers, never workers.
/// <para>Why and how is in README.md beside this file, steps R1 to R5; the other side is <see cref="IdleLife{TSync}"/>.</para>
/// </summary>
/// <param name="pool">Who is called up for work in it.</param>
/// <param name="mostForBlocked">How many may work in the place of blocked workers at the same time.</param>
/// <param name="start">
/// Starts a thread that serves in the reserve; false when the system has none left. Called under the gate. Throws nothing.
/// </param>
internal sealed class Reserve<TSync>(IPool<TSync> pool, int mostForBlocked, Func<bool> start)
    where TSync : struct, ISync
{
    private readonly Gate<TSync> _gate = new();

    // All under the gate.
    private readonly Stack<Parker<TSync>> _resting = new();
    private int _blocked;
    private int _callersMissing;
    private int _up;
    private int _started;
    private bool _closed;

    /// <summary>Whether one may rest; written under the gate, read by called-up workers without it.</summary>
    private int _oneTooMany;

    /// <summary>How many are called up, and how many threads there are. For tests and dumps.</summary>
    internal (int Up, int Threads) Counts
    {
        get
        {
            using (_gate.Enter())
                return (_up, _started);
        }
    }

    /// <summary>How many are to be up, by now. For tests; others hold the gate.</summary>
    internal int Needed => Math.Min(_blocked, mostForBlocked) + Math.Min(_callersMissing, 1);

    /// <summary>A worker is about to block: from R1 on another one may work in its place.</summary>
    internal void WorkerBlocks() => CallUp(blocked: 1, missing: 0);

    /// <summary>It goes on. Who worked in its place rests when next it has nothing to do.</summary>
    internal void WorkerGoesOn() => Dismiss(blocked: 1, missing: 0);

    /// <summary>There is posted work, and no caller who helps with it.</summary>
    /// <returns>False when the pool has no thread at all and cannot start one.</returns>
    internal bool StandInForCaller() => CallUp(blocked: 0, missing: 1);

    internal void CallerNoLongerNeeded() => Dismiss(blocked: 0, missing: 1);

    private bool CallUp(int blocked, int missing)
    {
        Parker<TSync>? rested;
        using (_gate.Enter())
        {
            _blocked += blocked;
            _callersMissing += missing;
            NoteWhetherOneIsTooMany();
            if (_up >= Needed)
                return pool.HasThreads;
            _up++;                                                                  // R1
            pool.Sleepers.StartSearching();                                         // R1
            if (!_resting.TryPop(out rested))
                return StartAnother();
        }
        rested.Unpark();                                                            // R2
        return true;
    }

    private bool StartAnother()
    {
        if (HasRoomForAnother() && start())
        {
            _started++;
            return true;
        }
        // The pool goes on with those that it has.
        _up--;
        pool.Sleepers.StopSearching(pool);
        return pool.HasThreads;
    }

    /// <summary>Whether all who are up can go to rest later without asking for memory.</summary>
    private bool HasRoomForAnother()
    {
        try
        {
            _resting.EnsureCapacity(_started + 1);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void Dismiss(int blocked, int missing)
    {
        using (_gate.Enter())
        {
            _blocked -= blocked;
            _callersMissing -= missing;
            NoteWhetherOneIsTooMany();
        }
    }

    /// <summary>Asked by a called-up worker between two jobs and before and after each sleep.</summary>
    /// <returns>Whether it is to rest. From then on it may be called up again, even before it has gone to rest.</returns>
    internal bool MayRest(Parker<TSync> parker)
    {
        if (TSync.Acquire(ref _oneTooMany) == 0)
            return false;
        using (_gate.Enter())
        {
            if (_closed || _up <= Needed)
                return false;
            _up--;                                                                  // R3
            NoteWhetherOneIsTooMany();
            _resting.Push(parker);                                                  // R3
            return true;
        }
    }

    private void NoteWhetherOneIsTooMany() => TSync.Release(ref _oneTooMany, _up > Needed ? 1 : 0);

    /// <summary>Sends all home who rest. The pool's sleepers have been closed already, and nobody is inside any more.</summary>
    internal void Close()
    {
        Parker<TSync>[] resting;
        using (_gate.Enter())
        {
            _closed = true;
            resting = [.. _resting];
            _resting.Clear();
        }
        foreach (Parker<TSync> parker in resting)
        {
            pool.Sleepers.StartSearching();
            parker.Unpark();
        }
    }
}
