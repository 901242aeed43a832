using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>
/// The workers of one pool: who there is, who sleeps, and who wakes whom. Nothing here is touched by a join or fork but
/// <see cref="Idle"/>, which is read once for each publication.
/// </summary>
internal sealed class WorkerSet
{
    private readonly Lock _gate = new();
    private readonly List<Worker> _asleep = [];
    private readonly Stack<Worker> _spareGuests = new();
    private Worker[] _all = [];
    private Worker? _spareGuest;
    private volatile bool _closed;
    private int _watch;
    private int _looks;
    private volatile bool _hasThreads;

    internal WorkerSet() => Injector = new Injector(this);

    /// <summary>Work posted from outside sections and joins.</summary>
    internal Injector Injector { get; }

    /// <summary>The threads for whoever is missing. Set by the pool before its first use.</summary>
    internal Reserve Reserve { get; set; } = null!;

    /// <summary>Whether the pool has had any thread of its own to start: somebody who takes posted work.</summary>
    internal bool HasThreads
    {
        get => _hasThreads;
        set => _hasThreads = value;
    }

    /// <summary>How many of the workers look for work and how many sleep.</summary>
    internal IdleCounts<HardwareSync> Idle;

    /// <summary>Everybody, present or not. A snapshot; replaced when somebody new comes.</summary>
    internal Worker[] All => Volatile.Read(ref _all);

    /// <summary>Whether there is anybody to share work with.</summary>
    internal bool HasOthers => _all.Length > 1;

    internal bool IsClosed => _closed;

    /// <summary>
    /// Where somebody sees to it that workers which wake nobody are asked again, the number of his latest look; else 0. See
    /// <c>Worker.Watching.cs</c>.
    /// </summary>
    internal int Watch => Volatile.Read(ref _watch);

    internal Worker Add()
    {
        Scarcity.Ask(Resource.Room);
        lock (_gate)
        {
            var worker = new Worker(this, _all.Length);
            Worker[] all = [.. _all, worker];
            Volatile.Write(ref _all, all);
            return worker;
        }
    }

    /// <summary>A worker for a thread from outside. In steady state one exchange.</summary>
    internal Worker RentGuest()
    {
        if (Interlocked.Exchange(ref _spareGuest, null) is { } guest)
            return guest;
        lock (_gate)
        {
            if (_spareGuests.TryPop(out Worker? spare))
                return spare;
        }
        return Add();
    }

    internal void ReturnGuest(Worker guest)
    {
        if (Interlocked.CompareExchange(ref _spareGuest, guest, null) is null)
            return;
        lock (_gate)
            _spareGuests.Push(guest);
    }

    /// <summary>Whether some worker has a public job, or one was posted. After a fence this sees everything published before it.</summary>
    internal bool AnyWorkVisible()
    {
        foreach (Worker worker in All)
        {
            if (!worker.Public.SeemsEmpty)
                return true;
        }
        return !Injector.IsEmpty;
    }

    /// <summary>A searcher leaves without a job: what it might have found is left to others (S2).</summary>
    internal void StopSearching()
    {
        if (Idle.StopSearching() && AnyWorkVisible())
            WakeOneIfNeeded();
    }

    /// <summary>The worker is counted as asleep from here on and may be woken.</summary>
    internal void GoToBed(Worker worker)
    {
        lock (_gate)
        {
            _asleep.Add(worker);
            Idle.FallAsleep();
        }
    }

    /// <summary>Undoes <see cref="GoToBed"/>. In either case the worker finds a token at its parker.</summary>
    internal void GetUpAgain(Worker worker)
    {
        lock (_gate)
        {
            if (!_asleep.Remove(worker))
                return; // somebody has woken it meanwhile, and leaves the token
            Idle.WakeUp();
        }
        worker.IdleParker.Unpark();
    }

    internal void WakeOneIfNeeded()
    {
        if (Idle.Read().NeedsWaking)
            WakeOne();
    }

    /// <summary>Wakes one sleeper, unless somebody has been woken for the same reason meanwhile.</summary>
    internal bool WakeOne()
    {
        Worker woken;
        lock (_gate)
        {
            if (_asleep.Count == 0 || Idle.Read().Searching > 0)
                return false;
            woken = _asleep[^1];
            _asleep.RemoveAt(_asleep.Count - 1);
            Idle.WakeUp();
        }
        woken.IdleParker.Unpark();
        return true;
    }

    /// <summary>Takes the watch, if nobody has it.</summary>
    internal bool TryWatch() => Interlocked.CompareExchange(ref _watch, NextLook(), 0) == 0;

    /// <summary>Gives the watch up; everybody looks up at his next join.</summary>
    internal void EndWatch()
    {
        Volatile.Write(ref _watch, 0);
        HardwareSync.Fence();
        foreach (Worker worker in All)
            worker.AskToPublish();
    }

    /// <summary>One look of the watcher at everybody.</summary>
    /// <returns>Whether anybody has done anything since the last one.</returns>
    internal bool LookRound()
    {
        Volatile.Write(ref _watch, NextLook());
        bool active = false;
        foreach (Worker worker in All)
            active |= worker.LookAt();
        return active;
    }

    // Never 0. Wraps around after a thousand hours of looking once a millisecond, to a number that nobody remembers.
    private int NextLook() => Interlocked.Add(ref _looks, 2) | 1;

    /// <summary>Whether a thread from outside is inside.</summary>
    internal bool AnyVisitor()
    {
        foreach (Worker worker in All)
        {
            if (worker.IsVisited)
                return true;
        }
        return false;
    }

    /// <summary>Every join of the pool looks up soon: for cancellation.</summary>
    internal void InterruptAll()
    {
        foreach (Worker worker in All)
            worker.Interrupt();
    }

    /// <summary>Sends the pool's threads home, once each has finished what it runs.</summary>
    internal void Close()
    {
        Worker[] asleep;
        lock (_gate)
        {
            _closed = true;
            asleep = [.. _asleep];
            _asleep.Clear();
            foreach (Worker _ in asleep)
                Idle.WakeUp();
        }
        foreach (Worker worker in asleep)
            worker.IdleParker.Unpark();
    }
}
