using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Sharing;

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
public static class Mutexes
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
    /// <exception cref="DeadlockException">This thread holds one of them, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2> LockAll<T1, T2>(
        Mutex<T1> first, Mutex<T2> second, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        CheckDistinct(first.Gate, second.Gate, nameof(second));
        (long one, long two) = first.Gate.Number < second.Gate.Number
            ? Two(first.Gate, second.Gate, file, line)
            : Swap(Two(second.Gate, first.Gate, file, line));
        return new MutexGuards<T1, T2>(new MutexGuard<T1>(first, one), new MutexGuard<T2>(second, two));
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
    /// <exception cref="DeadlockException">This thread holds one of them, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    public static MutexGuards<T1, T2, T3> LockAll<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        CheckDistinct(first.Gate, second.Gate, nameof(second));
        CheckDistinct(first.Gate, third.Gate, nameof(third));
        CheckDistinct(second.Gate, third.Gate, nameof(third));
        (MutexGate a, MutexGate b, MutexGate c) = InOrder(first.Gate, second.Gate, third.Gate);
        long one = a.Enter(file, line);
        (long Low, long High) rest;
        try
        {
            rest = Two(b, c, file, line);
        }
        catch
        {
            a.Leave(one);
            throw;
        }
        return new MutexGuards<T1, T2, T3>(
            new MutexGuard<T1>(first, Of(first.Gate)), new MutexGuard<T2>(second, Of(second.Gate)), new MutexGuard<T3>(third, Of(third.Gate)));

        long Of(MutexGate gate) => ReferenceEquals(gate, a) ? one : ReferenceEquals(gate, b) ? rest.Low : rest.High;
    }

    private static (long Low, long High) Two(MutexGate low, MutexGate high, string? file, int line)
    {
        long one = low.Enter(file, line);
        try
        {
            return (one, high.Enter(file, line));
        }
        catch
        {
            low.Leave(one);
            throw;
        }
    }

    private static (long, long) Swap((long Low, long High) both) => (both.High, both.Low);

    private static (MutexGate, MutexGate, MutexGate) InOrder(MutexGate a, MutexGate b, MutexGate c)
    {
        if (a.Number > b.Number)
            (a, b) = (b, a);
        if (b.Number > c.Number)
            (b, c) = (c, b);
        if (a.Number > b.Number)
            (a, b) = (b, a);
        return (a, b, c);
    }

    private static void CheckDistinct(MutexGate one, MutexGate other, string parameter)
    {
        if (ReferenceEquals(one, other))
            MutexThrow.SameTwice(parameter, one.Name);
    }
}
