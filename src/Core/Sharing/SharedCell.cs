using System;
using System.Threading;

namespace ForkJoin.Sharing;

/// <summary>A shared value, the count of its handles, and the way to its readers and writers.</summary>
internal sealed class SharedCell<T>(T value, string name) : SharedAccess(name)
{
    /// <summary>Only for who holds a grant.</summary>
    internal T Value = value;

    private int _count = 1;
    private WeakReference<SharedCell<T>>? _weak;

    internal int Count => Volatile.Read(ref _count);

    /// <summary>One for all weak references to the cell. Two threads may make one each: either serves.</summary>
    internal WeakReference<SharedCell<T>> Weak => _weak ??= new WeakReference<SharedCell<T>>(this);

    /// <summary>C1: one handle more, unless there is none left. From 0 the count never rises.</summary>
    internal bool TryAddHandle()
    {
        int count = Volatile.Read(ref _count);
        while (count > 0)
        {
            int before = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (before == count)
                return true;
            count = before;
        }
        return false;
    }

    /// <summary>C2: one handle less; the last drops the value.</summary>
    internal void RemoveHandle()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            RequestDrop();
    }

    private protected override void Drop()
    {
        var owned = Value as IDisposable;
        Value = default!;
        owned?.Dispose();
    }
}
