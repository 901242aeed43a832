using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>What has become of somebody who waits. It changes once, under the gate; whoever changes it signals, once.</summary>
internal enum WaiterState
{
    Waiting,
    Granted,
    Abandoned,
}

/// <summary>What a thread holds itself of what it asks for.</summary>
/// <param name="Kind">To read or to write.</param>
/// <param name="File">Where it was asked for.</param>
/// <param name="Line">In that file.</param>
internal readonly record struct OwnGrant(LoanKind Kind, string? File, int Line);

/// <summary>One who waits for a <see cref="PhaseLock{TSync}"/>, in its queue. All that stands here is the gate's but for who looks at the state.</summary>
internal abstract class PhaseWaiter<TSync> : Linked<PhaseWaiter<TSync>>
    where TSync : struct, ISync
{
    private int _state;

    internal LoanKind Wanted { get; private protected set; }

    internal int Holder { get; private protected set; }

    internal string? File { get; private protected set; }

    internal int Line { get; private protected set; }

    /// <summary>What its own thread holds, when that is why it may not wait; it is in no queue then.</summary>
    internal OwnGrant? Refusal { get; set; }

    /// <summary>What was granted. Valid once <see cref="State"/> says so.</summary>
    internal ReadGrant<TSync> Grant { get; set; }

    internal WaiterState State
    {
        get => (WaiterState)TSync.Acquire(ref _state);
        set => TSync.Release(ref _state, (int)value);
    }

    /// <summary>It is in the queue from here on. Under the gate.</summary>
    internal abstract void Enters();

    /// <summary>It is about to be taken out, for whatever reason. Under the gate.</summary>
    internal abstract void Leaves();

    /// <summary>The last touch by whoever resolved it. Never blocks: no interrupt can come between a grant and its signal.</summary>
    internal abstract void Signal();
}
