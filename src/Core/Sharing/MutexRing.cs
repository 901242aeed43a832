using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace ForkJoin.Sharing;

/// <summary>
/// Finds the ring that a wait would close: this thread waits for a mutex, whose holder waits for another, whose holder … is this
/// thread. Only waits count that nothing else ends: no time-out, no token. The argument is in the README beside this file.
/// </summary>
internal static class MutexRing
{
    /// <summary>Far beyond what threads there are. A longer way is no ring of ours: somebody else's that is being dissolved.</summary>
    private const int MostLinks = 10_000;

    /// <summary>The ring in words, or null. Call after <see cref="MutexThread.BeginWait"/>, before entering the queue.</summary>
    internal static string? ClosedBy(MutexThread me, MutexGate wanted)
    {
        // D2: between this thread's D1 and its looks, so that of two threads that close a ring together one sees the other.
        Interlocked.MemoryBarrier();
        while (Walk(me, wanted, links: null))
        {
            // Read at different moments, the links need never have been there together. Read twice alike, they were.
            List<Link> first = [], second = [];
            if (Walk(me, wanted, first) && Walk(me, wanted, second) && first.Count == second.Count && Same(first, second))
                return Describe(first);
        }
        return null;
    }

    private static bool Walk(MutexThread me, MutexGate wanted, List<Link>? links)
    {
        MutexGate gate = wanted;
        for (int i = 0; i < MostLinks; i++)
        {
            long generation = gate.Generation;
            MutexThread? holder = gate.Holder;
            if (holder is null)
                return false;
            links?.Add(new Link(gate, generation, holder, ReferenceEquals(holder, me) ? 0 : holder.Wait));
            if (ReferenceEquals(holder, me))
                return true;
            MutexGate? next = holder.WaitsFor;
            // Handed what it waited for just between the two reads, it waits no more.
            if (next is null || ReferenceEquals(next.Holder, holder))
                return false;
            gate = next;
        }
        return false;
    }

    private static bool Same(List<Link> first, List<Link> second)
    {
        for (int i = 0; i < first.Count; i++)
        {
            if (!first[i].Equals(second[i]))
                return false;
        }
        return true;
    }

    private static string Describe(List<Link> ring)
    {
        if (ring.Count == 1)
            return $"this thread holds it already, {ring[0].Gate.TakenAt}";
        var text = new StringBuilder();
        foreach (Link link in ring)
        {
            if (text.Length > 0)
                text.Append(", which waits for ").Append(link.Gate.Name).Append(", ");
            text.Append("held by ").Append(link.Holder.ToString()).Append(' ').Append(link.Gate.TakenAt);
        }
        return text.Append(", which is this thread").ToString();
    }

    private readonly record struct Link(MutexGate Gate, long Generation, MutexThread Holder, long Wait);
}
