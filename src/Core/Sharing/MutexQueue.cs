using ForkJoin.Gates;

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
    internal void Add(MutexWaiter waiter) => _waiters.Add(waiter);

    /// <summary>Takes the first one out. Inside the gate.</summary>
    internal MutexWaiter? TakeFirst()
    {
        MutexWaiter? first = _waiters.First;
        if (first is not null)
            _waiters.Remove(first);
        return first;
    }

    /// <summary>Takes one out that is in. Inside the gate.</summary>
    internal void Remove(MutexWaiter waiter) => _waiters.Remove(waiter);

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
