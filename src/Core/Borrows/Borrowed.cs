using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// A value lent for reading, until the guard is disposed. Meanwhile nobody writes it. A ref struct, so the compiler keeps it in the code it
/// was lent to. Copies of it are the same loan: when one is disposed, the others are refused at their next use. What <see cref="Value"/>
/// returned stays in the block of the guard, says the compiler; that it is not used after the guard was disposed inside that block, nobody checks.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using Borrowed&lt;Matrix3x2&gt; view = transform.Borrow();
/// Console.WriteLine(view.Value.M11);
/// </code></example>
public readonly ref struct Borrowed<T>
{
    private readonly ValueNode<T>? _place;
    private readonly GuardNode? _loan;
    private readonly int _generation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Borrowed(ValueNode<T> place, GuardNode? loan)
    {
        _place = place;
        _loan = loan;
        _generation = loan?.Generation ?? 0;
    }

    /// <summary>The value, to be read. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    [UnscopedRef]
    public ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (BorrowChecking.Enabled)
                CheckUse();
            return ref _place!.Value;
        }
    }

    /// <summary>Lends the value on for reading, for a shorter time. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Another guard; dispose it before this one.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed.</exception>
    public Borrowed<T> Reborrow([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = Value;
        return new Borrowed<T>(_place!, _loan is null ? null : GuardNode.Lend(_loan, LoanKind.Read, name: null, new SourcePlace(file, line)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckUse()
    {
        if (_place is null)
            BorrowThrow.ScopeOver("guard");
        _loan!.CheckGeneration(_generation);
    }

    /// <summary>Ends the loan. A second time, and on a copy, it does nothing. What was lent on from it stays lent until it is given back.</summary>
    public void Dispose() => _loan?.Release(_generation);
}
