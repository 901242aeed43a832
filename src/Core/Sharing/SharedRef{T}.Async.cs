using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Sharing;
using ForkJoin.Waiting;
using ReadGrant = ForkJoin.Sharing.ReadGrant<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin;

/// <summary>Leases: what a guard is, for code that awaits. They stand in the same queue.</summary>
public sealed partial class SharedRef<T>
{
    /// <summary>
    /// Borrows the value to read it, without blocking a thread. The turn is that of <see cref="Read"/>; only that a lease belongs
    /// to no thread, so that one who holds a lease and asks for another behind a waiting writer waits, for itself if need be.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A lease, complete at once and without allocation when it is free; dispose it to let writers in.</returns>
    /// <exception cref="MovedException">This handle was disposed. Thrown by the call itself.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn; it has left the queue.</exception>
    public ValueTask<SharedReadLease<T>> ReadAsync(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("read");
        cancellationToken.ThrowIfCancellationRequested();
        int thread = WaitingThread.CurrentId;
        ReadGrant grant = cell.TryReadAlone(thread, -thread, file, line);
        if (grant.Slot is not null)
            return new(Lease(cell, grant));
        SharedWaiter waiter = SharedWaiter.Asynchronous(cell, LoanKind.Read, -thread, file, line, isForGood: !cancellationToken.CanBeCanceled);
        grant = cell.Read(-thread, file, line, waiter);
        return grant.Slot is null ? WaitAsync(cell, waiter, cancellationToken) : new(Lease(cell, grant));

        static async ValueTask<SharedReadLease<T>> WaitAsync(SharedCell<T> cell, SharedWaiter waiter, CancellationToken cancellationToken) =>
            Lease(cell, await cell.ResolvedAsync(waiter, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Borrows the value to write it, without blocking a thread. The turn is that of <see cref="Write"/>. One who awaits it while
    /// holding another lease of the same value waits for itself: leases belong to no thread, and nothing tells whose they are.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A lease, complete at once and without allocation of its own when it is free; dispose it to let the others in.</returns>
    /// <exception cref="MovedException">This handle was disposed. Thrown by the call itself.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before its turn; it has left the queue.</exception>
    public ValueTask<SharedWriteLease<T>> WriteAsync(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        SharedCell<T> cell = Cell("write");
        cancellationToken.ThrowIfCancellationRequested();
        int thread = WaitingThread.CurrentId;
        long generation = cell.Write(-thread, file, line, waiter: null);
        if (generation != 0)
            return new(new SharedWriteLease<T>(cell, generation));
        SharedWaiter waiter = SharedWaiter.Asynchronous(cell, LoanKind.Write, -thread, file, line, isForGood: !cancellationToken.CanBeCanceled);
        generation = cell.Write(-thread, file, line, waiter);
        return generation == 0 ? WaitAsync(cell, waiter, cancellationToken) : new(new SharedWriteLease<T>(cell, generation));

        static async ValueTask<SharedWriteLease<T>> WaitAsync(SharedCell<T> cell, SharedWaiter waiter, CancellationToken cancellationToken) =>
            new(cell, (await cell.ResolvedAsync(waiter, cancellationToken).ConfigureAwait(false)).Generation);
    }

    private static SharedReadLease<T> Lease(SharedCell<T> cell, ReadGrant grant) => new(cell, grant.Slot!, grant.Generation);
}
