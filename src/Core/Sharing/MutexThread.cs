using System;
using System.Globalization;
using System.Threading;

namespace ForkJoin.Sharing;

/// <summary>One thread as the mutexes know it: who it is, what it waits for, and the waiter it uses again.</summary>
internal sealed class MutexThread
{
    [ThreadStatic]
    private static MutexThread? t_current;

    private readonly Thread _thread = Thread.CurrentThread;
    private MutexGate? _waitsFor;
    private long _wait;

    /// <summary>A waiter to use again; null while the thread waits, so that what runs inside that wait gets another one.</summary>
    internal ThreadWaiter? Spare;

    internal static MutexThread Current => t_current ??= new MutexThread();

    /// <summary>What this thread waits for and cannot give up waiting for; null while it runs.</summary>
    internal MutexGate? WaitsFor => Volatile.Read(ref _waitsFor);

    /// <summary>The number of its latest such wait. Read twice, it says whether the wait is still the same.</summary>
    internal long Wait => Volatile.Read(ref _wait);

    /// <summary>Says what is about to be waited for. Its own thread only.</summary>
    internal void BeginWait(MutexGate gate)
    {
        Volatile.Write(ref _wait, _wait + 1);
        Volatile.Write(ref _waitsFor, gate);
    }

    /// <summary>By its own thread, or by whoever ends that wait, before the thread can know.</summary>
    internal void EndWait() => Volatile.Write(ref _waitsFor, null);

    public override string ToString() => _thread.Name is { Length: > 0 } name
        ? $"thread \"{name}\""
        : string.Create(CultureInfo.InvariantCulture, $"thread {_thread.ManagedThreadId}");
}
