using System;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Tracing;
using ForkJoin.Waiting;
using ReadGrant = ForkJoin.Sharing.ReadGrant<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin.Sharing;

/// <summary>The ways to wait for one's turn: blocked, for a time, until cancelled, asynchronously.</summary>
internal abstract partial class SharedAccess
{
    /// <summary>Reads, blocking until it may or the time is over.</summary>
    /// <returns>Without a slot when the time was over first.</returns>
    /// <exception cref="DeadlockException">The thread writes already, or those in the way wait for what it holds.</exception>
    internal ReadGrant ReadBlocking(int thread, string? file, int line, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout == TimeSpan.Zero)
            return Read(thread, file, line, waiter: null);
        SharedWaiter waiter = SharedWaiter.Blocking(this, LoanKind.Read, thread, file, line, IsForGood(timeout, cancellationToken));
        ReadGrant grant = Read(thread, file, line, waiter);
        if (waiter.Refusal is not null)
            Refuse(waiter);
        if (grant.Slot is null)
            return BlockSeen(waiter, timeout, cancellationToken);
        waiter.Recycle();
        return grant;
    }

    /// <summary>Writes, blocking until it may or the time is over.</summary>
    /// <returns>The generation; 0 when the time was over first.</returns>
    /// <exception cref="DeadlockException">The thread reads or writes already, or those in the way wait for what it holds.</exception>
    internal long WriteBlocking(int thread, string? file, int line, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout == TimeSpan.Zero)
            return Write(thread, file, line, waiter: null);
        SharedWaiter waiter = SharedWaiter.Blocking(this, LoanKind.Write, thread, file, line, IsForGood(timeout, cancellationToken));
        long generation = Write(thread, file, line, waiter);
        if (waiter.Refusal is not null)
            Refuse(waiter);
        if (generation == 0)
            return BlockSeen(waiter, timeout, cancellationToken).Generation;
        waiter.Recycle();
        return generation;
    }

    /// <summary>Waits for what a queued asynchronous waiter is granted.</summary>
    /// <exception cref="OperationCanceledException">Cancelled first; the waiter has left the queue.</exception>
    internal async ValueTask<ReadGrant> ResolvedAsync(SharedWaiter waiter, CancellationToken cancellationToken)
    {
        long since = BeginWait();
        ReleaseLeft(); // L1
        var place = new SourcePlace(waiter.File, waiter.Line);
        CancellationTokenRegistration registration = AbandonWhen(waiter, cancellationToken);
        try
        {
            if (!await waiter.ResolvedAsync().ConfigureAwait(false))
                throw new OperationCanceledException(cancellationToken);
            return waiter.Grant;
        }
        finally
        {
            registration.Unregister();
            EndWait(place, since);
        }
    }

    private void Refuse(SharedWaiter waiter)
    {
        OwnGrant own = waiter.Refusal!.Value;
        (LoanKind wanted, SourcePlace at) = (waiter.Wanted, waiter.Place);
        waiter.Recycle();
        SharedThrow.WaitsForItself(Name, wanted, at, own.Kind, new SourcePlace(own.File, own.Line));
    }

    private static bool IsForGood(TimeSpan timeout, CancellationToken cancellationToken) =>
        timeout == Timeout.InfiniteTimeSpan && !cancellationToken.CanBeCanceled;

    private ReadGrant Block(SharedWaiter waiter, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string? ring = null;
        try
        {
            // Whoever has been let in meanwhile is; whoever gives up takes its signal below.
            if (waiter.Look() && waiter.IsForGood && WaitRing.ClosedBy(waiter.Thread!) is { } closed && Abandon(waiter))
                ring = closed;
            using (AbandonWhen(waiter, cancellationToken))
            {
                if (!AwaitLooking(waiter, timeout))
                {
                    // W6: whoever resolves the waiter signals it – here itself, or a grant or cancellation that was quicker – and
                    // the signal is taken, so that the next wait does not find it.
                    Abandon(waiter);
                    waiter.Await(Timeout.Infinite);
                }
            }
        }
        catch (ThreadInterruptedException)
        {
            // The signal may come yet: this waiter is not used again. A grant that came is handed on.
            if (!Abandon(waiter) && waiter.State == WaiterState.Granted)
                End(waiter);
            throw;
        }
        bool granted = waiter.State == WaiterState.Granted;
        ReadGrant grant = granted ? waiter.Grant : default;
        (LoanKind wanted, SourcePlace at) = (waiter.Wanted, waiter.Place);
        waiter.Recycle();
        if (ring is not null)
            WaitThrow.Ring(SharedThrow.Verb(wanted), Name, ring, at);
        if (!granted)
            cancellationToken.ThrowIfCancellationRequested();
        return grant;
    }

    /// <summary>L1, L3: blocks until the signal, or for the time given, and looks now and then whether who is in the way has ended.</summary>
    private bool AwaitLooking(SharedWaiter waiter, TimeSpan timeout)
    {
        long end = Environment.TickCount64 + (long)Math.Ceiling(timeout.TotalMilliseconds);
        Patience patience = default;
        while (true)
        {
            ReleaseLeft();
            long left = timeout == Timeout.InfiniteTimeSpan ? Timeout.Infinite : Math.Max(0, end - Environment.TickCount64);
            if (waiter.Await(patience.Next(left)))
                return true;
            if (left == 0)
                return false;
        }
    }

    private CancellationTokenRegistration AbandonWhen(SharedWaiter waiter, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(
            static pair =>
            {
                var (access, waiter) = ((SharedAccess, SharedWaiter))pair!;
                access.Abandon(waiter);
            },
            cancellationToken.CanBeCanceled ? (this, waiter) : null);

    /// <summary>Ends what a waiter was granted, on the thread that it was granted to.</summary>
    private void End(SharedWaiter waiter)
    {
        if (waiter.Grant.Slot is { } slot)
            EndGuard(slot, waiter.Grant.Generation);
        else
            EndWrite(waiter.Grant.Generation);
    }
}
