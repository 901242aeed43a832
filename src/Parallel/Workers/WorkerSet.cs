using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>
/// The workers of one pool: who there is, and who sleeps. Nothing here is touched by a join or fork but
/// <see cref="Idle"/>, which is read once for each publication.
/// </summary>
internal sealed class WorkerSet : IPool<HardwareSync>, IWatched
{
    private readonly Gate<HardwareSync> _gate = new();
    private readonly Stack<Worker> _spareGuests = new();
    private Worker[] _all = [];
    private Worker? _spareGuest;
    private volatile bool _hasThreads;

    internal WorkerSet() => Injector = new Injector(this);

    /// <summary>Those with nothing to do.</summary>
    internal Sleepers<HardwareSync> Sleepers = new();

    /// <inheritdoc/>
    ref Sleepers<HardwareSync> IPool<HardwareSync>.Sleepers => ref Sleepers;

    /// <inheritdoc/>
    public IWatched? Watched => this;

    /// <summary>Work posted from outside sections and joins.</summary>
    internal Injector Injector { get; }

    /// <summary>The threads for whoever is missing. Set by the pool before its first use.</summary>
    public Reserve<HardwareSync> Reserve { get; set; } = null!;

    /// <summary>Whether the pool has had any thread of its own to start: somebody who takes posted work.</summary>
    public bool HasThreads
    {
        get => _hasThreads;
        set => _hasThreads = value;
    }

    /// <summary>How many of the workers look for work and how many sleep.</summary>
    internal ref IdleCounts<HardwareSync> Idle => ref Sleepers.Counts;

    /// <summary>Everybody, present or not. A snapshot; replaced when somebody new comes.</summary>
    internal Worker[] All => Volatile.Read(ref _all);

    /// <summary>Whether there is anybody to share work with.</summary>
    internal bool HasOthers => _all.Length > 1;

    internal bool IsClosed => Sleepers.AreClosed;

    internal Worker Add()
    {
        Scarcity.Ask(Resource.Room);
        using (_gate.Enter())
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
        using (_gate.Enter())
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
        using (_gate.Enter())
            _spareGuests.Push(guest);
    }

    /// <summary>Whether some worker has a public job, or one was posted. After a fence this sees everything published before it.</summary>
    public bool AnyWorkVisible()
    {
        foreach (Worker worker in All)
        {
            if (!worker.Public.SeemsEmpty || worker.OffersOpenly)
                return true;
        }
        return !Injector.IsEmpty;
    }

    /// <inheritdoc/>
    public bool AnybodySkips()
    {
        foreach (Worker worker in All)
        {
            if (worker.Skips)
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public bool LookRound()
    {
        bool active = false;
        foreach (Worker worker in All)
            active |= worker.LookAt();
        return active;
    }

    /// <inheritdoc/>
    public void AskAll()
    {
        foreach (Worker worker in All)
            worker.AskToPublish();
    }

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
    internal void Close() => Sleepers.Close();
}
