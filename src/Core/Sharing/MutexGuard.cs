using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>
/// The right to a mutex's value, until it is disposed. A <c>ref struct</c>: it stays on its thread, and neither it nor a reference
/// to the value leaves the method that holds it. Copies are the same guard: the first <see cref="Dispose"/> ends them all, and one
/// that is used afterwards is refused. (Rust's <c>std::sync::MutexGuard</c>.)
/// <para>
/// <see cref="Dispose"/> cannot tell whether an exception is under way: C# does not let it. So an exception that passes through a
/// <c>using</c> of a guard does not poison the mutex. Code that may fail in the middle runs in <c>Use</c>, or says
/// <see cref="Poison"/>.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using (MutexGuard&lt;int&gt; guard = counter.Lock())
///     guard.Value++;
/// </code></example>
public readonly ref struct MutexGuard<T>
{
    private readonly Mutex<T>? _mutex;
    private readonly long _generation;

    internal MutexGuard(Mutex<T> mutex, long generation)
    {
        _mutex = mutex;
        _generation = generation;
    }

    /// <summary>
    /// The value itself, to read and to write; checked each time that it is asked for, which costs two loads and a compare. The
    /// reference is good until the guard is disposed. Does not block.
    /// </summary>
    /// <exception cref="LifetimeExpiredException">This guard or a copy of it was disposed, or it is no guard at all.</exception>
    [UnscopedRef]
    public ref T Value => ref Mutex<T>.ValueFor(_mutex, _generation);

    /// <summary>
    /// Says that the value is half changed: whoever locks the mutex from now on gets <see cref="PoisonedException"/>. The guard stays
    /// as it is and must still be disposed. Does not block.
    /// </summary>
    /// <param name="cause">Why, for the inner exception of what the others get.</param>
    /// <exception cref="LifetimeExpiredException">This guard or a copy of it was disposed, or it is no guard at all.</exception>
    public void Poison(Exception? cause = null) => Mutex<T>.PoisonFor(_mutex, _generation, cause);

    /// <summary>
    /// Ends the guard, and hands the mutex to whoever has waited longest. What was written is seen by the next holder. A second
    /// call does nothing, nor does one on a copy or on <c>default</c>. Does not block.
    /// </summary>
    public void Dispose() => _mutex?.Gate.Leave(_generation);
}
