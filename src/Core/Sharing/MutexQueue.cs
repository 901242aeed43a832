using ForkJoin.Loans;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>The waiters of one mutex, first come, first served, behind a gate that is held for a few instructions only.</summary>
internal struct MutexQueue
{
    private WaitList<MutexWaiter> _waiters;
    private SpinGate _gate;

    internal readonly bool IsEmpty => _waiters.First is null;

    internal void Enter() => _gate.Enter();

    internal void Leave() => _gate.Exit();

    /// <summary>Appends. Inside the gate.</summary>
    /// <param name="waiter">Who comes last now.</param>
    /// <param name="what">What it waits for, to say so.</param>
    internal void Add(MutexWaiter waiter, IAwaited what)
    {
        _waiters.Add(waiter);
        if (waiter.IsForGood)
            waiter.Thread?.BeginWait(what, LoanKind.Write, waiter.Place); // D1
    }

    /// <summary>Takes the first one out. Inside the gate.</summary>
    internal MutexWaiter? TakeFirst()
    {
        MutexWaiter? first = _waiters.First;
        if (first is not null)
            Remove(first);
        return first;
    }

    /// <summary>Takes one out that is in: from here on it does not wait. Inside the gate.</summary>
    internal void Remove(MutexWaiter waiter)
    {
        if (waiter.IsForGood)
            waiter.Thread?.EndWait();
        _waiters.Remove(waiter);
    }

    /// <summary>How many wait. Takes the gate; for tests and messages.</summary>
    internal int Count()
    {
        Enter();
        int count = 0;
        for (MutexWaiter? waiter = _waiters.First; waiter is not null; waiter = waiter.Next)
            count++;
        Leave();
        return count;
    }
}
