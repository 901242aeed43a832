using System;
using ForkJoin.Loans;

namespace ForkJoin;

/// <summary>
/// A rectangle of an array that is read as a matrix, lent for reading. Any number of them may overlap; while one is out nobody writes its elements. A ref struct, so it stays inside the code it was lent
/// to. The check is paid for each row taken, never for each element.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// Fork.Section(section =>
/// {
///     Tile&lt;float&gt; block = section.BorrowTile(matrix, rowLength: 1024, rows: ..64, columns: 64..128);
///     section.Fork(block, static b => { for (int r = 0; r &lt; b.Height; r++) Check(b.Row(r)); });
/// });
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public readonly ref struct Tile<T> : ILent<Tile<T>>
{
    private readonly TileShape _shape;

    internal Tile(TileShape shape) => _shape = shape;

    static LoanKind ILent<Tile<T>>.Kind => LoanKind.Read;

    LoanNode? ILent<Tile<T>>.Lender => _shape.Node;

    Region ILent<Tile<T>>.Region => _shape.Region;

    LentPart ILent<Tile<T>>.Part
    {
        get
        {
            _shape.CheckUse(LoanKind.Read);
            return _shape.Part;
        }
    }

    static Tile<T> ILent<Tile<T>>.From(scoped in LentPart part) => new(TileShape.From(part));

    /// <summary>The number of rows.</summary>
    public int Height => _shape.Region.Height;

    /// <summary>The number of columns.</summary>
    public int Width => _shape.Region.Width;

    /// <summary>How many elements of the array lie between the starts of two rows.</summary>
    public int Pitch => _shape.Pitch;

    /// <summary>One row, for this thread to read. Does not block.</summary>
    /// <param name="row">From 0 to <see cref="Height"/> − 1.</param>
    /// <returns>The row's elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that may write.</exception>
    public ReadOnlySpan<T> Row(int row)
    {
        _shape.CheckUse(LoanKind.Read);
        return _shape.Row<T>(row);
    }

    /// <summary>The rows above <paramref name="at"/>, and the others.</summary>
    /// <param name="at">From 0 to <see cref="Height"/>.</param>
    /// <param name="upper">Rows 0 to <paramref name="at"/> − 1.</param>
    /// <param name="lower">The other rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is outside the tile.</exception>
    public void SplitRows(int at, out Tile<T> upper, out Tile<T> lower)
    {
        TileShape.RequireSplit(at, Height, "row");
        upper = new Tile<T>(_shape.Rows(0, at));
        lower = new Tile<T>(_shape.Rows(at, Height));
    }

    /// <summary>The columns left of <paramref name="at"/>, and the others.</summary>
    /// <param name="at">From 0 to <see cref="Width"/>.</param>
    /// <param name="left">Columns 0 to <paramref name="at"/> − 1.</param>
    /// <param name="right">The other columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is outside the tile.</exception>
    public void SplitColumns(int at, out Tile<T> left, out Tile<T> right)
    {
        TileShape.RequireSplit(at, Width, "column");
        left = new Tile<T>(_shape.Columns(0, at));
        right = new Tile<T>(_shape.Columns(at, Width));
    }

    /// <summary>The element type and size; never an element.</summary>
    /// <returns>For example <c>Tile&lt;Single&gt;[64 x 128]</c>.</returns>
    public override string ToString() => $"Tile<{typeof(T).Name}>[{Height} x {Width}]";
}
