using System;
using System.Collections.Generic;
using System.Threading;

namespace ForkJoin.Workers;

/// <summary>
/// The threads that a pool has besides its own, for whoever is missing. While a worker is blocked and has said so, one of them works
/// in its place, up to a cap; while posted work is unfinished, one stands in for the thread that a caller would have brought along.
/// Called up, such a thread is a worker like any other. Once more are up than needed, one goes to rest at its next idle moment.
/// A resting thread waits at its parker, unseen by the sleep protocol; it is not ended before the pool, so that a pool whose workers
/// block again and again starts no threads, and needs no timer.
/// <para>Why and how is in README.md beside this file.</para>
/// </summary>
internal sealed class Reserve
{
    private readonly WorkerSet _set;
    private readonly int _mostForBlocked;
    private readonly Func<Worker, Thread?> _start;
    private readonly Lock _gate = new();
    private readonly Stack<Worker> _resting = new();
    private readonly List<Thread> _threads = [];
    private int _blocked;
    private int _callersMissing;
    private int _up;
    private bool _closed;

    /// <summary>Whether one may rest; written under the gate, read by called-up workers without it.</summary>
    private volatile bool _oneTooMany;

    /// <param name="set">The pool's workers.</param>
    /// <param name="mostForBlocked">How many may work in the place of blocked workers at the same time.</param>
    /// <param name="start">Starts a thread for a worker; null when the system has none left.</param>
    internal Reserve(WorkerSet set, int mostForBlocked, Func<Worker, Thread?> start)
    {
        _set = set;
        _mostForBlocked = mostForBlocked;
        _start = start;
    }

    /// <summary>How many are called up, and how many threads there are. For tests and dumps.</summary>
    internal (int Up, int Threads) Counts
    {
        get
        {
            lock (_gate)
                return (_up, _threads.Count);
        }
    }

    /// <summary>How many are to be up, by now. For tests; others hold the gate.</summary>
    internal int Needed => Math.Min(_blocked, _mostForBlocked) + Math.Min(_callersMissing, 1);

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
        Worker? rested;
        lock (_gate)
        {
            _blocked += blocked;
            _callersMissing += missing;
            _oneTooMany = _up > Needed;
            if (_up >= Needed)
                return _set.HasThreads;
            _up++;                                                                  // R1
            _set.Idle.StartSearching();
            if (!_resting.TryPop(out rested))
                return StartAnother();
        }
        rested.IdleParker.Unpark();                                                 // R2
        return true;
    }

    private bool StartAnother()
    {
        if (TryStart() is { } thread)
        {
            _threads.Add(thread); // has room
            _set.HasThreads = true;
            return true;
        }
        // The pool goes on with those that it has.
        _up--;
        _set.Sleepers.StopSearching(_set);
        return _set.HasThreads;
    }

    /// <returns>Null where the system gives no thread, or no memory for one.</returns>
    private Thread? TryStart()
    {
        try
        {
            _threads.EnsureCapacity(_threads.Count + 1);
            return _start(_set.Add());
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private void Dismiss(int blocked, int missing)
    {
        lock (_gate)
        {
            _blocked -= blocked;
            _callersMissing -= missing;
            _oneTooMany = _up > Needed;
        }
    }

    /// <summary>Asked by a called-up worker between two jobs and before and after each sleep.</summary>
    /// <returns>Whether it is to rest. From then on it may be called up again, even before it has gone to rest.</returns>
    internal bool MayRest(Worker worker)
    {
        if (!_oneTooMany)
            return false;
        lock (_gate)
        {
            if (_closed || _up <= Needed)
                return false;
            _up--;                                                                  // R3
            _oneTooMany = _up > Needed;
            _resting.Push(worker);
            return true;
        }
    }

    /// <summary>Sends all home. The set is closed already, and nobody is inside any more.</summary>
    internal void Close()
    {
        Worker[] resting;
        Thread[] threads;
        lock (_gate)
        {
            _closed = true;
            resting = [.. _resting];
            _resting.Clear();
            threads = [.. _threads];
        }
        foreach (Worker worker in resting)
        {
            _set.Idle.StartSearching();
            worker.IdleParker.Unpark();
        }
        foreach (Thread thread in threads)
            thread.Join();
    }
}
