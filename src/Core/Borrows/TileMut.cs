using System;
using ForkJoin.Loans;

namespace ForkJoin;

/// <summary>
/// A rectangle of an array that is read as a matrix, lent for writing. While it is out nobody else reads or writes its elements; tiles beside it may be lent at the same time. A ref struct, so it stays inside the code it was lent
/// to. The check is paid for each row taken, never for each element.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// Fork.Section(section =>
/// {
///     TileMut&lt;float&gt; block = section.BorrowTileMut(matrix, rowLength: 1024, rows: ..64, columns: 64..128);
///     section.Fork(block, static b => { for (int r = 0; r &lt; b.Height; r++) Clear(b.Row(r)); });
/// });
/// </code></example>
[Sendable]
public readonly ref struct TileMut<T> : ILent<TileMut<T>>
{
    private readonly TileShape _shape;

    internal TileMut(TileShape shape) => _shape = shape;

    static LoanKind ILent<TileMut<T>>.Kind => LoanKind.Write;

    LoanNode? ILent<TileMut<T>>.Lender => _shape.Node;

    Region ILent<TileMut<T>>.Region => _shape.Region;

    LentPart ILent<TileMut<T>>.Part
    {
        get
        {
            _shape.CheckUse(LoanKind.Write);
            return _shape.Part;
        }
    }

    static TileMut<T> ILent<TileMut<T>>.From(scoped in LentPart part) => new(TileShape.From(part));

    /// <summary>The number of rows.</summary>
    public int Height => _shape.Region.Height;

    /// <summary>The number of columns.</summary>
    public int Width => _shape.Region.Width;

    /// <summary>How many elements of the array lie between the starts of two rows.</summary>
    public int Pitch => _shape.Pitch;

    /// <summary>One row, for this thread to read and write. Does not block.</summary>
    /// <param name="row">From 0 to <see cref="Height"/> − 1.</param>
    /// <returns>The row's elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public Span<T> Row(int row)
    {
        _shape.CheckUse(LoanKind.Write);
        return _shape.Row<T>(row);
    }

    /// <summary>The rows above <paramref name="at"/>, and the others.</summary>
    /// <param name="at">From 0 to <see cref="Height"/>.</param>
    /// <param name="upper">Rows 0 to <paramref name="at"/> − 1.</param>
    /// <param name="lower">The other rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is outside the tile.</exception>
    public void SplitRows(int at, out TileMut<T> upper, out TileMut<T> lower)
    {
        TileShape.RequireSplit(at, Height, "row");
        upper = new TileMut<T>(_shape.Rows(0, at));
        lower = new TileMut<T>(_shape.Rows(at, Height));
    }

    /// <summary>The columns left of <paramref name="at"/>, and the others.</summary>
    /// <param name="at">From 0 to <see cref="Width"/>.</param>
    /// <param name="left">Columns 0 to <paramref name="at"/> − 1.</param>
    /// <param name="right">The other columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is outside the tile.</exception>
    public void SplitColumns(int at, out TileMut<T> left, out TileMut<T> right)
    {
        TileShape.RequireSplit(at, Width, "column");
        left = new TileMut<T>(_shape.Columns(0, at));
        right = new TileMut<T>(_shape.Columns(at, Width));
    }

    /// <summary>The same tile to read only, under the same loan.</summary>
    /// <returns>A tile that does not let write.</returns>
    public Tile<T> AsReadOnly() => new(_shape);

    /// <summary>The element type and size; never an element.</summary>
    /// <returns>For example <c>TileMut&lt;Single&gt;[64 x 128]</c>.</returns>
    public override string ToString() => $"TileMut<{typeof(T).Name}>[{Height} x {Width}]";
}
