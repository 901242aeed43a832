using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>Whoever waits for a <see cref="TurnLock{TSync}"/>, in its queue. All changes of its state are made under the queue's gate.</summary>
internal abstract class TurnWaiter<TSync> : Linked<TurnWaiter<TSync>>
    where TSync : struct, ISync
{
    internal const int Waiting = 0;
    internal const int Granted = 1;
    internal const int Refused = 2;
    internal const int Withdrawn = 3;

    private int _state;

    internal int State => TSync.Acquire(ref _state); // T6

    /// <summary>Ends its wait, one way or the other.</summary>
    internal void Settle(int state) => TSync.Release(ref _state, state); // R4

    /// <summary>Before it enters a queue.</summary>
    internal void WaitAgain() => TSync.Release(ref _state, Waiting);

    /// <summary>It is in the queue from here on. Under the gate.</summary>
    internal abstract void Enters();

    /// <summary>It is about to be taken out, for whatever reason. Under the gate.</summary>
    internal abstract void Leaves();

    /// <summary>Whether it gets the lock now that it is its turn; if so, it is the holder. Under the gate.</summary>
    internal abstract bool MayHave();

    /// <summary>
    /// Tells it that its state has changed. Called outside the gate by whoever changed it, once. It may have seen the change by
    /// itself before, gone on, and waited again.
    /// </summary>
    internal abstract void Notify(long generation);
}
