using System;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>What has become of somebody who waits. It changes once, under the cell's gate; whoever changes it signals, once.</summary>
internal enum WaiterState
{
    Waiting,
    Granted,
    Abandoned,
}

/// <summary>One who waits in a cell's queue, blocked or asynchronously. Once granted, Next is the next to be signalled. All fields but the two signals are the gate's.</summary>
#pragma warning disable CA1001 // the event lives as long as its thread, which waits with it again; its handle has a finalizer
internal sealed class SharedWaiter : Linked<SharedWaiter>, IValueTaskSource<bool>
#pragma warning restore CA1001
{
    [ThreadStatic]
    private static SharedWaiter? t_spare;

    private readonly AutoResetEvent? _event;
    private ManualResetValueTaskSourceCore<bool> _promise = new() { RunContinuationsAsynchronously = true };
    private int _state;

    private SharedWaiter(AutoResetEvent? signal) => _event = signal;

    internal LoanKind Wanted { get; private set; }

    internal int Holder { get; private set; }

    internal string? File { get; private set; }

    internal int Line { get; private set; }

    internal SourcePlace Place => new(File, Line);

    /// <summary>Who is blocked; null for one that awaits, which belongs to no thread.</summary>
    internal WaitingThread? Thread { get; private init; }

    /// <summary>Whether nothing but its turn, or an interrupt that nobody foresees, ends the wait.</summary>
    internal bool IsForGood { get; private set; }

    /// <summary>What its own thread holds, when that is why it may not wait; it is in no queue then.</summary>
    internal (LoanKind Kind, SourcePlace Place)? Refusal { get; set; }

    /// <summary>What was granted. Valid once <see cref="State"/> says so.</summary>
    internal ReadGrant Grant { get; set; }

    internal WaiterState State
    {
        get => (WaiterState)Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, (int)value);
    }

    internal static SharedWaiter Blocking(LoanKind wanted, int holder, string? file, int line, bool isForGood)
    {
        SharedWaiter waiter = t_spare ?? new SharedWaiter(new AutoResetEvent(initialState: false)) { Thread = WaitingThread.Current };
        t_spare = null;
        return waiter.Renew(wanted, holder, file, line, isForGood);
    }

    internal static SharedWaiter Asynchronous(LoanKind wanted, int holder, string? file, int line, bool isForGood) =>
        new SharedWaiter(signal: null).Renew(wanted, holder, file, line, isForGood);

    /// <summary>Keeps a blocking waiter for its thread's next wait. Only when it is in no queue and its signal has been received.</summary>
    internal void Recycle()
    {
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

    /// <summary>Blocks until the signal, or for the time given.</summary>
    internal bool Await(TimeSpan timeout) => _event!.WaitOne(timeout);

    /// <summary>The last touch by whoever resolved it. Never blocks: no interrupt can come between a grant and its signal.</summary>
    internal void Signal()
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

    private SharedWaiter Renew(LoanKind wanted, int holder, string? file, int line, bool isForGood)
    {
        Wanted = wanted;
        Holder = holder;
        File = file;
        Line = line;
        IsForGood = isForGood;
        State = WaiterState.Waiting;
        return this;
    }
}
