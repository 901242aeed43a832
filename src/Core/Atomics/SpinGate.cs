using System.Threading;

namespace ForkJoin.Atomics;

/// <summary>
/// A gate that is held for a handful of instructions and never across a user's code. Whoever finds it closed spins, and never sleeps in a
/// way that an interrupt of the thread could end: one that is thrown out while it gives something back would take that with it.
/// </summary>
internal struct SpinGate
{
    private int _entered;

    internal void Enter()
    {
        if (Interlocked.CompareExchange(ref _entered, 1, 0) != 0)
            EnterSlowly();
    }

    internal void Exit() => Volatile.Write(ref _entered, 0);

    private void EnterSlowly()
    {
        var spin = default(SpinWait);
        do
            spin.SpinOnce(sleep1Threshold: -1);
        while (Volatile.Read(ref _entered) != 0 || Interlocked.CompareExchange(ref _entered, 1, 0) != 0);
    }
}
