using System.Threading;

namespace ForkJoin.Deques;

/// <summary>
/// The atomic operations of the scheduler's protocols, as a type argument: in production the JIT inlines <see cref="HardwareSync"/>
/// to plain instructions; a schedule explorer puts its own type in its place and sees every step, without a line of the
/// protocols changing.
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

    /// <summary>Swap, a full fence; returns the old value.</summary>
    static abstract int Exchange(ref int location, int value);

    /// <summary>Add, a full fence; returns the new value.</summary>
    static abstract long Add(ref long location, long value);

    /// <summary>A full fence on this thread.</summary>
    static abstract void Fence();
}

/// <summary>The real thing.</summary>
internal readonly struct HardwareSync : ISync
{
    public static long Acquire(ref long location) => Volatile.Read(ref location);

    public static int Acquire(ref int location) => Volatile.Read(ref location);

    public static T? Acquire<T>(ref T? location)
        where T : class => Volatile.Read(ref location);

    public static void Release(ref long location, long value) => Volatile.Write(ref location, value);

    public static void Release(ref int location, int value) => Volatile.Write(ref location, value);

    public static void Release<T>(ref T? location, T? value)
        where T : class => Volatile.Write(ref location, value);

    public static long CompareExchange(ref long location, long value, long expected) =>
        Interlocked.CompareExchange(ref location, value, expected);

    public static int CompareExchange(ref int location, int value, int expected) =>
        Interlocked.CompareExchange(ref location, value, expected);

    public static int Exchange(ref int location, int value) => Interlocked.Exchange(ref location, value);

    public static long Add(ref long location, long value) => Interlocked.Add(ref location, value);

    public static void Fence() => Interlocked.MemoryBarrier();
}
