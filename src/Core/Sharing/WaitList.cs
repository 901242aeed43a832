namespace ForkJoin.Sharing;

/// <summary>What stands in a <see cref="WaitList{T}"/>. Its links are the list's while it is in, and its own afterwards.</summary>
internal abstract class Linked<TSelf>
    where TSelf : Linked<TSelf>
{
    internal TSelf? Next { get; set; }

    internal TSelf? Previous { get; set; }
}

/// <summary>Those who wait, in order; whoever gives up is taken out wherever it stands. Guarded by whose list it is.</summary>
internal struct WaitList<T>
    where T : Linked<T>
{
    private T? _last;

    internal T? First { get; private set; }

    internal void Add(T waiter)
    {
        waiter.Previous = _last;
        waiter.Next = null;
        if (_last is null)
            First = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
    }

    internal void Remove(T waiter)
    {
        if (waiter.Previous is null)
            First = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = waiter.Previous = null;
    }
}
