using System;
using System.Runtime.CompilerServices;

namespace ForkJoin;

/// <summary>Cutting parts out of a lent part: bounds first, then arithmetic that cannot overflow.</summary>
internal static class SliceMath
{
    /// <summary>[start, start + length) of a one-row part; the caller has checked that it lies inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LentPart Cut(in LentPart whole, int start, int length) =>
        new(whole.Node, whole.Offset + start, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LentPart Part(in LentPart whole, int start, int length, string argument)
    {
        // As one 64-bit comparison: a negative start or length becomes huge, and the sum cannot wrap.
        if ((ulong)(uint)start + (uint)length > (uint)whole.Width)
            BorrowThrow.Range(argument, start, length, whole.Width);
        return Cut(whole, start, length);
    }

    internal static LentPart Part(in LentPart whole, Range range, string argument)
    {
        int start = range.Start.GetOffset(whole.Width);
        int end = range.End.GetOffset(whole.Width);
        return Part(whole, start, end - start, argument);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RequireSplit(int index, int length)
    {
        if ((uint)index > (uint)length)
            ThrowSplit(index, length);
    }

    internal static int RequireChunk(int size) => size >= 1
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "A chunk must hold at least 1 element.");

    private static void ThrowSplit(int index, int length) => throw new ArgumentOutOfRangeException(
        nameof(index), index, $"The place to split at must lie between 0 and {length}.");
}
