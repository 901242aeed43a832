using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace ForkJoin;

/// <summary>
/// Lent values that hold elements, as spans: for functions that take a <see cref="ReadOnlySpan{T}"/> or a <see cref="Span{T}"/> and do not ask
/// whether it was lent. The compiler keeps each span in the block of its guard. Slices need no such call: they convert by themselves.
/// </summary>
/// <example><code>
/// OwnedMut&lt;List&lt;int&gt;&gt; scores = Own.Mut(new List&lt;int&gt; { 3, 1, 2 });
/// using (BorrowedMut&lt;List&lt;int&gt;&gt; guard = scores.BorrowMut())
///     guard.AsSpan().Sort();
/// </code></example>
public static class BorrowedSpans
{
    /// <summary>The elements of an array lent for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <returns>The elements, as long as the guard's block lasts; empty for null.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    public static ReadOnlySpan<T> AsSpan<T>(this in Borrowed<T[]> guard) => guard.Value;

    /// <summary>The elements of an array lent for writing. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <returns>The elements, as long as the guard's block lasts; empty for null.</returns>
    /// <exception cref="ArrayTypeMismatchException">The array is of a derived element type.</exception>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public static Span<T> AsSpan<T>(this in BorrowedMut<T[]> guard) => guard.Value;

    /// <summary>The elements of a list lent for reading. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <returns>The elements, as long as the guard's block lasts; empty for null.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    public static ReadOnlySpan<T> AsSpan<T>(this in Borrowed<List<T>> guard) => CollectionsMarshal.AsSpan(guard.Value);

    /// <summary>The elements of a list lent for writing, until an element is added or removed. Does not block.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="guard">The guard.</param>
    /// <returns>The elements, as long as the guard's block lasts; empty for null.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    /// <exception cref="BorrowConflictException">The value has been lent on from this guard.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public static Span<T> AsSpan<T>(this in BorrowedMut<List<T>> guard) => CollectionsMarshal.AsSpan(guard.Value);

    /// <summary>The characters of a string lent for reading. Does not block.</summary>
    /// <param name="guard">The guard.</param>
    /// <returns>The characters, as long as the guard's block lasts; empty for null.</returns>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, has been disposed, or was never made by borrowing.</exception>
    public static ReadOnlySpan<char> AsSpan(this in Borrowed<string> guard) => guard.Value;
}
