using System;
using System.Buffers;
using System.Runtime.CompilerServices;

namespace ForkJoin.Owners;

/// <summary>
/// Where elements live: an array, or a <see cref="MemoryManager{T}"/> for native and pooled memory. A slice carries the store as
/// a plain object, so that slices of every element type have one form on the heap.
/// </summary>
internal static class Storage
{
    /// <summary>The elements [offset, offset + length) of a store made for <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Span<T> Span<T>(object? store, int offset, int length)
    {
        if (store is null)
            return default;
        // SAFETY: a store is what OwnedArray<T> was made over: an array whose type is exactly T[] – it refuses others – or a
        // MemoryManager<T>, and slices of T come from owners of T only. The checks of the bounds are the span's own, and stay.
        return store.GetType() == typeof(T[])
            ? new Span<T>(Unsafe.As<T[]>(store), offset, length)
            : Unsafe.As<MemoryManager<T>>(store).GetSpan().Slice(offset, length);
    }
}
