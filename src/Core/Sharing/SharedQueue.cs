namespace ForkJoin.Sharing;

/// <summary>Those who wait for a cell, blocked and asynchronous ones in one order. Used under the cell's gate.</summary>
internal struct SharedQueue
{
    private SharedWaiter? _first;
    private SharedWaiter? _last;

    internal int Readers { get; private set; }

    internal int Writers { get; private set; }

    internal readonly bool IsEmpty => _first is null;

    internal void Add(SharedWaiter waiter)
    {
        waiter.Previous = _last;
        waiter.Next = null;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
        Count(waiter, 1);
    }

    /// <summary>Takes one out wherever it stands: who gives up leaves no hole.</summary>
    internal void Remove(SharedWaiter waiter)
    {
        if (waiter.Previous is null)
            _first = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Previous = waiter.Next = null;
        Count(waiter, -1);
    }

    /// <summary>The first in the queue that waits for this.</summary>
    internal readonly SharedWaiter? First(LoanKind wanted)
    {
        SharedWaiter? waiter = _first;
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
