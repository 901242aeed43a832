using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Sharing;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>For code that awaits.</summary>
public static partial class Mutexes
{
    /// <summary>
    /// Locks two mutexes for asynchronous code. Does not block: the task completes when both are locked. If it fails, neither is.
    /// </summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="cancellationToken">Ends the wait, and leaves no gap in any queue.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Both leases in one; dispose it, on any thread, to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">In the task: an earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="MovedException">In the task: one of the values has been taken out.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled first.</exception>
    public static ValueTask<MutexLeases<T1, T2>> LockAllAsync<T1, T2>(
        Mutex<T1> first, Mutex<T2> second, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        return LeaseAsync(
            first, second, SetOf(first, second), new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken));

        static async ValueTask<MutexLeases<T1, T2>> LeaseAsync(Mutex<T1> first, Mutex<T2> second, MutexSet set, MutexRequest request)
        {
            set = await set.EnterLeasesAsync(request).ConfigureAwait(false);
            return new(new MutexLease<T1>(first, set.Of(first.Gate)), new MutexLease<T2>(second, set.Of(second.Gate)));
        }
    }

    /// <summary>
    /// Locks three mutexes for asynchronous code. Does not block: the task completes when all are locked. If it fails, none is.
    /// </summary>
    /// <typeparam name="T1">The first value's type.</typeparam>
    /// <typeparam name="T2">The second value's type.</typeparam>
    /// <typeparam name="T3">The third value's type.</typeparam>
    /// <param name="first">The first mutex.</param>
    /// <param name="second">The second mutex, another one.</param>
    /// <param name="third">The third mutex, another one again.</param>
    /// <param name="cancellationToken">Ends the wait, and leaves no gap in any queue.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>All leases in one; dispose it, on any thread, to unlock.</returns>
    /// <exception cref="ArgumentNullException">A mutex is null.</exception>
    /// <exception cref="ArgumentException">The same mutex twice.</exception>
    /// <exception cref="PoisonedException">In the task: an earlier holder may have left one of the values half changed.</exception>
    /// <exception cref="MovedException">In the task: one of the values has been taken out.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled first.</exception>
    public static ValueTask<MutexLeases<T1, T2, T3>> LockAllAsync<T1, T2, T3>(
        Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        return LeaseAsync(
            first, second, third, SetOf(first, second, third), new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line), cancellationToken));

        static async ValueTask<MutexLeases<T1, T2, T3>> LeaseAsync(Mutex<T1> first, Mutex<T2> second, Mutex<T3> third, MutexSet set, MutexRequest request)
        {
            set = await set.EnterLeasesAsync(request).ConfigureAwait(false);
            return new(new MutexLease<T1>(first, set.Of(first.Gate)), new MutexLease<T2>(second, set.Of(second.Gate)), new MutexLease<T3>(third, set.Of(third.Gate)));
        }
    }
}
