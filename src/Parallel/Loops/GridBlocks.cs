using System;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Enumerables;

namespace ForkJoin.Loops;

/* What loops over a grid do: the indices are its elements, its rows, its columns or its tiles. */

/// <summary>The elements, counted through row by row, so that a wide row is shared out too.</summary>
internal readonly struct GridPieces<T, TGrid, TBody>(TGrid grid, int width, TBody body) : IBlock
    where TGrid : struct, IGrid<T>
    where TBody : struct, IPieceBody<T>
{
    private readonly TGrid _grid = grid;
    private readonly TBody _body = body;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        foreach (RowPart part in new RowParts(start, end, width))
            _body.Invoke(whole.GetRowSpan((int)part.Row)[(int)part.Start..(int)part.End], (int)part.Start);
    }
}

/// <summary>The rows; their numbers are what the body is told.</summary>
internal readonly struct GridRows<T, TGrid, TBody>(TGrid grid, TBody body) : IBlock
    where TGrid : struct, IGrid<T>
    where TBody : struct, IPieceBody<T>
{
    private readonly TGrid _grid = grid;
    private readonly TBody _body = body;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        for (int row = (int)start; row < end; row++)
            _body.Invoke(whole.GetRowSpan(row), row);
    }
}

/// <summary>The columns, to write.</summary>
internal readonly struct GridColumns<T, TGrid>(TGrid grid, Action<RefEnumerable<T>, int> body) : IBlock
    where TGrid : struct, IGrid<T>
{
    private readonly TGrid _grid = grid;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        for (int column = (int)start; column < end; column++)
            body(whole.GetColumn(column), column);
    }
}

/// <summary>The columns, to read.</summary>
internal readonly struct GridReadOnlyColumns<T, TGrid>(TGrid grid, Action<ReadOnlyRefEnumerable<T>, int> body) : IBlock
    where TGrid : struct, IGrid<T>
{
    private readonly TGrid _grid = grid;

    public void Invoke(long start, long end)
    {
        ReadOnlySpan2D<T> whole = _grid.Whole;
        for (int column = (int)start; column < end; column++)
            body(whole.GetColumn(column), column);
    }
}

/// <summary>The tiles, to write.</summary>
internal readonly struct GridTiles<T, TGrid>(TGrid grid, Tiling tiling, Action<Span2D<T>, int, int> body) : IBlock
    where TGrid : struct, IGrid<T>
{
    private readonly TGrid _grid = grid;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        for (long i = start; i < end; i++)
        {
            (int row, int column, int height, int width) = tiling.Tile(i);
            body(whole.Slice(row, column, height, width), row, column);
        }
    }
}

/// <summary>The tiles, to read.</summary>
internal readonly struct GridReadOnlyTiles<T, TGrid>(TGrid grid, Tiling tiling, Action<ReadOnlySpan2D<T>, int, int> body) : IBlock
    where TGrid : struct, IGrid<T>
{
    private readonly TGrid _grid = grid;

    public void Invoke(long start, long end)
    {
        ReadOnlySpan2D<T> whole = _grid.Whole;
        for (long i = start; i < end; i++)
        {
            (int row, int column, int height, int width) = tiling.Tile(i);
            body(whole.Slice(row, column, height, width), row, column);
        }
    }
}
