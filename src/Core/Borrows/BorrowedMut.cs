using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// A value lent for writing, until the guard is disposed. Meanwhile nobody else reads or writes it, its owner included. A ref struct, so the
/// compiler keeps it in the code it was lent to. Copies of it are the same loan: when one is disposed, the others are refused at their next
/// use. While the value is lent on from it (<see cref="Reborrow"/>, <see cref="ReborrowMut"/>) the guard is frozen as its owner is.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using BorrowedMut&lt;Vector3&gt; position = body.BorrowMut();
/// position.Value.X += 1;
/// </code></example>
public readonly ref struct BorrowedMut<T>
{
    private readonly ValueNode<T> _place;
    private readonly GuardNode? _loan;
    private readonly int _generation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BorrowedMut(ValueNode<T> place, GuardNode? loan)
    {
        _place = place;
        _loan = loan;
        _generation = loan?.Generation ?? 0;
    }

    /// <summary>The value, to be read and written. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done: <see cref="Replace"/> it.</exception>
    [UnscopedRef]
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            CheckUse(LoanKind.Write);
            _place.CheckWhole();
            return ref _place.Value;
        }
    }

    /// <summary>Puts another value in and gives the old one out. Does not block.</summary>
    /// <param name="value">The new value.</param>
    /// <returns>The old one, whole or not.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    public T Replace(T value)
    {
        CheckUse(LoanKind.Write);
        return _place.Replace(value);
    }

    /// <summary>
    /// Takes the value out, and puts in what the body makes of it. Where the body throws, its exception comes through and the value is
    /// poisoned: nobody reads it before a whole one has been put in, since the body may have used the old one up. Does not block.
    /// (Moving out of a borrowed place, as far as it can be allowed: Niko Matsakis, 2014.)
    /// </summary>
    /// <param name="body">Gets the old value and returns the new one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    /// <exception cref="PoisonedException">An earlier change that failed left the value half done.</exception>
    public void Update(Func<T, T> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        Update(body, static (old, body) => body(old), file, line);
    }

    /// <summary>Takes the value out, and puts in what the body makes of it and of a state. See <see cref="Update(Func{T, T}, string, int)"/>.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">Gets the old value and the state, and returns the new value.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    /// <exception cref="PoisonedException">An earlier change that failed left the value half done.</exception>
    public void Update<TState>(
        TState state, Func<T, TState, T> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        T old = Value;
        _place.Poison = new SourcePlace(file, line);
        _place.Value = default!;
        T changed = default!;
        try
        {
            changed = body(old, state);
        }
        catch when (LogPoison())
        {
            // Never: it only looks on.
        }
        _place.Replace(changed);
    }

    /// <summary>Lends the value on for reading, for a shorter time: until then this guard lends on for reading, and is refused otherwise. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A guard; dispose it before this one.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on for writing.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public Borrowed<T> Reborrow([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        GuardNode? loan = LendOn(LoanKind.Read, new SourcePlace(file, line));
        return new Borrowed<T>(_place, loan);
    }

    /// <summary>Lends the value on for writing, for a shorter time: until then this guard is refused. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A guard; dispose it before this one.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on already.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public BorrowedMut<T> ReborrowMut([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(_place, LendOn(LoanKind.Write, new SourcePlace(file, line)));

    /// <summary>Ends the loan. A second time, and on a copy, it does nothing. What was lent on from it stays lent until it is given back.</summary>
    public void Dispose() => _loan?.Release(_generation);

    /// <summary>On the way of an exception that nobody has caught yet, inside the guard's own code.</summary>
    private bool LogPoison()
    {
        if (BorrowLog.IsOn)
            BorrowLog.Poisoned(_place.Name, _place.Poison!.Value);
        return false;
    }

    private GuardNode? LendOn(LoanKind kind, SourcePlace site)
    {
        CheckUse(kind);
        _place.CheckWhole();
        return _loan is null ? null : GuardNode.Lend(_loan, kind, name: null, site);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckUse(LoanKind wanted)
    {
        if (!BorrowChecking.Enabled)
            return;
        if (_place is null)
            BorrowThrow.ScopeOver("guard");
        _loan!.CheckGeneration(_generation);
        if (!_loan.IsUndisturbed)
            _loan.CheckUse(wanted, Loans.Region.One);
    }
}
