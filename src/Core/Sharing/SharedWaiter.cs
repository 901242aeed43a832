using System;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using ForkJoin.Atomics;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>One who waits in a cell's queue, blocked or asynchronously. Once granted, Next is the next to be signalled. All fields but the two signals are the gate's.</summary>
#pragma warning disable CA1001 // the event lives as long as its thread, which waits with it again; its handle has a finalizer
internal sealed class SharedWaiter : PhaseWaiter<HardwareSync>, IValueTaskSource<bool>
#pragma warning restore CA1001
{
    [ThreadStatic]
    private static SharedWaiter? t_spare;

    private readonly AutoResetEvent? _event;
    private ManualResetValueTaskSourceCore<bool> _promise = new() { RunContinuationsAsynchronously = true };

    private SharedWaiter(AutoResetEvent? signal) => _event = signal;

    /// <summary>What it waits for.</summary>
    internal SharedAccess Access { get; private set; } = null!;

    internal SourcePlace Place => new(File, Line);

    /// <summary>Who is blocked; null for one that awaits, which belongs to no thread.</summary>
    internal WaitingThread? Thread { get; private init; }

    /// <summary>Whether nothing but its turn, or an interrupt that nobody foresees, ends the wait.</summary>
    internal bool IsForGood { get; private set; }

    internal static SharedWaiter Blocking(SharedAccess access, LoanKind wanted, int holder, string? file, int line, bool isForGood)
    {
        SharedWaiter waiter = t_spare ?? new SharedWaiter(new AutoResetEvent(initialState: false)) { Thread = WaitingThread.Current };
        t_spare = null;
        return waiter.Renew(access, wanted, holder, file, line, isForGood);
    }

    internal static SharedWaiter Asynchronous(SharedAccess access, LoanKind wanted, int holder, string? file, int line, bool isForGood) =>
        new SharedWaiter(signal: null).Renew(access, wanted, holder, file, line, isForGood);

    /// <summary>Keeps a blocking waiter for its thread's next wait. Only when it is in no queue and its signal has been received.</summary>
    internal void Recycle()
    {
        Access = null!;
        File = null;
        Refusal = null;
        Grant = default;
        t_spare = this;
    }

    /// <summary>Whether it was granted. Awaited once, for asynchronous waiters.</summary>
    internal ValueTask<bool> ResolvedAsync() => new(this, _promise.Version);

    /// <summary>Looks for a short while whether its turn comes at once.</summary>
    /// <returns>Whether it waits still.</returns>
    internal bool Look()
    {
        var spin = default(SpinWait);
        while (State == WaiterState.Waiting && !spin.NextSpinWillYield)
            spin.SpinOnce();
        return State == WaiterState.Waiting;
    }

    /// <summary>Blocks until the signal, or for so many milliseconds (−1: without limit).</summary>
    internal bool Await(int milliseconds) => _event!.WaitOne(milliseconds);

    internal override void Enters()
    {
        if (IsForGood)
            Thread?.BeginWait(Access, Wanted, Place); // D1
    }

    internal override void Leaves()
    {
        if (IsForGood)
            Thread?.EndWait();
    }

    internal override void Signal()
    {
        if (_event is null)
            _promise.SetResult(State == WaiterState.Granted);
        else
            _event.Set();
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);

    private SharedWaiter Renew(SharedAccess access, LoanKind wanted, int holder, string? file, int line, bool isForGood)
    {
        Access = access;
        Wanted = wanted;
        Holder = holder;
        File = file;
        Line = line;
        IsForGood = isForGood;
        State = WaiterState.Waiting;
        return this;
    }
}
