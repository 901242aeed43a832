using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>Makes owners of arrays.</summary>
/// <example><code>
/// OwnedArray&lt;int&gt; mine = OwnedArray.Of(new[] { 1, 2, 3 });   // a T[] or Memory&lt;T&gt; that nobody else touches from now on
/// int[]? numbers = [1, 2, 3];
/// OwnedArray&lt;int&gt; sure = OwnedArray.Take(ref numbers);   // the same, and the variable is null afterwards
/// using OwnedArray&lt;float&gt; scratch = OwnedArray.Pooled&lt;float&gt;(4096);
/// </code></example>
public static class OwnedArray
{
    /// <summary>Moves an array in. The caller gives up its own use of it: aliases that stay behind are not watched.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="array">The array. Its type must be exactly <c>T[]</c>, not one that converts to it.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a derived element type, such as a string[] as object[].</exception>
    public static OwnedArray<T> Of<T>(T[] array, string? name = null, [CallerArgumentExpression(nameof(array))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(array);
        RequireExactType(array);
        return new OwnedArray<T>(array, 0, array.Length, OwnerName.Of(name, expression, "the array"));
    }

    /// <summary>Moves memory in: a part of an array, or what a <see cref="MemoryManager{T}"/> manages.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The memory. It must stay valid as long as the owner is used.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentException">The memory lies neither in an array nor in a memory manager.</exception>
    /// <exception cref="ArrayTypeMismatchException">The memory lies in an array of a derived element type.</exception>
    public static OwnedArray<T> Of<T>(Memory<T> memory, string? name = null, [CallerArgumentExpression(nameof(memory))] string? expression = null) =>
        Over(memory, nameof(memory), OwnerName.Of(name, expression, "the memory"), release: null);

    /// <summary>Moves in memory that has an owner of its own, which is disposed with this one.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="owner">The memory's owner, such as one of <see cref="MemoryPool{T}"/>.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="ArgumentException">The memory lies neither in an array nor in a memory manager.</exception>
    /// <exception cref="ArrayTypeMismatchException">The memory lies in an array of a derived element type.</exception>
    public static OwnedArray<T> Of<T>(IMemoryOwner<T> owner, string? name = null, [CallerArgumentExpression(nameof(owner))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Over(owner.Memory, nameof(owner), OwnerName.Of(name, expression, "the memory"), owner);
    }

    /// <summary>Moves an array in and sets the caller's variable to null, so that no use by that name is left.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="array">The variable that holds the array; null afterwards.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is of a derived element type.</exception>
    public static OwnedArray<T> Take<T>(ref T[]? array, string? name = null, [CallerArgumentExpression(nameof(array))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(array);
        OwnedArray<T> owner = Of(array, name, expression);
        array = null;
        return owner;
    }

    /// <summary>Makes an array of default elements.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <param name="name">The name for messages; what the borrower calls it unless given.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static OwnedArray<T> Create<T>(int length, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new OwnedArray<T>(new T[length], 0, length, OwnerName.Of(name, expression: null, "the array"));
    }

    /// <summary>Rents from <see cref="ArrayPool{T}.Shared"/>; disposing the owner gives the array back. Elements are not cleared.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <param name="name">The name for messages; what the borrower calls it unless given.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static OwnedArray<T> Pooled<T>(int length, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var rented = new RentedArray<T>(length);
        return new OwnedArray<T>(rented.Array, 0, length, OwnerName.Of(name, expression: null, "the pooled array"), rented);
    }

    /// <summary>Allocates zeroed native memory, outside the garbage-collected heap; disposing the owner frees it, nothing else does.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <param name="name">The name for messages; what the borrower calls it unless given.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public static OwnedArray<T> Native<T>(int length, string? name = null)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var store = new NativeStore<T>(length);
        return new OwnedArray<T>(store, 0, length, OwnerName.Of(name, expression: null, "the native memory"), store);
    }

    /// <summary>
    /// Owns native memory of the caller's, which is not freed. The caller vouches for it: a pointer that dangles is undefined
    /// behaviour, as everywhere.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="start">The first element, aligned for T.</param>
    /// <param name="length">The number of elements, 0 or more; all valid until the owner is disposed.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The pointer is null and the length is not 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static unsafe OwnedArray<T> OverNative<T>(T* start, int length, string? name = null, [CallerArgumentExpression(nameof(start))] string? expression = null)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length != 0)
            ArgumentNullException.ThrowIfNull(start);
        var store = new NativeStore<T>(start, length);
        return new OwnedArray<T>(store, 0, length, OwnerName.Of(name, expression, "the native memory"), store);
    }

    private static OwnedArray<T> Over<T>(Memory<T> memory, string argument, OwnerName name, IDisposable? release)
    {
        if (MemoryMarshal.TryGetArray((ReadOnlyMemory<T>)memory, out ArraySegment<T> segment))
        {
            T[] array = segment.Array ?? [];
            RequireExactType(array);
            return new OwnedArray<T>(array, segment.Offset, segment.Count, name, release);
        }
        if (MemoryMarshal.TryGetMemoryManager<T, MemoryManager<T>>(memory, out MemoryManager<T>? manager, out int start, out int length))
            return new OwnedArray<T>(manager, start, length, name, release);
        throw new ArgumentException("The memory lies neither in an array nor in a MemoryManager<T>; copy it into an array first.", argument);
    }

    private static void RequireExactType<T>(T[] array)
    {
        if (array.GetType() != typeof(T[]))
            throw new ArrayTypeMismatchException(
                $"The array is a {array.GetType()} seen as a {typeof(T[])}. Slices to write need the exact type: copy it into a new {typeof(T[])}.");
    }

    private sealed class RentedArray<T>(int length) : IDisposable
    {
        internal T[] Array { get; } = ArrayPool<T>.Shared.Rent(length);

        public void Dispose() => ArrayPool<T>.Shared.Return(Array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
