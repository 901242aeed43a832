using System;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// Loans that end together: open a scope, borrow, and dispose it. The form of borrowing for code that does not fork; sections
/// have a scope of their own. Belongs to the thread that opened it. Each loan of a scope is a small object of its own, so that a
/// slice used after the scope has ended is told so; loans of a section, which no slice can outlive, allocate nothing.
/// </summary>
/// <example><code>
/// using var scope = BorrowScope.Open();
/// Span&lt;int&gt; firstHalf = scope.BorrowMut(data, ..half).Span;
/// ReadOnlySpan&lt;int&gt; secondHalf = scope.Borrow(data, half..).Span;   // beside it: allowed
/// data[0] = 1;                                                        // BorrowConflictException
/// </code></example>
public readonly ref partial struct BorrowScope
{
    [ThreadStatic]
    private static LoanScope? t_spare;

    private readonly LoanScope _loans;
    private readonly int _generation;

    internal BorrowScope(LoanScope loans)
    {
        _loans = loans;
        _generation = loans.Generation;
    }

    /// <summary>Opens a scope on this thread.</summary>
    /// <returns>The scope; dispose it on this thread to end its loans.</returns>
    public static BorrowScope Open()
    {
        LoanScope loans = t_spare ?? new LoanScope(isSection: false);
        t_spare = loans.NextSpare;
        loans.NextSpare = null;
        loans.Open();
        return new BorrowScope(loans);
    }

    /// <summary>Borrows a whole array for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public Slice<T> Borrow<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendAll(owner, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a range of an array for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    /// <exception cref="BorrowConflictException">Some of the range is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public Slice<T> Borrow<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendRange(owner, range, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a whole array for writing. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">Something is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public SliceMut<T> BorrowMut<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendAll(owner, LoanKind.Write, name, new SourcePlace(file, line)));

    /// <summary>Borrows a range of an array for writing; disjoint ranges may be lent at the same time. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice, usable until the scope ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    /// <exception cref="BorrowConflictException">Some of the range is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The scope has ended.</exception>
    public SliceMut<T> BorrowMut<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(LendRange(owner, range, LoanKind.Write, name, new SourcePlace(file, line)));

    /// <summary>
    /// Ends the scope's loans. A loan of which part is still with a fork stays until that fork is joined. Does nothing
    /// a second time, nor to a scope that was never opened, nor to that of a section, whose loans end with the section.
    /// </summary>
    public void Dispose()
    {
        if (_loans is not { IsSection: false } || _loans.Generation != _generation)
            return;
        _loans.EndAll();
        _loans.NextSpare = t_spare;
        t_spare = _loans;
    }

    internal LentPart Reborrow(in LentPart part, LoanKind kind, string? file, int line)
    {
        LoanScope loans = Loans();
        if (!BorrowChecking.Enabled || part.Node is not { } node)
            return part;
        part.CheckUse(kind);
        return new LentPart(loans.Lend(node, part.Region, kind, name: null, new SourcePlace(file, line)), part.Offset, part.Width);
    }

    internal LentPart LendAll<T>(OwnedArray<T> owner, LoanKind kind, string? name, SourcePlace site)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Lend(owner, owner.Node.Region, kind, name, site);
    }

    internal LentPart LendRange<T>(OwnedArray<T> owner, Range range, LoanKind kind, string? name, SourcePlace site) =>
        Lend(owner, RegionOf(owner, range), kind, name, site);

    /// <summary>A range of an array as its store counts.</summary>
    internal static Region RegionOf<T>(OwnedArray<T> owner, Range range)
    {
        ArgumentNullException.ThrowIfNull(owner);
        int start = range.Start.GetOffset(owner.Length);
        int length = range.End.GetOffset(owner.Length) - start;
        if ((ulong)(uint)start + (uint)length > (uint)owner.Length)
            BorrowThrow.Range(nameof(range), start, length, owner.Length);
        return new Region(owner.Offset + start, length);
    }

    internal LentPart Lend<T>(OwnedArray<T> owner, Region region, LoanKind kind, string? name, SourcePlace site)
    {
        LoanScope loans = Loans();
        LoanNode node = BorrowChecking.Enabled ? loans.Lend(owner.Node, region, kind, name, site) : owner.Node;
        return new LentPart(node, region.Start, region.Width);
    }

    private LoanScope Loans()
    {
        if (_loans is null || _loans.Generation != _generation)
            BorrowThrow.ScopeOver("scope");
        return _loans;
    }
}
