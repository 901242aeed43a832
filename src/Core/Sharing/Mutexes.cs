using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Sharing;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// Locks several mutexes together: all of them, or none. They are taken in the order in which they were made, whatever the order
/// of the arguments, so that code which locks only in this way cannot dead-lock. (The idea: C++'s <c>std::scoped_lock</c>;
/// the fixed order is E. W. Dijkstra's for his philosophers.)
/// </summary>
/// <example><code>
/// using (MutexGuards&lt;decimal, decimal&gt; both = Mutexes.LockAll(from, to))
/// {
///     both.First -= 10;
///     both.Second += 10;
/// }
/// </code></example>
public static partial class Mutexes
{
    /// <summary>Locks two mutexes; blocks until both are this thread's. Whatever is thrown, neither is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Both guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2> LockAll<T1, T2>(
        Mutex<T1> first, Mutex<T2> second,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        Enter(first, second, new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line)));

    /// <summary>Locks two mutexes; blocks until both are this thread's, or the token is cancelled. Whatever is thrown, neither is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once all are locked.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Both guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2> LockAll<T1, T2>(
        Mutex<T1> first, Mutex<T2> second, CancellationToken cancellationToken,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        Enter(first, second, new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken));

    /// <summary>Locks two mutexes; blocks until both are this thread's, or the time is over, or the token is cancelled. Whatever is thrown, neither is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="timeout">The longest wait for all together; zero looks once, <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</param>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once all are locked.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Both guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative and not infinite, or 2^31 milliseconds and more.</exception>
    /// <exception cref="TimeoutException">The time was over first; the message says who holds which mutex and where it was taken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2> LockAll<T1, T2>(
        Mutex<T1> first, Mutex<T2> second, TimeSpan timeout, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        MutexThrow.IfBad(timeout);
        var request = new MutexRequest(timeout, DespitePoison: false, new SourcePlace(file, line), cancellationToken)
        {
            Since = Environment.TickCount64,
        };
        return Enter(first, second, request);
    }

    /// <summary>Locks three mutexes; blocks until all are this thread's. Whatever is thrown, none is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <typeparam name="T3">The third value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="third">The third mutex, another one again.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>All guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2, T3> LockAll<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        Enter(first, second, third, new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line)));

    /// <summary>Locks three mutexes; blocks until all are this thread's, or the token is cancelled. Whatever is thrown, none is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <typeparam name="T3">The third value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="third">The third mutex, another one again.</param>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once all are locked.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>All guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2, T3> LockAll<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, CancellationToken cancellationToken,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        Enter(first, second, third, new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken));

    /// <summary>Locks three mutexes; blocks until all are this thread's, or the time is over, or the token is cancelled. Whatever is thrown, none is.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <typeparam name="T3">The third value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="third">The third mutex, another one again.</param>
    /// <param name="timeout">The longest wait for all together; zero looks once, <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</param>
    /// <param name="cancellationToken">Ends the wait. Not looked at any more once all are locked.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>All guards in one; dispose it on this thread to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative and not infinite, or 2^31 milliseconds and more.</exception>
    /// <exception cref="TimeoutException">The time was over first; the message says who holds which mutex and where it was taken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds one of them, or the wait has no end and those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2, T3> LockAll<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, TimeSpan timeout, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        MutexThrow.IfBad(timeout);
        var request = new MutexRequest(timeout, DespitePoison: false, new SourcePlace(file, line), cancellationToken)
        {
            Since = Environment.TickCount64,
        };
        return Enter(first, second, third, request);
    }

    private static MutexGuards<T1, T2> Enter<T1, T2>(Mutex<T1> first, Mutex<T2> second, scoped in MutexRequest request)
    {
        MutexSet set = SetOf(first, second);
        set.Enter(request);
        return Guards(first, second, set);
    }

    private static MutexSet SetOf<T1, T2>(Mutex<T1> first, Mutex<T2> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        CheckDistinct(first.Gate, second.Gate, nameof(second));
        return new MutexSet(first.Gate, second.Gate);
    }

    private static MutexGuards<T1, T2> Guards<T1, T2>(Mutex<T1> first, Mutex<T2> second, scoped in MutexSet set) =>
        new(new MutexGuard<T1>(first, set.Of(first.Gate)), new MutexGuard<T2>(second, set.Of(second.Gate)));

    private static MutexGuards<T1, T2, T3> Enter<T1, T2, T3>(Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, scoped in MutexRequest request)
    {
        MutexSet set = SetOf(first, second, third);
        set.Enter(request);
        return Guards(first, second, third, set);
    }

    private static MutexSet SetOf<T1, T2, T3>(Mutex<T1> first, Mutex<T2> second, Mutex<T3> third)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        CheckDistinct(first.Gate, second.Gate, nameof(second));
        CheckDistinct(first.Gate, third.Gate, nameof(third));
        CheckDistinct(second.Gate, third.Gate, nameof(third));
        return new MutexSet(first.Gate, second.Gate, third.Gate);
    }

    private static MutexGuards<T1, T2, T3> Guards<T1, T2, T3>(Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, scoped in MutexSet set) =>
        new(new MutexGuard<T1>(first, set.Of(first.Gate)), new MutexGuard<T2>(second, set.Of(second.Gate)), new MutexGuard<T3>(third, set.Of(third.Gate)));

    private static void CheckDistinct(MutexGate one, MutexGate other, string parameter)
    {
        if (ReferenceEquals(one, other))
            MutexThrow.SameTwice(parameter, one.Name);
    }
}
