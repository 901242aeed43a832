using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>
/// The right to a mutex's value as asynchronous code holds it: it may be stored, survives an <c>await</c>, and may be used and
/// disposed on any thread, by one at a time. It is checked at each use: copies are the same lease, the first <see cref="Dispose"/>
/// ends them all, and one that is used afterwards is refused. (The idea: <c>tokio::sync::OwnedMutexGuard</c>.)
/// <para>
/// A lease belongs to no thread, so nobody is told that waiting for it is a deadlock: code that holds a lease and blocks in
/// <c>Lock</c> on the same mutex waits for ever.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using MutexLease&lt;List&lt;string&gt;&gt; lease = await log.LockAsync();
/// lease.Value.Add(await reader.ReadLineAsync());
/// </code></example>
[Sendable]
public readonly struct MutexLease<T> : IDisposable
{
    private readonly Mutex<T>? _mutex;
    private readonly long _generation;

    internal MutexLease(Mutex<T> mutex, long generation)
    {
        _mutex = mutex;
        _generation = generation;
    }

    /// <summary>Whether the lease may still be used.</summary>
    public bool IsValid => _mutex is not null && _mutex.Gate.IsCurrent(_generation);

    /// <summary>
    /// The value itself, to read and to write; checked each time that it is asked for. The reference is good until the lease is
    /// disposed, and for no <c>await</c>: ask again afterwards. Does not block.
    /// </summary>
    /// <exception cref="LifetimeExpiredException">This lease or a copy of it was disposed, or it is no lease at all.</exception>
    [UnscopedRef]
    public ref T Value => ref Mutex<T>.ValueFor(_mutex, _generation);

    /// <summary>
    /// Says that the value is half changed: whoever locks the mutex from now on gets <see cref="PoisonedException"/>. The lease stays
    /// as it is and must still be disposed. Does not block.
    /// </summary>
    /// <param name="cause">Why, for the inner exception of what the others get.</param>
    /// <exception cref="LifetimeExpiredException">This lease or a copy of it was disposed, or it is no lease at all.</exception>
    public void Poison(Exception? cause = null) => Mutex<T>.PoisonFor(_mutex, _generation, cause);

    /// <summary>
    /// Ends the lease, and hands the mutex to whoever has waited longest. What was written is seen by the next holder. A second
    /// call does nothing, on whatever thread, nor does one on a copy or on <c>default</c>. Does not block.
    /// </summary>
    public void Dispose() => _mutex?.Gate.LeaveLease(_generation);
}
