using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>
/// The elements of an array whose owner has given them up, for one loop that takes each of them. An element that was taken is the loop's alone:
/// its place is cleared. What the loop leaves, by <c>break</c> or by an exception, is dropped at its end: disposed where it can be, as an owner
/// drops its value. Enumerating goes on where it stopped; nothing comes twice. For one thread at a time. (Rust's <c>Vec::drain</c>.)
/// </summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// OwnedArray&lt;List&lt;int&gt;&gt; pages = OwnedArray.Of(new[] { new List&lt;int&gt; { 1 }, new List&lt;int&gt; { 2 } });
/// foreach (List&lt;int&gt; page in pages.Drain())       // pages is dead from here on
/// {
///     OwnedMut&lt;List&lt;int&gt;&gt; mine = Own.Mut(page);    // nobody else has it
///     using BorrowedMut&lt;List&lt;int&gt;&gt; writer = mine.BorrowMut();
///     writer.Value.Add(3);
/// }
/// </code></example>
public sealed class Draining<T> : IEnumerable<T>, IEnumerator<T>
{
    private readonly int _end;
    private readonly IDisposable? _release;
    private object? _store;
    private int _next;
    private T _current = default!;

    internal Draining(object store, int offset, int length, IDisposable? release)
    {
        _store = store;
        _next = offset;
        _end = offset + length;
        _release = release;
    }

    /// <summary>How many elements are still to come; 0 once it has been disposed.</summary>
    public int Remaining => _store is null ? 0 : _end - _next;

    /// <summary>The element taken last, until the next is taken. Before the first, and after the last, the type's default.</summary>
    public T Current => _current;

    object? IEnumerator.Current => _current;

    /// <summary>Takes the next element. Does not block.</summary>
    /// <returns>False when none is left, or when it has been disposed.</returns>
    public bool MoveNext()
    {
        if (Remaining == 0)
        {
            _current = default!;
            return false;
        }
        ref T place = ref Storage.Span<T>(_store, _next, 1)[0];
        _current = place;
        place = default!;
        _next++;
        return true;
    }

    /// <summary>The sequence is its own enumerator: what one loop has taken, no other gets.</summary>
    /// <returns>This object.</returns>
    public Draining<T> GetEnumerator() => this;

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => this;

    IEnumerator IEnumerable.GetEnumerator() => this;

    /// <summary>Not supported: what has been taken does not come back.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    void IEnumerator.Reset() => throw new NotSupportedException("A drained array cannot be enumerated again: its elements have been taken.");

    /// <summary>
    /// Ends the loop: drops the elements that are left, in order, and gives the memory back. All of it happens, whatever throws. A second call
    /// does nothing. Does not block.
    /// </summary>
    /// <exception cref="Exception">What the disposal of one element threw, or that of the memory.</exception>
    /// <exception cref="AggregateException">Several have thrown: their exceptions in order.</exception>
    public void Dispose()
    {
        List<Exception>? failures = null;
        while (MoveNext())
            Drop(_current as IDisposable, ref failures);
        // An element's own disposal may have come here before.
        if (_store is null)
            return;
        _store = null;
        Drop(_release, ref failures);
        if (failures is [var single])
            ExceptionDispatchInfo.Throw(single);
        if (failures is not null)
            throw new AggregateException("The disposal of several elements that a loop had left, or of their memory, failed.", failures);
    }

    private static void Drop(IDisposable? left, ref List<Exception>? failures)
    {
        try
        {
            left?.Dispose();
        }
        catch (Exception failure)
        {
            (failures ??= []).Add(failure);
        }
    }
}
