using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ForkJoin.Atomics;

/// <summary>
/// The real thing.
/// <para>
/// An interrupt of the thread (<see cref="Thread.Interrupt"/>) is meant for the user's code, never for the scheduler: what blocks here
/// goes on blocking, since forks that use this thread's data may be running and half of a protocol is none. The interrupt is
/// raised again on the way out, at the thread's next blocking call; if that is one of these it is handed on in the same way.
/// </para>
/// <para>
/// Nor does the thread's synchronization context get to wait in its place, which the runtime offers to those that ask for it: that of a
/// window would run events meanwhile, strangers, on top of a join that perhaps holds a lock.
/// </para>
/// </summary>
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

    public static T? CompareExchange<T>(ref T? location, T? value, T? expected)
        where T : class => Interlocked.CompareExchange(ref location, value, expected);

    public static int Exchange(ref int location, int value) => Interlocked.Exchange(ref location, value);

    public static long Add(ref long location, long value) => Interlocked.Add(ref location, value);

    public static void Fence() => Interlocked.MemoryBarrier();

    public static void SpinWhile(ref int location, int bits)
    {
        var spin = default(SpinWait);
        while ((Volatile.Read(ref location) & bits) != 0)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    public static void Enter(ref SpinGate gate) => gate.Enter();

    public static void Exit(ref SpinGate gate) => gate.Exit();

    public static void Enter(Lock gate)
    {
        if (!gate.TryEnter())
            Uninterrupted(gate, static gate => gate.Enter());
    }

    public static void Exit(Lock gate) => gate.Exit();

    public static void Wait(AutoResetEvent signal) => Uninterrupted(signal, static signal => signal.WaitOne());

    public static bool Wait(AutoResetEvent signal, int milliseconds)
    {
        try
        {
            return signal.WaitOne(milliseconds);
        }
        catch (ThreadInterruptedException)
        {
            return false; // only idle threads of a pool wait like this: there is nobody's code that the interrupt could be for
        }
    }

    public static void Set(AutoResetEvent signal) => signal.Set();

    /// <summary>Waits to the end whoever interrupts this thread, and gives the interrupt back afterwards: it was meant for the user's code.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Uninterrupted<T>(T what, Action<T> wait)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        bool interrupted = false;
        while (true)
        {
            try
            {
                wait(what);
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(context);
        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }
}
