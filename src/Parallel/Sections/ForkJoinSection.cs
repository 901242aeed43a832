using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Sections;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// An open section: lends parts of owners, and forks. A ref struct, so it cannot leave the lambda it was handed to. Everything it
/// lends is given back, and everything it forks is joined, when that lambda returns or throws.
/// <para>
/// A fork may start at once, on another worker; the code of the section goes on meanwhile. A part lent to a fork is out until the
/// fork is joined, however early it may have finished: whether something is refused never depends on the schedule.
/// </para>
/// </summary>
/// <example><code>
/// Fork.Section(section =>
/// {
///     var (left, right) = section.BorrowMut(data).Split();
///     section.Fork(left, static s => s.Span.Sort());
///     section.Fork(right, static s => s.Span.Sort());
/// });
/// </code></example>
public readonly ref partial struct ForkJoinSection
{
    private readonly SectionCore _core;
    private readonly int _generation;

    internal ForkJoinSection(SectionCore core)
    {
        _core = core;
        _generation = core.Generation;
    }

    /// <summary>The section's loans as a scope, for <see cref="Slice{T}.Reborrow"/> and <see cref="SliceMut{T}.Reborrow"/>.</summary>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public BorrowScope Scope => new(Core().Loans);

    /// <summary>Borrows a whole array for reading, until the section ends. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">Some of it is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Slice<T> Borrow<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendAll(owner, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a range of an array for reading, until the section ends. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    /// <exception cref="BorrowConflictException">Some of the range is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Slice<T> Borrow<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendRange(owner, range, LoanKind.Read, name, new SourcePlace(file, line)));

    /// <summary>Borrows a whole array for writing, until the section ends. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">Something is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public SliceMut<T> BorrowMut<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendAll(owner, LoanKind.Write, name, new SourcePlace(file, line)));

    /// <summary>
    /// Borrows a range of an array for writing, until the section ends; disjoint ranges may be lent at the same time. Does not block.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    /// <exception cref="BorrowConflictException">Some of the range is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public SliceMut<T> BorrowMut<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(Scope.LendRange(owner, range, LoanKind.Write, name, new SourcePlace(file, line)));

    private SectionCore Core()
    {
        if (_core is null || _core.Generation != _generation)
            BorrowThrow.ScopeOver("section");
        return _core;
    }
}
