using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using ForkJoin.Atomics;

namespace ForkJoin.Tracing;

/// <summary>
/// The latest events of one thread. Only that thread writes, without a lock: an event is whole before its reference is stored, so that
/// whoever reads sees the events of a place one after the other and never half of one.
/// </summary>
internal sealed class EventRing
{
    /// <summary>A power of two. With the events in it, some 200 KiB a thread once it is full.</summary>
    internal const int Capacity = 1024;

    /// <summary>The rings of so many threads that have ended are kept to be read.</summary>
    private const int MostOfEnded = 64;

    [ThreadStatic]
    private static EventRing? t_mine;

    private static readonly long s_start = Stopwatch.GetTimestamp();
    private static readonly DateTimeOffset s_startTime = DateTimeOffset.UtcNow;
    private static readonly List<EventRing> s_rings = [];
    private static SpinGate s_gate; // over s_rings
    private static long s_clearedAt;

    private readonly Stamped?[] _events = new Stamped?[Capacity];
    private readonly Thread _thread = Thread.CurrentThread;
    private int _next;

    /// <summary>Adds an event of the calling thread, made from the time and the number of the thread.</summary>
    internal static void Add(Func<DateTimeOffset, int, BorrowEvent> make)
    {
        EventRing ring = t_mine ?? Begin();
        long now = Stopwatch.GetTimestamp();
        BorrowEvent made = make(s_startTime + Stopwatch.GetElapsedTime(s_start, now), ring._thread.ManagedThreadId);
        // A release, like every store of a reference: what it refers to is there for whoever finds it.
        ring._events[ring._next++ & (Capacity - 1)] = new Stamped(now, made);
    }

    /// <summary>The events of all threads since the last <see cref="Clear"/>, the earliest first.</summary>
    internal static BorrowEvent[] Read()
    {
        long cleared = Volatile.Read(ref s_clearedAt);
        var all = new List<Stamped>();
        foreach (EventRing ring in Rings())
            all.AddRange(ring._events.OfType<Stamped>().Where(e => e.At > cleared).OrderBy(e => e.At));
        return [.. all.OrderBy(e => e.At).Select(e => e.Event)];
    }

    /// <summary>Makes everything up to now unreadable. The events go when new ones take their places, or with their thread's ring.</summary>
    internal static void Clear()
    {
        Volatile.Write(ref s_clearedAt, Stopwatch.GetTimestamp());
        Drop(mostOfEnded: 0);
    }

    private static EventRing Begin()
    {
        var ring = new EventRing();
        Drop(MostOfEnded);
        s_gate.Enter();
        try
        {
            s_rings.Add(ring);
        }
        finally
        {
            s_gate.Exit();
        }
        return t_mine = ring;
    }

    private static EventRing[] Rings()
    {
        s_gate.Enter();
        try
        {
            return [.. s_rings];
        }
        finally
        {
            s_gate.Exit();
        }
    }

    /// <summary>Forgets the oldest rings of threads that have ended.</summary>
    private static void Drop(int mostOfEnded)
    {
        EventRing[] ended = [.. Rings().Where(ring => !ring._thread.IsAlive)];
        for (int i = 0; i < ended.Length - mostOfEnded; i++)
        {
            s_gate.Enter();
            s_rings.Remove(ended[i]);
            s_gate.Exit();
        }
    }

    private sealed record Stamped(long At, BorrowEvent Event);
}
