using System;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Arguments that lend an array, or a range of it, as a slice.</content>
public static partial class Borrow
{
    /// <summary>An array to be lent for reading, whole. Does nothing by itself.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    public static BorrowArgument<Slice<T>> Read<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Part<T, Slice<T>>(owner, owner.Node.Region, name, new SourcePlace(file, line));
    }

    /// <summary>A range of an array to be lent for reading. Does nothing by itself.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    public static BorrowArgument<Slice<T>> Read<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        return new Part<T, Slice<T>>(owner, BorrowScope.RegionOf(owner, range), name, new SourcePlace(file, line));
    }

    /// <summary>An array to be lent for writing, whole. Does nothing by itself.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    public static BorrowArgument<SliceMut<T>> Mut<T>(
        OwnedArray<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Part<T, SliceMut<T>>(owner, owner.Node.Region, name, new SourcePlace(file, line));
    }

    /// <summary>A range of an array to be lent for writing; disjoint ranges may be lent to one call. Does nothing by itself.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The array.</param>
    /// <param name="range">The range, in elements.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the array.</exception>
    public static BorrowArgument<SliceMut<T>> Mut<T>(
        OwnedArray<T> owner, Range range, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        return new Part<T, SliceMut<T>>(owner, BorrowScope.RegionOf(owner, range), name, new SourcePlace(file, line));
    }

    private sealed class Part<T, TSlice>(OwnedArray<T> owner, Region region, string? name, SourcePlace site) : BorrowArgument<TSlice>
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        /// <summary>Of the thread that calls; the argument may have been made by another, which has ended since.</summary>
        private LoanScope? _loans;

        internal override void GiveBack(TSlice passed) => _loans!.EndAll();

        private protected override TSlice LendOnce()
        {
            _loans = new LoanScope(isSection: false);
            return TSlice.From(new BorrowScope(_loans).Lend(owner, region, TSlice.Kind, name, site));
        }
    }
}
