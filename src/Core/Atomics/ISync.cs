using System.Threading;

namespace ForkJoin.Atomics;

/// <summary>
/// The atomic and the blocking operations of the protocols between threads, as a type argument: in production the JIT inlines
/// <see cref="HardwareSync"/> to plain instructions; a schedule explorer puts its own type in its place and sees every step, without
/// a line of the protocols changing.
/// </summary>
internal interface ISync
{
    /// <summary>A load that no later access moves before.</summary>
    static abstract long Acquire(ref long location);

    /// <summary>A load that no later access moves before.</summary>
    static abstract int Acquire(ref int location);

    /// <summary>A load of a reference that no later access moves before.</summary>
    static abstract T? Acquire<T>(ref T? location)
        where T : class;

    /// <summary>A store that no earlier access moves behind.</summary>
    static abstract void Release(ref long location, long value);

    /// <summary>A store that no earlier access moves behind.</summary>
    static abstract void Release(ref int location, int value);

    /// <summary>A store of a reference that no earlier access moves behind.</summary>
    static abstract void Release<T>(ref T? location, T? value)
        where T : class;

    /// <summary>Compare and swap, a full fence; returns the old value.</summary>
    static abstract long CompareExchange(ref long location, long value, long expected);

    /// <summary>Compare and swap, a full fence; returns the old value.</summary>
    static abstract int CompareExchange(ref int location, int value, int expected);

    /// <summary>Compare and swap of a reference, a full fence; returns the old one.</summary>
    static abstract T? CompareExchange<T>(ref T? location, T? value, T? expected)
        where T : class;

    /// <summary>Swap, a full fence; returns the old value.</summary>
    static abstract int Exchange(ref int location, int value);

    /// <summary>Add, a full fence; returns the new value.</summary>
    static abstract long Add(ref long location, long value);

    /// <summary>A full fence on this thread.</summary>
    static abstract void Fence();

    /// <summary>Spins, and never sleeps in a way that an interrupt could end, as long as any of the bits is set. Orders nothing.</summary>
    static abstract void SpinWhile(ref int location, int bits);

    /// <summary>Closes a gate behind itself. Whoever does sees what was done behind it before.</summary>
    static abstract void Enter(ref SpinGate gate);

    /// <summary>Opens the gate again.</summary>
    static abstract void Exit(ref SpinGate gate);

    /// <summary>Takes a lock. Whoever takes it sees what was done under it before.</summary>
    static abstract void Enter(Lock gate);

    /// <summary>Gives a lock back.</summary>
    static abstract void Exit(Lock gate);

    /// <summary>Sleeps until the event is set, and resets it.</summary>
    static abstract void Wait(AutoResetEvent signal);

    /// <summary>Sleeps until the event is set, and resets it, or until the time is over.</summary>
    /// <returns>Whether it was set.</returns>
    static abstract bool Wait(AutoResetEvent signal, int milliseconds);

    /// <summary>Ends one wait.</summary>
    static abstract void Set(AutoResetEvent signal);
}
