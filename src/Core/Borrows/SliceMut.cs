using System;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>
/// A part lent for writing: while it is out, nobody else reads or writes its elements. A ref struct, so the compiler keeps it
/// inside the code it was lent to: it cannot be captured, boxed, stored in a field or carried across an await. Parts of it go
/// to forks; until such a fork is joined every slice that overlaps its part is refused, and slices beside it go on working.
/// Copies of it are the same loan. The check is paid for each <see cref="Span"/> taken, never for each element of a span.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// static void Double(SliceMut&lt;int&gt; x)
/// {
///     if (x.Length &lt;= 4096) { foreach (ref int item in x.Span) item *= 2; return; }
///     var (left, right) = x.Split();
///     Fork.Join(left, right, static s => Double(s));
/// }
/// </code></example>
[Sendable]
public readonly ref struct SliceMut<T> : ILent<SliceMut<T>>
{
    private readonly LentPart _part;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SliceMut(scoped in LentPart part) => _part = part;

    static LoanKind ILent<SliceMut<T>>.Kind => LoanKind.Write;

    LoanNode? ILent<SliceMut<T>>.Lender => _part.Node;

    Region ILent<SliceMut<T>>.Region => _part.Region;

    LentPart ILent<SliceMut<T>>.Part => _part;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static SliceMut<T> ILent<SliceMut<T>>.From(scoped in LentPart part) => new(part);

    /// <summary>The number of elements.</summary>
    public int Length => _part.Width;

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => _part.Width == 0;

    /// <summary>The elements, for this thread to read and write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            _part.CheckUse(LoanKind.Write);
            return Storage.Span<T>(_part.Node?.Store, _part.Offset, _part.Width);
        }
    }

    /// <summary>One element. Checked at each use: in loops take <see cref="Span"/> once.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> − 1.</param>
    /// <returns>A reference to read and write through.</returns>
    /// <exception cref="IndexOutOfRangeException">The index is outside the slice.</exception>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public ref T this[int index] => ref Span[index];

    /// <summary>A part of this slice.</summary>
    /// <param name="range">A range within <see cref="Length"/>.</param>
    /// <returns>A slice of the same loan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the slice.</exception>
    public SliceMut<T> this[Range range] => new(SliceMath.Part(_part, range, nameof(range)));

    /// <summary>A part of this slice.</summary>
    /// <param name="start">The first element, from 0 to <see cref="Length"/>.</param>
    /// <param name="length">How many, from 0 to what is left.</param>
    /// <returns>A slice of the same loan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the slice.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SliceMut<T> Part(int start, int length) => new(SliceMath.Part(_part, start, length, nameof(start)));

    /// <summary>Two parts, [0, index) and [index, Length). Checks nothing and costs nothing.</summary>
    /// <param name="index">From 0 to <see cref="Length"/>.</param>
    /// <returns>Both parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the slice.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SliceMutPair<T> SplitAt(int index)
    {
        SliceMath.RequireSplit(index, _part.Width);
        return new SliceMutPair<T>(new SliceMut<T>(SliceMath.Cut(_part, 0, index)), new SliceMut<T>(SliceMath.Cut(_part, index, _part.Width - index)));
    }

    /// <summary>Two halves, the left one shorter by one when the length is odd.</summary>
    /// <returns>Both halves.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SliceMutPair<T> Split() => SplitAt(_part.Width >> 1);

    /// <summary>All of it in parts of <paramref name="size"/> elements, the last one shorter where it does not divide.</summary>
    /// <param name="size">1 or more.</param>
    /// <returns>The parts in order, to be used with foreach.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public SliceMutChunks<T> Chunks(int size) => new(_part, SliceMath.RequireChunk(size));

    /// <summary>The same elements to read only, under the same loan.</summary>
    /// <returns>A slice that does not let write.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slice<T> AsReadOnly() => new(_part);

    /// <summary>Lends the same elements on for as long as a scope lasts; meanwhile this slice, and every other that overlaps, is refused.</summary>
    /// <param name="scope">The scope that ends the new loan.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice under its own loan.</returns>
    /// <exception cref="LifetimeExpiredException">This loan or the scope has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public SliceMut<T> Reborrow(
        BorrowScope scope, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(scope.Reborrow(_part, LoanKind.Write, file, line));

    /// <summary>Lends each element in turn to read and write: <c>foreach (ref T item in slice)</c>. Checked once, when the loop begins.</summary>
    /// <returns>The span's enumerator.</returns>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <summary>The elements as a span: <see cref="Span"/>.</summary>
    /// <param name="slice">The slice.</param>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public static implicit operator Span<T>(SliceMut<T> slice) => slice.Span;

    /// <summary>The elements as a span to read.</summary>
    /// <param name="slice">The slice.</param>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public static implicit operator ReadOnlySpan<T>(SliceMut<T> slice) => slice.AsReadOnly().Span;

    /// <summary>The same elements to read only: <see cref="AsReadOnly"/>.</summary>
    /// <param name="slice">The slice.</param>
    public static implicit operator Slice<T>(SliceMut<T> slice) => slice.AsReadOnly();

    /// <summary>The element type and length; never an element.</summary>
    /// <returns>For example <c>SliceMut&lt;Int32&gt;[100]</c>.</returns>
    public override string ToString() => $"SliceMut<{typeof(T).Name}>[{Length}]";
}
