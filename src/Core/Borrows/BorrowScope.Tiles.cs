using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Rectangles of an array that is read as a matrix.</content>
public readonly ref partial struct BorrowScope
{
    /// <summary>Borrows a rectangle for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array, row after row.</param>
    /// <param name="rowLength">How many elements a row has; divides the array's length.</param>
    /// <param name="rows">The rows of the rectangle.</param>
    /// <param name="columns">The columns of the rectangle.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The tile, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentException">The row length does not divide the array's length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is not inside the matrix.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public Tile<T> BorrowTile<T>(
        OwnedArray<T> owner, int rowLength, Range rows, Range columns, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendTile(owner, rowLength, rows, columns, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a rectangle for writing; disjoint ones may be lent at the same time. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array, row after row.</param>
    /// <param name="rowLength">How many elements a row has; divides the array's length.</param>
    /// <param name="rows">The rows of the rectangle.</param>
    /// <param name="columns">The columns of the rectangle.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The tile, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentException">The row length does not divide the array's length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is not inside the matrix.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public TileMut<T> BorrowTileMut<T>(
        OwnedArray<T> owner, int rowLength, Range rows, Range columns, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendTile(owner, rowLength, rows, columns, LoanKind.Write, name, new SourcePlace(file, line)));

    internal TileShape LendTile<T>(
        OwnedArray<T> owner, int rowLength, Range rows, Range columns, LoanKind kind, string? name, SourcePlace site)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (rowLength < 1 || owner.Length % rowLength != 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A row length of {rowLength} does not divide the {owner.Length} elements: it must be 1 or more and leave no rest."),
                nameof(rowLength));
        (int top, int height) = Within(rows, owner.Length / rowLength, nameof(rows));
        (int left, int width) = Within(columns, rowLength, nameof(columns));
        var region = new Region(owner.Offset + (top * rowLength) + left, width, height, rowLength);
        LoanScope loans = Loans();
        LoanNode node = BorrowChecking.Enabled
            ? loans.Lend(owner.Node, region, kind, name, site)
            : LoanNode.View(owner.Node, region);
        return new TileShape(node, region, rowLength);
    }

    private static (int Start, int Length) Within(Range range, int size, string argument)
    {
        int start = range.Start.GetOffset(size);
        int length = range.End.GetOffset(size) - start;
        if ((ulong)(uint)start + (uint)length > (uint)size)
            BorrowThrow.Range(argument, start, length, size);
        return (start, length);
    }
}
