using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>Those who wait for a <see cref="PhaseLock{TSync}"/>, blocked and asynchronous ones in one order. Used under its gate.</summary>
internal struct PhaseQueue<TSync>
    where TSync : struct, ISync
{
    private WaitList<PhaseWaiter<TSync>> _waiters;

    internal int Readers { get; private set; }

    internal int Writers { get; private set; }

    internal readonly bool IsEmpty => _waiters.First is null;

    /// <param name="waiter">Who comes last now.</param>
    internal void Add(PhaseWaiter<TSync> waiter)
    {
        _waiters.Add(waiter);
        Count(waiter, 1);
        waiter.Enters(); // D1
    }

    /// <summary>Takes one out wherever it stands: who gives up leaves no hole.</summary>
    internal void Remove(PhaseWaiter<TSync> waiter)
    {
        waiter.Leaves();
        _waiters.Remove(waiter);
        Count(waiter, -1);
    }

    /// <summary>The first in the queue that waits for this.</summary>
    internal readonly PhaseWaiter<TSync>? First(LoanKind wanted)
    {
        PhaseWaiter<TSync>? waiter = _waiters.First;
        while (waiter is not null && waiter.Wanted != wanted)
            waiter = waiter.Next;
        return waiter;
    }

    private void Count(PhaseWaiter<TSync> waiter, int change)
    {
        if (waiter.Wanted == LoanKind.Write)
            Writers += change;
        else
            Readers += change;
    }
}
