using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace ForkJoin.Owners;

/// <summary>A single value as a store of one element, so that it can be lent to forks as a slice is.</summary>
internal sealed class ValueStore<T>(ValueNode<T> node) : MemoryManager<T>
{
    /// <inheritdoc/>
    public override Span<T> GetSpan() => MemoryMarshal.CreateSpan(ref node.Value, 1);

    /// <summary>Not supported: no memory of this store leaves the library, only spans do.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("A single value is lent as a span only.");

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Never pinned.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The value is its owner's.
    }
}
