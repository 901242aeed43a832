using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>
/// A counted handle to a value that several threads share: many may read it, or one may write it. <see cref="Clone"/> gives a
/// handle more, <see cref="Dispose"/> ends this one, and with the last the value is dropped. (Rust's <c>Arc&lt;RwLock&lt;T&gt;&gt;</c>.)
/// <para>
/// Access is phase-fair (Brandenburg and Anderson, "Reader-Writer Synchronization for Shared-Memory Multiprocessor Real-Time
/// Systems", 2009): readers that come while somebody waits to write wait for that writer, and after a writer all waiting readers
/// go in together before the next. Neither side can be kept out by the other. Those who block and those who await stand in one
/// queue. Readers of different threads write no common memory (after Dice and Kogan, "BRAVO: Biased Locking for Reader-Writer Locks", 2019).
/// </para>
/// <para>
/// A wait that could never end, by a thread that has a guard already or in a ring of threads, mutexes among what they wait for, is refused by
/// <see cref="DeadlockException"/>; one with a time-out or a token ends by itself and is not looked at.
/// </para>
/// <para>
/// What one thread wrote before its guard ended, every later guard sees. A handle may be used from any thread; one that is
/// dropped without <see cref="Dispose"/> keeps the count up, and the value is then collected without being disposed.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using SharedRef&lt;Dictionary&lt;string, int&gt;&gt; counts = SharedRef.Of(new Dictionary&lt;string, int&gt;(), "counts");
/// using (var writing = counts.Write()) writing.Value["a"] = 1;
/// using (var reading = counts.Read()) Console.WriteLine(reading.Value["a"]);
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public sealed partial class SharedRef<T> : IDisposable
{
    private SharedCell<T>? _cell;

    internal SharedRef(SharedCell<T> cell)
    {
        _cell = cell;
        Name = cell.Name;
    }

    /// <summary>For tests: what those wait for who wait for the value.</summary>
    internal SharedAccess? Access => Volatile.Read(ref _cell);

    /// <summary>For messages and tests: how many wait for the value.</summary>
    internal int Waiters => Volatile.Read(ref _cell)?.Waiters ?? 0;

    /// <summary>What messages call the value. May be asked for at any time.</summary>
    public string Name { get; }

    /// <summary>How many handles there are to the value, this one among them; 0 when this handle was disposed. A snapshot. Does not block.</summary>
    public int RefCount => Volatile.Read(ref _cell)?.Count ?? 0;

    /// <summary>One more handle to the same value, for another holder. Does not block; costs an interlocked operation.</summary>
    /// <returns>A handle that its holder disposes.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    public SharedRef<T> Clone()
    {
        SharedCell<T> cell = Cell("clone");
        if (!cell.TryAddHandle())
            SharedThrow.HandleGone(Name, "clone");
        return new SharedRef<T>(cell);
    }

    /// <summary>A reference that does not keep the value: neither from being disposed nor from being collected. Does not block. (Rust's <c>Weak</c>.)</summary>
    /// <returns>A weak reference to the same value.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    public WeakRef<T> Downgrade() => new(Cell("downgrade").Weak);

    /// <summary>
    /// Ends this handle; a second call does nothing. Does not block. The last handle drops the value: it is disposed, once, by
    /// this call – or, while it is still read, written or waited for, by whichever guard or lease ends last. Guards and leases
    /// that are out stay usable. What the value's own <see cref="IDisposable.Dispose"/> throws surfaces there.
    /// </summary>
    public void Dispose() => Interlocked.Exchange(ref _cell, null)?.RemoveHandle();

    /// <summary>Name, handles, and one holder of the moment with the place it asked at; never the value. Does not block.</summary>
    /// <returns>For example <c>counts: 2 handles, counts is lent for writing to thread 7, at Program.cs:12</c>.</returns>
    public override string ToString() =>
        Volatile.Read(ref _cell) is { } cell
            ? $"{Name}: {cell.Count} {(cell.Count == 1 ? "handle" : "handles")}, {cell.DescribeHolder()?.ToString() ?? "free"}"
            : $"{Name}: this handle was disposed";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SharedCell<T> Cell(string verb)
    {
        SharedCell<T>? cell = Volatile.Read(ref _cell);
        if (cell is null)
            Gone(verb);
        return cell;
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Gone(string verb) => SharedThrow.HandleGone(Name, verb);
}
