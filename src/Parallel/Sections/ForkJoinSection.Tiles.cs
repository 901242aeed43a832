using System;
using System.Runtime.CompilerServices;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Rectangles of an array that is read as a matrix, lent until the section ends.</content>
public readonly ref partial struct ForkJoinSection
{
    /// <summary>Borrows a rectangle for reading, until the section ends. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array, row after row.</param>
    /// <param name="rowLength">How many elements a row has; divides the array's length.</param>
    /// <param name="rows">The rows of the rectangle.</param>
    /// <param name="columns">The columns of the rectangle.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The tile.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentException">The row length does not divide the array's length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is not inside the matrix.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Tile<T> BorrowTile<T>(
        OwnedArray<T> owner, int rowLength, Range rows, Range columns, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendTile(owner, rowLength, rows, columns, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a rectangle for writing, until the section ends; disjoint ones may be lent at the same time. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array, row after row.</param>
    /// <param name="rowLength">How many elements a row has; divides the array's length.</param>
    /// <param name="rows">The rows of the rectangle.</param>
    /// <param name="columns">The columns of the rectangle.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The tile.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentException">The row length does not divide the array's length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A range is not inside the matrix.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public TileMut<T> BorrowTileMut<T>(
        OwnedArray<T> owner, int rowLength, Range rows, Range columns, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendTile(owner, rowLength, rows, columns, LoanKind.Write, name, new SourcePlace(file, line)));
}
