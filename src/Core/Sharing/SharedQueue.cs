using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>Those who wait for a cell, blocked and asynchronous ones in one order. Used under the cell's gate.</summary>
internal struct SharedQueue
{
    private WaitList<SharedWaiter> _waiters;

    internal int Readers { get; private set; }

    internal int Writers { get; private set; }

    internal readonly bool IsEmpty => _waiters.First is null;

    /// <param name="waiter">Who comes last now.</param>
    /// <param name="what">What it waits for, to say so.</param>
    internal void Add(SharedWaiter waiter, IAwaited what)
    {
        _waiters.Add(waiter);
        Count(waiter, 1);
        if (waiter.IsForGood)
            waiter.Thread?.BeginWait(what, waiter.Wanted, waiter.Place); // D1
    }

    /// <summary>Takes one out wherever it stands: who gives up leaves no hole.</summary>
    internal void Remove(SharedWaiter waiter)
    {
        if (waiter.IsForGood)
            waiter.Thread?.EndWait();
        _waiters.Remove(waiter);
        Count(waiter, -1);
    }

    /// <summary>The first in the queue that waits for this.</summary>
    internal readonly SharedWaiter? First(LoanKind wanted)
    {
        SharedWaiter? waiter = _waiters.First;
        while (waiter is not null && waiter.Wanted != wanted)
            waiter = waiter.Next;
        return waiter;
    }

    private void Count(SharedWaiter waiter, int change)
    {
        if (waiter.Wanted == LoanKind.Write)
            Writers += change;
        else
            Readers += change;
    }
}
