using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>The way of those who did not find the lock free: look a little longer, then queue up, and wait to be handed it.</summary>
internal sealed partial class MutexGate
{
    /// <summary>Looks before queueing up, and once more in the queue before parking; each twice as far apart as the one before.</summary>
    private const int Looks = 7;

    private static readonly bool s_spins = Environment.ProcessorCount > 1;

    /// <summary>Takes the lock for an asynchronous holder if there is nothing to wait for, and nothing to refuse.</summary>
    internal bool TryEnterLease(in MutexRequest request, out long generation)
    {
        generation = 0;
        if ((_poison is not null && !request.DespitePoison) || request.Token.IsCancellationRequested
            || !TryTake(holder: null, request.Place.File, request.Place.Line))
            return false;
        generation = Generation;
        if (_poison is null || request.DespitePoison)
            return true;
        LeaveLease(generation); // poisoned between the first look and the lock
        return false;
    }

    /// <summary>Takes the lock for an asynchronous holder.</summary>
    /// <returns>The generation of the lease.</returns>
    internal ValueTask<long> EnterLeaseAsync(in MutexRequest request)
    {
        if (request.Token.IsCancellationRequested)
            return ValueTask.FromCanceled<long>(request.Token);
        return TryTake(holder: null, request.Place.File, request.Place.Line) ? EnteredAsync(request) : QueueAsync(request);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EnterSlowly(in MutexRequest request)
    {
        WaitingThread me = WaitingThread.Current;
        if (ReferenceEquals(Holder, me))
            MutexThrow.HeldAlready(Name, TakenAt, request.Place);
        if (!Spin(me, request.Place))
            WaitInQueue(me, request);
        long generation = Generation;
        if (!request.DespitePoison && _poison is not null)
            RefusePoisoned(generation);
        return generation;
    }

    /// <summary>T2: looks for a free lock as long as nobody waits. Whoever waits goes first.</summary>
    private bool Spin(WaitingThread me, SourcePlace place)
    {
        for (int look = 0; s_spins && look < Looks; look++)
        {
            if (_turns.IsFree && TryTake(me, place.File, place.Line))
                return true;
            if (_turns.IsPromised)
                return false;
            Thread.SpinWait(1 << look);
        }
        return false;
    }

    private void WaitInQueue(WaitingThread me, in MutexRequest request)
    {
        ThreadWaiter waiter = ThreadWaiter.Take(this, me, request);
        try
        {
            if (Announce(waiter))
                AwaitSeen(waiter, request);
        }
        finally
        {
            ThreadWaiter.Keep(waiter);
        }
    }

    /// <summary>T3 to T5.</summary>
    /// <returns>False where the lock was taken.</returns>
    private bool Announce(MutexWaiter waiter)
    {
        SourcePlace place = waiter.Place;
        Arrival arrival = _turns.Announce(waiter);
        if (arrival == Arrival.Gone)
            ThrowIfGone(place);
        if (arrival == Arrival.Taken)
            SetHolder(waiter.Thread, place.File, place.Line);
        return arrival == Arrival.Queued;
    }

    /// <summary>T6: waits until it has been handed the lock. Throws, and is out of the queue, where it has not.</summary>
    private void Await(ThreadWaiter waiter, in MutexRequest request)
    {
        CancellationToken token = request.Token;
        for (int look = 0; s_spins && look < Looks && waiter.State == MutexWaiter.Waiting; look++)
            Thread.SpinWait(1 << look);
        RefuseIfRing(waiter);
        long end = (request.Since != 0 ? request.Since : Environment.TickCount64) + (long)Math.Ceiling(request.Timeout.TotalMilliseconds);
        CancellationTokenRegistration registration = default;
        Patience patience = default;
        try
        {
            // The callback only wakes; it is this thread that withdraws. One that comes late costs the next wait a look.
            registration = token.UnsafeRegister(static waiter => ((ThreadWaiter)waiter!).Wake(), waiter);
            while (waiter.State == MutexWaiter.Waiting)
            {
                long left = request.IsLimited ? Math.Max(0, end - Environment.TickCount64) : Timeout.Infinite;
                if ((left == 0 || token.IsCancellationRequested) && Withdraw(waiter))
                    break;
                ReleaseLeft(); // L1; what it hands on to this thread is signalled
                waiter.Park(patience.Next(left)); // L3
            }
        }
        catch
        {
            // An interrupt of this thread. Handed the lock at the same moment, it hands it on.
            if (!Withdraw(waiter) && waiter.State == MutexWaiter.Granted)
                Leave(Generation);
            throw;
        }
        finally
        {
            registration.Unregister();
        }
        if (waiter.State == MutexWaiter.Granted)
            return;
        if (waiter.State == MutexWaiter.Refused)
        {
            if (waiter.Refusal is { } poison)
                MutexThrow.Poisoned(Name, poison);
            ThrowIfGone(request.Place);
        }
        token.ThrowIfCancellationRequested();
        MutexThrow.TimedOut(Name, request.Timeout, IsLocked ? $"held by {HolderInWords}, {TakenAt}" : "free again by now", request.Place);
    }

    /// <summary>D2, D3. Whoever has been handed the lock meanwhile keeps it.</summary>
    private void RefuseIfRing(ThreadWaiter waiter)
    {
        if (waiter.IsForGood && waiter.State == MutexWaiter.Waiting && WaitRing.ClosedBy(waiter.Thread) is { } ring && Withdraw(waiter))
            WaitThrow.Ring("lock", Name, ring, waiter.Place);
    }

    private bool Withdraw(MutexWaiter waiter) => _turns.Withdraw(waiter); // W

    private ValueTask<long> QueueAsync(in MutexRequest request)
    {
        var waiter = new TaskWaiter(this, request);
        try
        {
            if (!Announce(waiter))
                return EnteredAsync(request);
        }
        catch (MovedException gone)
        {
            return ValueTask.FromException<long>(gone);
        }
        ReleaseLeft(); // L1
        return request.Token.CanBeCanceled ? HandedOverAsync(waiter, request.Token) : waiter.GrantedAsync;
    }

    private ValueTask<long> EnteredAsync(in MutexRequest request)
    {
        long generation = Generation;
        if (_poison is not { } poison || request.DespitePoison)
            return new ValueTask<long>(generation);
        LeaveLease(generation);
        return ValueTask.FromException<long>(MutexThrow.MakePoisoned(Name, poison));
    }

    private static async ValueTask<long> HandedOverAsync(TaskWaiter waiter, CancellationToken token)
    {
        using (token.UnsafeRegister(static (waiter, token) => ((TaskWaiter)waiter!).Cancel(token), waiter))
            return await waiter.GrantedAsync.ConfigureAwait(false);
    }

    /// <summary>An asynchronous waiter: the source of a task that completes with the generation that the lease is made of.</summary>
    private sealed class TaskWaiter : MutexWaiter, IValueTaskSource<long>
    {
        private readonly long _since;
        private ManualResetValueTaskSourceCore<long> _source;

        internal TaskWaiter(MutexGate gate, in MutexRequest request)
        {
            Gate = gate;
            _since = gate.BeginWait();
            DespitePoison = request.DespitePoison;
            Place = request.Place;
            _source.RunContinuationsAsynchronously = true; // never within the releaser's Dispose
        }

        /// <summary>To be awaited once.</summary>
        internal ValueTask<long> GrantedAsync => new(this, _source.Version);

        internal override void Notify(long generation)
        {
            if (State == Granted)
                _source.SetResult(generation);
            else if (Refusal is { } poison)
                _source.SetException(MutexThrow.MakePoisoned(Gate.Name, poison));
            else
                _source.SetException(MutexThrow.MakeGone(Gate.Name, Gate.Fate!, Place));
        }

        internal void Cancel(CancellationToken token)
        {
            if (Gate.Withdraw(this))
                _source.SetException(new OperationCanceledException(token));
        }

        long IValueTaskSource<long>.GetResult(short token)
        {
            Gate.EndWait(Place, _since); // here, where no gate is held
            return _source.GetResult(token);
        }

        ValueTaskSourceStatus IValueTaskSource<long>.GetStatus(short token) => _source.GetStatus(token);

        void IValueTaskSource<long>.OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);
    }
}
