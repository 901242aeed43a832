using System;
using System.Runtime.CompilerServices;
using ForkJoin.Lifetimes;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>References to the elements of an array: one of them, or each of them at once.</content>
public readonly partial struct Lifetime
{
    /// <summary>Lends one element of an array for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="index">The element, from 0 to the length − 1, or from the end.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A reference, good until the lifetime ends. The rest of the array may be lent otherwise meanwhile.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the array.</exception>
    /// <exception cref="BorrowConflictException">The element is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public Ref<T> Borrow<T>(
        OwnedArray<T> owner, Index index, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        Region element = Element(owner, index);
        return new Ref<T>(owner.Node, Lend(owner.Node, element, LoanKind.Read, name, new SourcePlace(file, line)), element.Start);
    }

    /// <summary>Lends one element of an array for writing. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="index">The element, from 0 to the length − 1, or from the end.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A reference, good until the lifetime ends. The rest of the array may be lent otherwise meanwhile.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the array.</exception>
    /// <exception cref="BorrowConflictException">The element is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public RefMut<T> BorrowMut<T>(
        OwnedArray<T> owner, Index index, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        Region element = Element(owner, index);
        return new RefMut<T>(owner.Node, Lend(owner.Node, element, LoanKind.Write, name, new SourcePlace(file, line)), element.Start);
    }

    /// <summary>
    /// Lends every element of an array for reading, each by a reference of its own that can be released or pointed elsewhere alone. All of them are
    /// lent or, where it throws, none. Does not block. (The loop over references of BorrowChecker.jl.)
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The references in the order of the elements, good until the lifetime ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">An element is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public Ref<T>[] BorrowEach<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var references = new Ref<T>[owner.Length]; // before anything is lent: there may be no memory for them
        RefNode?[] loans = LendEach(owner, LoanKind.Read, name, new SourcePlace(file, line));
        for (int i = 0; i < loans.Length; i++)
            references[i] = new Ref<T>(owner.Node, loans[i], owner.Offset + i);
        return references;
    }

    /// <summary>
    /// Lends every element of an array for writing, each by a reference of its own that can be released or pointed elsewhere alone. All of them are
    /// lent or, where it throws, none. Does not block. One after the other is cheaper: <c>foreach (ref T item in slice)</c>.
    /// (The loop over mutable references of BorrowChecker.jl.)
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The references in the order of the elements, good until the lifetime ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">An element is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public RefMut<T>[] BorrowEachMut<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var references = new RefMut<T>[owner.Length]; // before anything is lent: there may be no memory for them
        RefNode?[] loans = LendEach(owner, LoanKind.Write, name, new SourcePlace(file, line));
        for (int i = 0; i < loans.Length; i++)
            references[i] = new RefMut<T>(owner.Node, loans[i], owner.Offset + i);
        return references;
    }

    /// <summary>
    /// Points a reference at an element of an array. What it held is released first; where the new loan is refused, the reference is left
    /// expired. Does not block.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="reference">The reference; of this lifetime afterwards.</param>
    /// <param name="owner">The array.</param>
    /// <param name="index">The element, from 0 to the length − 1, or from the end.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The owner is null; the reference is as it was.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the array; the reference is as it was.</exception>
    /// <exception cref="BorrowConflictException">The element is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended; the reference is as it was.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime, or that of the reference.</exception>
    public void Repoint<T>(
        ref Ref<T> reference, OwnedArray<T> owner, Index index, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = Element(owner, index); // refuses before anything is let go
        LetGo(reference.Held, owner);
        reference = Borrow(owner, index, name, file, line);
    }

    /// <summary>
    /// Points a reference to write through at an element of an array. What it held is released first; where the new loan is refused, the reference is left
    /// expired. Does not block.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="reference">The reference; of this lifetime afterwards.</param>
    /// <param name="owner">The array.</param>
    /// <param name="index">The element, from 0 to the length − 1, or from the end.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The owner is null; the reference is as it was.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the array; the reference is as it was.</exception>
    /// <exception cref="BorrowConflictException">The element is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended; the reference is as it was.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime, or that of the reference.</exception>
    public void Repoint<T>(
        ref RefMut<T> reference, OwnedArray<T> owner, Index index, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = Element(owner, index); // refuses before anything is let go
        LetGo(reference.Held, owner);
        reference = BorrowMut(owner, index, name, file, line);
    }

    private static Region Element<T>(OwnedArray<T> owner, Index index)
    {
        ArgumentNullException.ThrowIfNull(owner);
        int at = index.GetOffset(owner.Length);
        if ((uint)at >= (uint)owner.Length)
            BorrowThrow.Index(at, owner.Length);
        return new Region(owner.Offset + at, 1);
    }

    private RefNode?[] LendEach<T>(OwnedArray<T> owner, LoanKind kind, string? name, SourcePlace site)
    {
        CheckOpen();
        var loans = new RefNode?[owner.Length];
        int lent = 0;
        try
        {
            for (; lent < loans.Length; lent++)
                loans[lent] = Lend(owner.Node, new Region(owner.Offset + lent, 1), kind, name, site);
            return loans;
        }
        catch
        {
            while (lent-- > 0)
                _core.LetGo(loans[lent]!);
            throw;
        }
    }
}
