using System.Runtime.CompilerServices;

namespace ForkJoin.Loops;

/// <summary>Part of one row: the columns [Start, End).</summary>
internal readonly record struct RowPart(long Row, long Start, long End);

/// <summary>The places of a grid in a row of counts, [start, end), as parts of its rows: so that a wide row is shared out too. Its own enumerator.</summary>
internal struct RowParts(long start, long end, long width)
{
    private long _at = start;

    public RowPart Current { readonly get; private set; }

    public readonly RowParts GetEnumerator() => this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_at >= end)
            return false;
        (long row, long column) = long.DivRem(_at, width);
        long stop = long.Min(width, column + (end - _at));
        Current = new RowPart(row, column, stop);
        _at += stop - column;
        return true;
    }
}
