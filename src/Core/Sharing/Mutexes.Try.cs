using System;
using System.Runtime.CompilerServices;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>All at once, or not at all.</summary>
public static partial class Mutexes
{
    /// <summary>Locks two mutexes if nobody holds any of them; otherwise neither is locked. Does not block.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="guards">Both guards in one; dispose it on this thread to unlock. Where there are none, disposing it does nothing.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether they were locked.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    public static bool TryLockAll<T1, T2>(
        Mutex<T1> first, Mutex<T2> second, out MutexGuards<T1, T2> guards,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        MutexSet set = SetOf(first, second);
        bool entered = set.TryEnter(file, line);
        guards = entered ? Guards(first, second, set) : default;
        return entered;
    }

    /// <summary>Locks three mutexes if nobody holds any of them; otherwise none is locked. Does not block.</summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <typeparam name="T3">The third value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="third">The third mutex, another one again.</param>
    /// <param name="guards">All guards in one; dispose it on this thread to unlock. Where there are none, disposing it does nothing.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether they were locked.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="MovedException">One of the values has been taken out.</exception>
    public static bool TryLockAll<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, out MutexGuards<T1, T2, T3> guards,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        MutexSet set = SetOf(first, second, third);
        bool entered = set.TryEnter(file, line);
        guards = entered ? Guards(first, second, third, set) : default;
        return entered;
    }
}
