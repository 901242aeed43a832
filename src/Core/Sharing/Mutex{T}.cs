using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Sharing;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin;

/// <summary>
/// A value that one at a time may read and write: the mutex owns it, and a guard is the only way to it. Whoever comes first is served
/// first, threads and asynchronous code in one queue. Where several mutexes are needed, <see cref="Mutexes"/> locks them together.
/// <para>
/// A body in <c>Use</c> that throws poisons the mutex: the value may be half changed, and whoever locks next is told so by
/// <see cref="PoisonedException"/> instead of reading it. (The idea, and <see cref="ClearPoison"/>: Rust's <c>std::sync::Mutex</c>.)
/// A wait that could never end, by the thread that holds the mutex or in a ring of threads, is refused by <see cref="DeadlockException"/>.
/// </para>
/// <para>
/// Locking orders memory: what one holder has written the next one sees. Locking and disposing where nobody waits costs two
/// interlocked operations and allocates nothing. A wait blocks its thread; in a fork, declare it as other blocking code.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// var counter = new Mutex&lt;int&gt;(0, "counter");
/// using (MutexGuard&lt;int&gt; guard = counter.Lock())
///     guard.Value++;
/// counter.Use(5, static (ref int value, int more) => { value += more; });
/// Console.WriteLine(counter.IntoInner());   // 6
/// </code></example>
[Shareable]
public sealed partial class Mutex<T>
{
    private T _value;

    /// <summary>Puts a value into a mutex of its own. Keep no other reference to it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name that messages use; the expression of the value unless given.</param>
    public Mutex(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        _value = value;
        Gate = new MutexGate(name ?? "a mutex");
    }

    internal MutexGate Gate { get; }

    /// <summary>The value, for a guard or lease of that generation. One that is over is refused, and one that never came from a mutex.</summary>
    internal static ref T ValueFor(Mutex<T>? mutex, long generation)
    {
        if (mutex is null || (BorrowChecking.Enabled && !mutex.Gate.IsCurrent(generation)))
            MutexThrow.Expired(mutex?.Name ?? "a mutex");
        return ref mutex._value;
    }

    /// <summary>Poisons, for a guard or lease of that generation. One that is over is refused, whether or not checks are on.</summary>
    internal static void PoisonFor(Mutex<T>? mutex, long generation, Exception? cause)
    {
        if (mutex is null || !mutex.Gate.IsCurrent(generation))
            MutexThrow.Expired(mutex?.Name ?? "a mutex");
        mutex.Gate.SetPoison(cause);
    }

    /// <summary>The name that messages use.</summary>
    public string Name => Gate.Name;

    /// <summary>Whether somebody holds it. A snapshot: it may have changed when the caller looks at it.</summary>
    public bool IsLocked => Gate.IsLocked;

    /// <summary>Whether a holder failed in the middle, or said <c>Poison</c>, and nobody has cleared that since. A snapshot.</summary>
    public bool IsPoisoned => Gate.Poison is not null;

    /// <summary>
    /// Locks; blocks until everybody who came before is done. Whoever asked first is served first.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The guard; dispose it on this thread to unlock.</returns>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public MutexGuard<T> Lock([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(this, Gate.Enter(file, line));

