using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ForkJoin.Jobs;
using ForkJoin.Owners;

namespace ForkJoin.Loops;

/// <summary>
/// Elements in a row, in a form that can wait on the heap: a worker takes the span of a piece when it comes to run it. Spans to read are
/// taken as spans too; that they are not written is the bodies' part (<see cref="IPieceBody{T}"/>), who are handed them as read-only.
/// </summary>
internal interface IElements<T>
{
    /// <summary>The elements [start, start + length), which lie inside.</summary>
    Span<T> Piece(int start, int length);
}

/// <summary>Elements of managed, pooled or native memory.</summary>
internal readonly struct MemoryElements<T>(Memory<T> memory) : IElements<T>
{
    internal MemoryElements(ReadOnlyMemory<T> memory)
        : this(MemoryMarshal.AsMemory(memory))
    {
    }

    public Span<T> Piece(int start, int length) => memory.Span.Slice(start, length);
}

/// <summary>Elements of the caller's span, pinned by the caller of the loop until it returns.</summary>
internal readonly unsafe struct PinnedElements<T>(T* first) : IElements<T>
    where T : unmanaged
{
    // SAFETY: the piece lies inside the span that `first` was taken from, which is pinned until the loop returns, after all pieces.
    public Span<T> Piece(int start, int length) => new(first + start, length);
}

/// <summary>
/// Elements lent as a slice, checked once, when the loop begins: whoever could lend them on or end the loan is the caller, whose slices and scopes no
/// body can capture, and who stands still until the loop returns.
/// </summary>
internal readonly struct LentElements<T>(LentPart part) : IElements<T>
{
    internal static LentElements<T> Of(Slice<T> slice) => new(ForkLoans.Check(slice));

    internal static LentElements<T> Of(SliceMut<T> slice) => new(ForkLoans.Check(slice));

    /// <exception cref="BorrowConflictException">They overlap.</exception>
    internal static void CheckApart<TTarget>(Slice<T> source, SliceMut<TTarget> target) =>
        ForkLoans.CheckApart<Slice<T>, SliceMut<TTarget>>(ForkLoans.Check(source), ForkLoans.Check(target));

    public Span<T> Piece(int start, int length) => Storage.Span<T>(part.Node?.Store, part.Offset + start, length);
}

/// <summary>Elements of a list, through its span.</summary>
internal readonly struct ListElements<T>(List<T> list, int count) : IElements<T>
{
    public Span<T> Piece(int start, int length)
    {
        if (list.Count != count)
            throw new InvalidOperationException(
                $"The list had {count} elements when the loop began and has {list.Count} now: a loop's body must not add to it or take from it.");
        return CollectionsMarshal.AsSpan(list).Slice(start, length);
    }
}
