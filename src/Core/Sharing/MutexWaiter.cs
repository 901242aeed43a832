using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>How somebody wants to lock: what may end the wait, whether poison does, and who asks.</summary>
internal readonly record struct MutexRequest(TimeSpan Timeout, bool DespitePoison, SourcePlace Place, CancellationToken Token = default)
{
    /// <summary>Since when the time counts, where one time is for several locks; 0 for since now.</summary>
    internal long Since { get; init; }

    internal bool IsLimited => Timeout != System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Whether nothing but the lock, or an interrupt that nobody foresees, ends the wait.</summary>
    internal bool IsForGood => !IsLimited && !Token.CanBeCanceled;
}

/// <summary>Whoever waits for a mutex.</summary>
internal abstract class MutexWaiter : TurnWaiter<HardwareSync>
{
    /// <summary>Of the mutex that it waits for, or has waited for.</summary>
    internal MutexGate Gate { get; private protected set; } = null!;

    /// <summary>Whether it goes in although the mutex is poisoned.</summary>
    internal bool DespitePoison { get; set; }

    internal SourcePlace Place { get; set; }

    /// <inheritdoc cref="MutexRequest.IsForGood"/>
    internal bool IsForGood { get; private protected set; }

    /// <summary>Why it was refused; set before the state says so.</summary>
    internal MutexPoison? Refusal { get; set; }

    /// <summary>The thread that will be the holder; null for a lease, which belongs to no thread.</summary>
    internal virtual WaitingThread? Thread => null;

    internal override void Enters()
    {
        if (IsForGood)
            Thread?.BeginWait(Gate, LoanKind.Write, Place); // D1
    }

    internal override void Leaves()
    {
        if (IsForGood)
            Thread?.EndWait();
    }

    /// <summary>Poison is no hindrance to one who comes to clear it.</summary>
    internal override bool MayHave()
    {
        Refusal = DespitePoison ? null : Gate.Poison;
        if (Refusal is not null)
            return false;
        Gate.SetHolder(Thread, Place.File, Place.Line);
        return true;
    }
}

/// <summary>A thread that waits. Used again by its thread, so a signal may come late; every wait looks at the state again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its thread, of whose end nobody is told; the finalizer frees it.")]
internal sealed class ThreadWaiter(WaitingThread thread) : MutexWaiter
{
    [ThreadStatic]
    private static ThreadWaiter? t_spare;

    // An event and not a monitor: setting it takes no lock that an interrupt of the releasing thread could break into.
    private readonly AutoResetEvent _signal = new(initialState: false);

    internal override WaitingThread Thread => thread;

    /// <summary>The thread's waiter, or another one for what runs inside its wait.</summary>
    internal static ThreadWaiter Take(MutexGate gate, WaitingThread me, in MutexRequest request)
    {
        ThreadWaiter waiter = t_spare ?? new ThreadWaiter(me);
        t_spare = null;
        waiter.Gate = gate;
        waiter.DespitePoison = request.DespitePoison;
        waiter.Place = request.Place;
        waiter.IsForGood = request.IsForGood;
        waiter.Refusal = null;
        waiter.WaitAgain();
        return waiter;
    }

    internal static void Keep(ThreadWaiter waiter) => t_spare = waiter;

    /// <summary>Waits for a signal, at most so many milliseconds (−1: without limit).</summary>
    internal void Park(int milliseconds) => _signal.WaitOne(milliseconds);

    internal void Wake() => _signal.Set();

    internal override void Notify(long generation) => Wake();
}
