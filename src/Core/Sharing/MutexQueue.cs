using System.Threading;

namespace ForkJoin.Sharing;

/// <summary>The waiters of one mutex, first come, first served, behind a gate that is held for a few instructions only.</summary>
internal struct MutexQueue
{
    private MutexWaiter? _first;
    private MutexWaiter? _last;
    private int _entered;

    internal readonly bool IsEmpty => _first is null;

    /// <summary>
    /// Enters the gate. Spins, and never sleeps in a way that an interrupt of the thread could end: a releaser that is thrown out here
    /// would take the lock with it.
    /// </summary>
    internal void Enter()
    {
        if (Interlocked.CompareExchange(ref _entered, 1, 0) == 0)
            return;
        var spin = new SpinWait();
        do
            spin.SpinOnce(sleep1Threshold: -1);
        while (Volatile.Read(ref _entered) != 0 || Interlocked.CompareExchange(ref _entered, 1, 0) != 0);
    }

    internal void Leave() => Volatile.Write(ref _entered, 0);

    /// <summary>Appends. Inside the gate.</summary>
    internal void Add(MutexWaiter waiter)
    {
        waiter.Previous = _last;
        waiter.Next = null;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
    }

    /// <summary>Takes the first one out. Inside the gate.</summary>
    internal MutexWaiter? TakeFirst()
    {
        MutexWaiter? first = _first;
        if (first is not null)
            Remove(first);
        return first;
    }

    /// <summary>Takes one out that is in. Inside the gate.</summary>
    internal void Remove(MutexWaiter waiter)
    {
        if (waiter.Previous is null)
            _first = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = waiter.Previous = null;
    }

    /// <summary>How many wait. Takes the gate; for tests and messages.</summary>
    internal int Count()
    {
        Enter();
        int count = 0;
        for (MutexWaiter? waiter = _first; waiter is not null; waiter = waiter.Next)
            count++;
        Leave();
        return count;
    }
}
