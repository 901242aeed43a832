using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>
/// A value of its own for each thread that asks, made when it first does: a buffer, a random generator, a partial result. A thread gets a handle
/// to its own; used on another thread the handle is refused. When all is done, whoever holds the whole takes all the values out.
/// (The idea: thread-bound values of Rust's <c>thread_local</c> crate; per thread and not per fork, as <see cref="ThreadLocal{T}"/>.)
/// <para>
/// A worker that waits for a fork may run other forks meanwhile, on the same thread: between reading the value and writing it back do not join.
/// </para>
/// </summary>
/// <typeparam name="T">The values' type.</typeparam>
/// <example><code>
/// using var sums = new ThreadBound&lt;long&gt;(static () => 0);
/// Fork.Section(sums, static (section, sums) =>
/// {
///     for (int i = 1; i &lt;= 100; i++)
///         section.Fork((sums, i), static s => s.sums.Mine.Value += s.i);
/// });
/// Console.WriteLine(sums.TakeAll().Sum());   // 5050
/// </code></example>
[Shareable]
public sealed class ThreadBound<T> : IDisposable
{
    private readonly ThreadLocal<ThreadCell<T>> _cells;
    private readonly string _name;
    private int _isOver;

    /// <summary>Makes nothing yet: each thread's value is made when the thread first asks for it.</summary>
    /// <param name="make">Makes one value; runs on the thread that gets it, on several threads at the same time.</param>
    /// <param name="name">The name for messages.</param>
    /// <exception cref="ArgumentNullException"><paramref name="make"/> is null.</exception>
    public ThreadBound(Func<T> make, string name = "the thread-bound value")
    {
        ArgumentNullException.ThrowIfNull(make);
        _cells = new ThreadLocal<ThreadCell<T>>(() => new ThreadCell<T>(make()), trackAllValues: true);
        _name = name;
    }

    /// <summary>How many threads have a value. A snapshot.</summary>
    /// <exception cref="MovedException">The values have been taken out or dropped.</exception>
    public int Count
    {
        get
        {
            CheckOpen("count");
            return _cells.Values.Count;
        }
    }

    /// <summary>The calling thread's own value. Does not block by itself; what it is made by may.</summary>
    /// <exception cref="MovedException">The values have been taken out or dropped.</exception>
    public ThreadBoundRef<T> Mine
    {
        get
        {
            CheckOpen("read");
            return new ThreadBoundRef<T>(this, _cells.Value!);
        }
    }

    /// <summary>
    /// Takes the values of all threads out, in no particular order; this is over from here on. To be called when no thread uses its value any
    /// more – after the section, after the loop: those are not waited for. Does not block.
    /// </summary>
    /// <returns>The values.</returns>
    /// <exception cref="MovedException">The values have been taken out or dropped already.</exception>
    public IReadOnlyList<T> TakeAll()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            BorrowThrow.Moved(_name, "has given its values away or was dropped", "take the values of");
        IList<ThreadCell<T>> cells = _cells.Values;
        var values = new T[cells.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = cells[i].Value;
        _cells.Dispose();
        return values;
    }

    /// <summary>Drops the values, and disposes those that are disposable. Does nothing when they have been taken out or dropped. Does not block.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        foreach (ThreadCell<T> cell in _cells.Values)
            (cell.Value as IDisposable)?.Dispose();
        _cells.Dispose();
    }

    /// <summary>The name, and how many threads have a value; never a value.</summary>
    /// <returns>For example <c>sums: 4 threads</c>.</returns>
    public override string ToString() => Volatile.Read(ref _isOver) != 0 ? $"{_name}: over" : $"{_name}: {_cells.Values.Count} threads";

    /// <summary>Refuses a cell that is not the calling thread's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Check(ThreadCell<T> cell)
    {
        CheckOpen("use");
        if (!_cells.IsValueCreated || !ReferenceEquals(_cells.Value, cell))
            BorrowThrow.WrongThread(_name, "Ask for Mine on the thread that uses it: each has a value of its own.");
    }

    private void CheckOpen(string verb)
    {
        if (Volatile.Read(ref _isOver) != 0)
            BorrowThrow.Moved(_name, "has given its values away or was dropped", verb);
    }
}
