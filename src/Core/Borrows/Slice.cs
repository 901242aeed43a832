using System;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>
/// A part lent for reading. Any number of them may overlap; while one is out nobody writes the elements. A ref struct, so the
/// compiler keeps it inside the code it was lent to: it cannot be captured, boxed, stored in a field or carried across an await.
/// Copies of it are the same loan. The check is paid for each <see cref="Span"/> taken, never for each element of a span.
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// static long Sum(Slice&lt;int&gt; x)
/// {
///     if (x.Length &lt;= 4096) return SumSerial(x.Span);
///     var (left, right) = x.Split();
///     var (a, b) = Fork.Join(left, right, static s => Sum(s));
///     return a + b;
/// }
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public readonly ref struct Slice<T> : ILent<Slice<T>>
{
    private readonly LentPart _part;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Slice(scoped in LentPart part) => _part = part;

    static LoanKind ILent<Slice<T>>.Kind => LoanKind.Read;

    LoanNode? ILent<Slice<T>>.Lender => _part.Node;

    Region ILent<Slice<T>>.Region => _part.Region;

    LentPart ILent<Slice<T>>.Part => _part;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Slice<T> ILent<Slice<T>>.From(scoped in LentPart part) => new(part);

    /// <summary>The number of elements.</summary>
    public int Length => _part.Width;

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => _part.Width == 0;

    /// <summary>The elements, for this thread to read. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">This slice was made from one to write, and a fork is writing part of it.</exception>
    public ReadOnlySpan<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            _part.CheckUse(LoanKind.Read);
            return Storage.Span<T>(_part.Node?.Store, _part.Offset, _part.Width);
        }
    }

    /// <summary>One element. Checked at each use: in loops take <see cref="Span"/> once.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> − 1.</param>
    /// <returns>A reference to read through.</returns>
    /// <exception cref="IndexOutOfRangeException">The index is outside the slice.</exception>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">A fork is writing part of it.</exception>
    public ref readonly T this[int index] => ref Span[index];

    /// <summary>A part of this slice.</summary>
    /// <param name="range">A range within <see cref="Length"/>.</param>
    /// <returns>A slice of the same loan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the slice.</exception>
    public Slice<T> this[Range range] => new(SliceMath.Part(_part, range, nameof(range)));

    /// <summary>A part of this slice.</summary>
    /// <param name="start">The first element, from 0 to <see cref="Length"/>.</param>
    /// <param name="length">How many, from 0 to what is left.</param>
    /// <returns>A slice of the same loan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the slice.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slice<T> Part(int start, int length) => new(SliceMath.Part(_part, start, length, nameof(start)));

    /// <summary>Two parts, [0, index) and [index, Length). Checks nothing and costs nothing.</summary>
    /// <param name="index">From 0 to <see cref="Length"/>.</param>
    /// <returns>Both parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the slice.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlicePair<T> SplitAt(int index)
    {
        SliceMath.RequireSplit(index, _part.Width);
        return new SlicePair<T>(new Slice<T>(SliceMath.Cut(_part, 0, index)), new Slice<T>(SliceMath.Cut(_part, index, _part.Width - index)));
    }

    /// <summary>Two halves, the left one shorter by one when the length is odd.</summary>
    /// <returns>Both halves.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlicePair<T> Split() => SplitAt(_part.Width >> 1);

    /// <summary>All of it in parts of <paramref name="size"/> elements, the last one shorter where it does not divide.</summary>
    /// <param name="size">1 or more.</param>
    /// <returns>The parts in order, to be used with foreach.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public SliceChunks<T> Chunks(int size) => new(_part, SliceMath.RequireChunk(size));

    /// <summary>Lends the same elements once more for as long as a scope lasts.</summary>
    /// <param name="scope">The scope that ends the new loan.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The slice under its own loan.</returns>
    /// <exception cref="LifetimeExpiredException">This loan or the scope has ended.</exception>
    /// <exception cref="BorrowConflictException">A fork is writing part of it.</exception>
    public Slice<T> Reborrow(
        BorrowScope scope, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(scope.Reborrow(_part, LoanKind.Read, file, line));

    /// <summary>Lends each element in turn to read: <c>foreach (ref readonly T item in slice)</c>. Checked once, when the loop begins.</summary>
    /// <returns>The span's enumerator.</returns>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">A fork is writing part of it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <summary>The elements as a span: <see cref="Span"/>.</summary>
    /// <param name="slice">The slice.</param>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">A fork is writing part of it.</exception>
    public static implicit operator ReadOnlySpan<T>(Slice<T> slice) => slice.Span;

    /// <summary>The element type and length; never an element.</summary>
    /// <returns>For example <c>Slice&lt;Int32&gt;[100]</c>.</returns>
    public override string ToString() => $"Slice<{typeof(T).Name}>[{Length}]";
}