    /// <summary>Locks; blocks until everybody who came before is done, or the token is cancelled. Leaves no gap in the queue.</summary>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once the mutex is this thread's.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The guard; dispose it on this thread to unlock.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or the token cannot be cancelled and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public MutexGuard<T> Lock(
        CancellationToken cancellationToken, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(this, Gate.Enter(new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken)));

    /// <summary>
    /// Locks; blocks until everybody who came before is done, or the time is over, or the token is cancelled. Leaves no gap in the queue.
    /// </summary>
    /// <param name="timeout">The longest wait; zero looks once, <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</param>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once the mutex is this thread's.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The guard; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative and not infinite, or 2^31 milliseconds and more.</exception>
    /// <exception cref="TimeoutException">The time was over first; the message says who holds the mutex and where it was taken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public MutexGuard<T> Lock(
        TimeSpan timeout, CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        MutexThrow.IfBad(timeout);
        return new(this, Gate.Enter(new MutexRequest(timeout, DespitePoison: false, new SourcePlace(file, line), cancellationToken)));
    }

    /// <summary>Locks if nobody holds the mutex. Does not block. Says no, and nothing worse, to the thread that holds it itself.</summary>
    /// <param name="guard">The guard; dispose it on this thread to unlock. Where there is none, disposing it does nothing.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether it was locked.</returns>
    /// <exception cref="PoisonedException">It is free, but an earlier holder may have left the value half changed.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    public bool TryLock(out MutexGuard<T> guard, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        bool entered = Gate.TryEnter(out long generation, file, line);
        guard = entered ? new MutexGuard<T>(this, generation) : default;
        return entered;
    }

    /// <summary>
    /// Locks for asynchronous code. Does not block: the task completes when everybody who came before is done. What awaits it never
    /// runs within the <c>Dispose</c> of another holder.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, and leaves no gap in the queue.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>
    /// The lease; dispose it, on any thread, to unlock. The task fails with <see cref="PoisonedException"/>,
    /// <see cref="MovedException"/> or <see cref="OperationCanceledException"/> where <c>Lock</c> would throw it.
    /// </returns>
    /// <exception cref="MovedException">In the task: the value has been taken out.</exception>
    /// <exception cref="PoisonedException">In the task: an earlier holder may have left the value half changed.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled first.</exception>
    public ValueTask<MutexLease<T>> LockAsync(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        LeaseAsync(new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken));

    /// <summary>
    /// Takes the value out, for good: the mutex is dead from here on. Does not block: what is locked is refused.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value.</returns>
    /// <exception cref="BorrowConflictException">Somebody holds the mutex; nothing has changed.</exception>
    /// <exception cref="PoisonedException">
    /// The value may be half changed; nothing has changed. Call <see cref="ClearPoison"/> first, or <see cref="IntoInnerDespitePoison"/>.
    /// </exception>
    /// <exception cref="MovedException">The value has been taken out already.</exception>
    public T IntoInner([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        TakeOut(new SourcePlace(file, line), despitePoison: false);

    /// <summary>
    /// The name and what holds it up: locked by whom, poisoned where. The value is shown only where nobody holds the mutex and it is
    /// not poisoned; the value's own <c>ToString</c> runs under the lock. Does not block.
    /// </summary>
    /// <returns>For example <c>counter: 5</c>, or <c>counter: locked by thread 4, taken at Program.cs:12</c>.</returns>
    public override string ToString()
    {
        if (Gate.Fate is { } fate)
            return $"{Name}: {fate}";
        if (Gate.Poison is { } poison)
            return $"{Name}: poisoned at {poison.Place}";
        WaitingThread me = WaitingThread.Current;
        if (!Gate.TryTake(me, nameof(ToString), 0))
            return $"{Name}: locked by {Gate.HolderInWords}, {Gate.TakenAt}";
        long generation = Gate.Generation;
        try
        {
            return $"{Name}: {_value}";
        }
        finally
        {
            Gate.Leave(generation);
        }
    }

    private T TakeOut(SourcePlace at, bool despitePoison)
    {
        Gate.Retire(at, despitePoison);
        T value = _value;
        _value = default!;
        return value;
    }

    private ValueTask<MutexLease<T>> LeaseAsync(in MutexRequest request) =>
        Gate.TryEnterLease(request, out long generation)
            ? new ValueTask<MutexLease<T>>(new MutexLease<T>(this, generation))
            : LeaseAsync(Gate.EnterLeaseAsync(request));

    private async ValueTask<MutexLease<T>> LeaseAsync(ValueTask<long> entered) => new(this, await entered.ConfigureAwait(false));
}
