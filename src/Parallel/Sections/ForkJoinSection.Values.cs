using System;
using System.Runtime.CompilerServices;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Single values, lent until the section ends.</content>
public readonly ref partial struct ForkJoinSection
{
    /// <summary>Borrows a single value that does not change for reading, until the section ends: as a slice of one element, which goes to forks as any other. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The value's owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value as a slice of one element; the value is <c>slice[0]</c>.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Slice<T> Borrow<T>(
        Owned<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Slice<T>(Scope.LendValue(owner.Node, LoanKind.Read, name, new SourcePlace(file, line)));
    }

    /// <summary>Borrows a single value for reading, until the section ends: as a slice of one element, which goes to forks as any other. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The value's owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value as a slice of one element; the value is <c>slice[0]</c>.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">It is lent for writing.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done: put a whole one in first.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Slice<T> Borrow<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Slice<T>(Scope.LendValue(owner.Node, LoanKind.Read, name, new SourcePlace(file, line)));
    }

    /// <summary>Borrows a single value for writing, until the section ends: as a slice of one element, which goes to forks as any other. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The value's owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value as a slice of one element; the value is <c>slice[0]</c>.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">It is lent.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done: put a whole one in first.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public SliceMut<T> BorrowMut<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new SliceMut<T>(Scope.LendValue(owner.Node, LoanKind.Write, name, new SourcePlace(file, line)));
    }
}
