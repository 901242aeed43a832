using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Tests.Explorer;

/// <summary>The atomic and blocking operations as points of the explorer. Outside runs, plain accesses.</summary>
internal readonly struct ExplorerSync : ISync
{
    public static long Acquire(ref long location) => Modelled.Load(ref location, Order.AcquireRelease);

    public static int Acquire(ref int location) => Modelled.Load(ref location, Order.AcquireRelease);

    public static T? Acquire<T>(ref T? location)
        where T : class => Modelled.Load(ref location, Order.AcquireRelease);

    public static void Release(ref long location, long value) => Modelled.Store(ref location, value, Order.AcquireRelease);

    public static void Release(ref int location, int value) => Modelled.Store(ref location, value, Order.AcquireRelease);

    public static void Release<T>(ref T? location, T? value)
        where T : class => Modelled.Store(ref location, value, Order.AcquireRelease);

    public static long CompareExchange(ref long location, long value, long expected) =>
        Modelled.Interlocked(ref location, old => old == expected ? value : null);

    public static int CompareExchange(ref int location, int value, int expected) =>
        Modelled.Interlocked(ref location, old => old == expected ? value : null);

    public static T? CompareExchange<T>(ref T? location, T? value, T? expected)
        where T : class => Modelled.Interlocked(ref location, value, expected);

    public static int Exchange(ref int location, int value) =>
        Modelled.Interlocked(ref location, _ => value);

    public static long Add(ref long location, long value) =>
        Modelled.Interlocked(ref location, old => old + value) + value;

    public static void Fence() => Modelled.Fence();

    public static void SpinWhile(ref int location, int bits) => Explorer.UntilClear(ref location, bits);

    public static void Enter(ref SpinGate gate) => Explorer.Enter(ref gate);

    public static void Exit(ref SpinGate gate) => Explorer.Exit(ref gate);

    public static void Enter(Lock gate) => Explorer.Enter(gate);

    public static void Exit(Lock gate) => Explorer.Exit(gate);

    public static void Wait(AutoResetEvent signal) => Explorer.Wait(signal);

    public static bool Wait(AutoResetEvent signal, int milliseconds) => Explorer.Wait(signal, milliseconds);

    public static void Set(AutoResetEvent signal) => Explorer.Set(signal);
}
