using System;
using System.Runtime.CompilerServices;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// The one owner of a run of elements: a <c>T[]</c>, any <see cref="Memory{T}"/>, pooled or native memory. It lends parts of
/// itself out – many slices to read, or slices to write that do not overlap – and while something is lent for writing it can be
/// neither read nor written directly, nor moved, nor dropped. (Niko Matsakis, "Stronger guarantees for mutable borrows", 2014.)
/// <para>
/// Direct access (<c>data[i]</c>) is meant for the code that holds the owner; it is checked, and costs one load and one compare.
/// Loans may be made from any thread. For loops over many elements borrow a slice and use its span.
/// </para>
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// var data = OwnedArray.Of(new[] { 3, 1, 2 });
/// Fork.Section(section =>
/// {
///     section.Fork(section.BorrowMut(data, ..1), static s => s.Span.Sort());
///     section.Fork(section.BorrowMut(data, 1..), static s => s.Span.Sort());
/// });
/// Console.WriteLine(data[0]);
/// </code></example>
[Sendable(Readable = true, Arguments = ShareKind.Readable)]
public sealed class OwnedArray<T> : IDisposable
{
    private readonly OwnerNode _node;
    private readonly object _store;
    private readonly int _offset;
    private readonly int _length;
    private readonly IDisposable? _release;

    internal OwnedArray(object store, int offset, int length, OwnerName name, IDisposable? release = null)
    {
        _node = new OwnerNode(name, store, offset, length);
        _store = store;
        _offset = offset;
        _length = length;
        _release = release;
    }

    internal OwnerNode Node => _node;

    internal object Store => _store;

    internal int Offset => _offset;

    /// <summary>The number of elements. May be asked for in any state.</summary>
    public int Length => _length;

    /// <summary>The name that messages use: the expression the owner was made from.</summary>
    public string Name => _node.Name;

    /// <summary>What the owner can do at the moment. A snapshot where other threads lend from it.</summary>
    public OwnerState State => _node.State;

    /// <summary>Reads or writes one element directly. Does not block.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> − 1.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the array.</exception>
    /// <exception cref="BorrowConflictException">Reading: something is lent for writing. Writing: something is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    public T this[int index]
    {
        get
        {
            _node.CheckRead();
            Span<T> all = Storage.Span<T>(_store, _offset, _length);
            if ((uint)index >= (uint)all.Length)
                BorrowThrow.Index(index, _length);
            return all[index];
        }

        set
        {
            _node.CheckWrite();
            Span<T> all = Storage.Span<T>(_store, _offset, _length);
            if ((uint)index >= (uint)all.Length)
                BorrowThrow.Index(index, _length);
            all[index] = value;
        }
    }

    /// <summary>Copies all elements out. Does not block.</summary>
    /// <param name="destination">At least <see cref="Length"/> long.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the array.</exception>
    /// <exception cref="BorrowConflictException">Something is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    public void CopyTo(Span<T> destination)
    {
        _node.CheckRead();
        if (destination.Length < _length)
            throw new ArgumentException($"The destination holds {destination.Length} elements; {_length} are to be copied.", nameof(destination));
        Storage.Span<T>(_store, _offset, _length).CopyTo(destination);
    }

    /// <summary>Copies all elements into a new array of the caller's. Does not block.</summary>
    /// <returns>An independent copy.</returns>
    /// <exception cref="BorrowConflictException">Something is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    public T[] ToArray()
    {
        _node.CheckRead();
        return Storage.Span<T>(_store, _offset, _length).ToArray();
    }

    /// <summary>
    /// Makes an independent copy with an owner of its own, over a new array wherever this one's elements live. Elements are copied as
    /// <see cref="Owned{T}.Clone"/> copies a value. Does not block.
    /// </summary>
    /// <param name="name">The copy's name for messages; this one's unless given.</param>
    /// <returns>The copy's owner.</returns>
    /// <exception cref="NotSupportedException">
    /// An element may change or refers to what may, and its type does not implement <see cref="IDeepCloneable{TSelf}"/>.
    /// </exception>
    /// <exception cref="BorrowConflictException">Something is lent for writing.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    public OwnedArray<T> Clone(string? name = null)
    {
        _node.CheckRead();
        return new OwnedArray<T>(Copying.CloneAll<T>(Storage.Span<T>(_store, _offset, _length)), 0, _length, _node.FullName.Or(name));
    }

    /// <summary>Overwrites the elements from the first on. Does not block.</summary>
    /// <param name="source">At most <see cref="Length"/> long.</param>
    /// <exception cref="ArgumentException">The source is longer than the array.</exception>
    /// <exception cref="BorrowConflictException">Something is lent.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        _node.CheckWrite();
        if (source.Length > _length)
            throw new ArgumentException($"The source holds {source.Length} elements; the array holds {_length}.", nameof(source));
        source.CopyTo(Storage.Span<T>(_store, _offset, _length));
    }

    /// <summary>Moves the elements into a new owner; this one is dead from here on. Nothing is copied. Does not block.</summary>
    /// <param name="name">The new owner's name for messages; this one's unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The new owner.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped already.</exception>
    public OwnedArray<T> Move(string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _node.Retire("move", $"was moved at {new SourcePlace(file, line)}");
        return new OwnedArray<T>(_store, _offset, _length, _node.FullName.Or(name), _release);
    }

    /// <summary>
    /// Gives the array back to plain code; this owner is dead from here on. Does not block. Copies only when the owner was made
    /// over something other than one whole array.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The elements, no longer watched.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped already.</exception>
    public T[] IntoArray([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _node.Retire("take the array from", $"gave its array away at {new SourcePlace(file, line)}");
        if (_release is null && _store is T[] array && _offset == 0 && _length == array.Length)
            return array;
        T[] copy = Storage.Span<T>(_store, _offset, _length).ToArray();
        _release?.Dispose();
        return copy;
    }

    /// <summary>Gives each element to a loop that takes it for good; this owner is dead from here on. Nothing is copied. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The elements, to be enumerated once; what a loop leaves is dropped at its end.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The array has been moved away or dropped already.</exception>
    public Draining<T> Drain([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _node.Retire("drain", $"was drained at {new SourcePlace(file, line)}");
        return new Draining<T>(_store, _offset, _length, _release);
    }

    /// <summary>
    /// Drops the array: pooled memory goes back to its pool, native memory is freed. A second call does nothing. Does not block.
    /// </summary>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    public void Dispose()
    {
        if (_node.TryDrop())
            _release?.Dispose();
    }

    /// <summary>Name, length and state; never an element.</summary>
    /// <returns>For example <c>data: 1000 elements, LentForWriting</c>.</returns>
    public override string ToString() => $"{Name}: {_length} elements, {State}";
}
