using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Sharing;
using ForkJoin.Waiting;
using ReadGrant = ForkJoin.Sharing.ReadGrant<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin;

/// <summary>Guards for the thread that asks: blocking, at once or not at all, and for a time.</summary>
public sealed partial class SharedRef<T>
{
    /// <summary>
    /// Borrows the value to read it. Blocks while somebody writes, or waited to write before. A thread that reads already goes
    /// past those who wait to write: they wait for it, and it must not wait for them.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A guard; dispose it to let writers in.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    /// <exception cref="DeadlockException">This thread writes already, or the wait has no end and those in the way wait for what it holds.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted before its turn.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SharedReadGuard<T> Read(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("read");
        cancellationToken.ThrowIfCancellationRequested();
        int thread = WaitingThread.CurrentId;
        ReadGrant grant = cell.TryReadAlone(thread, thread, file, line);
        if (grant.Slot is null)
            grant = cell.ReadBlocking(thread, file, line, Timeout.InfiniteTimeSpan, cancellationToken);
        return Guard(cell, grant);
    }

    /// <summary>Borrows the value to read it if that can be had at once: nobody writes or waits to write. Does not block.</summary>
    /// <param name="guard">The guard to dispose; a default one where the answer is no.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether the value may be read now.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    public bool TryRead(out SharedReadGuard<T> guard, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("read");
        int thread = WaitingThread.CurrentId;
        ReadGrant grant = cell.TryReadAlone(thread, thread, file, line);
        if (grant.Slot is null)
            grant = cell.Read(thread, file, line, waiter: null);
        guard = grant.Slot is null ? default : Guard(cell, grant);
        return grant.Slot is not null;
    }

    /// <summary>Borrows the value to read it, blocking as <see cref="Read"/> does, for so long at most.</summary>
    /// <param name="timeout">From zero to 24 days, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="guard">The guard to dispose; a default one where the answer is no.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether its turn came in time. If not, it has left the queue; <see cref="ToString"/> tells who is in the way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative or too long.</exception>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    /// <exception cref="DeadlockException">This thread writes already, or the wait has no end and those in the way wait for what it holds.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted before its turn.</exception>
    public bool TryRead(
        TimeSpan timeout, out SharedReadGuard<T> guard, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("read");
        CheckTimeout(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        ReadGrant grant = cell.ReadBlocking(WaitingThread.CurrentId, file, line, timeout, cancellationToken);
        guard = grant.Slot is null ? default : Guard(cell, grant);
        return grant.Slot is not null;
    }

    /// <summary>Borrows the value to write it. Blocks while somebody reads or writes; writers take turns in the order they came in.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A guard; dispose it to let the others in.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    /// <exception cref="DeadlockException">
    /// This thread reads or writes already – there is no upgrade, since two that upgrade would wait for each other – or the wait has no
    /// end and those in the way wait for what it holds. Leases belong to no thread and are not seen.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted before its turn.</exception>
    public SharedWriteGuard<T> Write(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("write");
        cancellationToken.ThrowIfCancellationRequested();
        return new SharedWriteGuard<T>(
            cell, cell.WriteBlocking(WaitingThread.CurrentId, file, line, Timeout.InfiniteTimeSpan, cancellationToken));
    }

    /// <summary>Borrows the value to write it if that can be had at once: nobody reads, writes or waits. Does not block.</summary>
    /// <param name="guard">The guard to dispose; a default one where the answer is no.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether the value may be written now.</returns>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    public bool TryWrite(out SharedWriteGuard<T> guard, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("write");
        long generation = cell.Write(WaitingThread.CurrentId, file, line, waiter: null);
        guard = generation == 0 ? default : new SharedWriteGuard<T>(cell, generation);
        return generation != 0;
    }

    /// <summary>Borrows the value to write it, blocking as <see cref="Write"/> does, for so long at most.</summary>
    /// <param name="timeout">From zero to 24 days, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="guard">The guard to dispose; a default one where the answer is no.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>Whether its turn came in time. If not, it has left the queue; <see cref="ToString"/> tells who is in the way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is negative or too long.</exception>
    /// <exception cref="MovedException">This handle was disposed.</exception>
    /// <exception cref="DeadlockException">This thread reads or writes already, or the wait has no end and those in the way wait for what it holds.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted before its turn.</exception>
    public bool TryWrite(
        TimeSpan timeout, out SharedWriteGuard<T> guard, CancellationToken cancellationToken = default,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("write");
        CheckTimeout(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        long generation = cell.WriteBlocking(WaitingThread.CurrentId, file, line, timeout, cancellationToken);
        guard = generation == 0 ? default : new SharedWriteGuard<T>(cell, generation);
        return generation != 0;
    }

    private static SharedReadGuard<T> Guard(SharedCell<T> cell, ReadGrant grant) => new(cell, grant.Slot!, grant.Generation);

    private static void CheckTimeout(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.Zero || timeout.TotalMilliseconds > int.MaxValue))
            SharedThrow.TimeOut(timeout);
    }
}
