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
        // Owners take only arrays whose type is exactly T[], so the cast is right and Span's own check for variance never fails;
        // its check of the bounds stays.
        return store.GetType() == typeof(T[])
            ? new Span<T>(Unsafe.As<T[]>(store), offset, length)
            : Unsafe.As<MemoryManager<T>>(store).GetSpan().Slice(offset, length);
    }
}
