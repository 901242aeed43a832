using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Tracing;

namespace ForkJoin.Owners;

/// <summary>The owner of a single value, with the value: what guards and references find it through.</summary>
internal sealed class ValueNode<T>(OwnerName name, T value) : OwnerNode(name)
{
    /// <summary>Read and written by whoever the loans allow it.</summary>
    internal T Value = value;

    /// <summary>Where the change began that left the value half done; null when it is whole. Written by whoever has it for writing.</summary>
    internal SourcePlace? Poison;

    /// <inheritdoc cref="OwnerNode.CheckReadAlone"/>
    internal new void CheckRead() => CheckReadAlone();

    /// <inheritdoc cref="OwnerNode.CheckWriteAlone"/>
    internal new void CheckWrite() => CheckWriteAlone();

    /// <summary>Sees to it that there is a store, the same for all who ask: slices of one owner are known by it.</summary>
    internal void EnsureStore()
    {
        if (Volatile.Read(ref Store) is null)
            Interlocked.CompareExchange(ref Store, new ValueStore<T>(this), null);
    }

    /// <summary>Puts a whole value in.</summary>
    /// <returns>The old one, whole or not.</returns>
    internal T Replace(T value)
    {
        T old = Value;
        Value = value;
        Poison = null;
        return old;
    }

    /// <summary>Ends ownership and gives the value out; nothing here keeps it alive. Refused while anything is lent.</summary>
    internal T MoveOut(string verb, string fate)
    {
        Retire(verb, fate);
        return Empty();
    }

    /// <summary>Ends ownership and disposes the value if it is disposable; once. Refused while anything is lent.</summary>
    internal void Drop()
    {
        if (TryDrop())
            (Empty() as IDisposable)?.Dispose();
    }

    private T Empty()
    {
        T held = Value;
        Value = default!;
        return held;
    }

    /// <summary>Refuses what a change that failed has left half done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckWhole()
    {
        if (Poison.HasValue)
            RefuseHalfDone();
    }

    // Out of line: in line, a place would be copied before anybody knew whether there is one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefuseHalfDone() => BorrowThrow.Poisoned(Name, Poison!.Value);
}
