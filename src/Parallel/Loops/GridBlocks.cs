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

/// <summary>The columns.</summary>
internal readonly struct GridColumns<T, TGrid, TBody>(TGrid grid, TBody body) : IBlock
    where TGrid : struct, IGrid<T>
    where TBody : struct, IColumnBody<T>
{
    private readonly TGrid _grid = grid;
    private readonly TBody _body = body;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        for (int column = (int)start; column < end; column++)
            _body.Invoke(whole.GetColumn(column), column);
    }
}

/// <summary>The tiles.</summary>
internal readonly struct GridTiles<T, TGrid, TBody>(TGrid grid, Tiling tiling, TBody body) : IBlock
    where TGrid : struct, IGrid<T>
    where TBody : struct, ITileBody<T>
{
    private readonly TGrid _grid = grid;
    private readonly TBody _body = body;

    public void Invoke(long start, long end)
    {
        Span2D<T> whole = _grid.Whole;
        for (long i = start; i < end; i++)
        {
            (int row, int column, int height, int width) = tiling.Tile(i);
            _body.Invoke(whole.Slice(row, column, height, width), row, column);
        }
    }
}

/// <summary>What is done with a column.</summary>
internal interface IColumnBody<T>
{
    void Invoke(RefEnumerable<T> column, int number);
}

/// <summary>A delegate that is handed the column to write.</summary>
internal readonly struct ColumnAction<T>(Action<RefEnumerable<T>, int> body) : IColumnBody<T>
{
    public void Invoke(RefEnumerable<T> column, int number) => body(column, number);
}

/// <summary>A delegate that is handed the column to read.</summary>
internal readonly struct ReadOnlyColumnAction<T>(Action<ReadOnlyRefEnumerable<T>, int> body) : IColumnBody<T>
{
    public void Invoke(RefEnumerable<T> column, int number) => body(column, number);
}

/// <summary>What is done with a tile.</summary>
internal interface ITileBody<T>
{
    void Invoke(Span2D<T> tile, int row, int column);
}

/// <summary>A delegate that is handed the tile to write.</summary>
internal readonly struct TileAction<T>(Action<Span2D<T>, int, int> body) : ITileBody<T>
{
    public void Invoke(Span2D<T> tile, int row, int column) => body(tile, row, column);
}

/// <summary>A delegate that is handed the tile to read.</summary>
internal readonly struct ReadOnlyTileAction<T>(Action<ReadOnlySpan2D<T>, int, int> body) : ITileBody<T>
{
    public void Invoke(Span2D<T> tile, int row, int column) => body(tile, row, column);
}
