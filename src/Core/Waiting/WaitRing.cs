using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace ForkJoin.Waiting;

/// <summary>
/// The search for a ring that a wait has closed: this thread waits for something, in whose way is a thread that waits for something, in
/// whose way is … this thread. Only waits count that nothing else ends. Steps D1 to D4; the argument is in the README beside this file.
/// </summary>
internal sealed class WaitRing
{
    [ThreadStatic]
    private static WaitRing? t_mine;

    private readonly List<Step> _steps = [];
    private readonly List<Obstacle> _found = [];
    private readonly HashSet<WaitingThread> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>One obstacle on the way, reached from the wait of its parent's thread; at −1, from the wait of the thread that searches.</summary>
    private record struct Step(IAwaited Awaited, Obstacle Obstacle, int Parent)
    {
        /// <summary>What the obstacle's thread waits for, once that has been looked at.</summary>
        internal WaitingThread.Wait Wait;
    }

    /// <summary>
    /// The ring in words, or null. Call after <see cref="WaitingThread.BeginWait"/> and outside every gate; the thread is in the queue, and
    /// may have been granted meanwhile what it waits for.
    /// </summary>
    internal static string? ClosedBy(WaitingThread me)
    {
        long number = me.DrawNumber(); // D2
        if (!me.WaitsSinceBefore(number + 1, out WaitingThread.Wait wait))
            return null;
        try
        {
            return (t_mine ??= new WaitRing()).Search(me, wait);
        }
        catch (OutOfMemoryException)
        {
            return null; // the search is a service to whoever waits: without memory there is none, and the wait goes on
        }
    }

    private string? Search(WaitingThread me, in WaitingThread.Wait wait)
    {
        try
        {
            int last;
            // D4: what was read at different moments need never have been there together. Found again unchanged, it was.
            while (me.StillIn(wait) && (last = Walk(me, wait)) >= 0)
            {
                if (StillThere(me, wait, last))
                    return Describe(last);
                Forget();
            }
            return null;
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>D3: from wait to wait, those first that are near.</summary>
    /// <returns>The step that leads to the thread itself, or −1.</returns>
    private int Walk(WaitingThread me, in WaitingThread.Wait wait)
    {
        Follow(wait, parent: -1);
        for (int i = 0; i < _steps.Count; i++)
        {
            Step step = _steps[i];
            WaitingThread thread = step.Obstacle.Thread;
            if (ReferenceEquals(thread, me))
                return i;
            if (!thread.WaitsSinceBefore(wait.Number, out step.Wait) || !_seen.Add(thread))
                continue;
            _steps[i] = step;
            Follow(step.Wait, i);
        }
        return -1;
    }

    private void Follow(in WaitingThread.Wait wait, int parent)
    {
        _found.Clear();
        wait.Awaited!.AddObstacles(wait.Wanted, _found);
        foreach (Obstacle obstacle in _found)
            _steps.Add(new Step(wait.Awaited, obstacle, parent));
    }

    private bool StillThere(WaitingThread me, in WaitingThread.Wait wait, int last)
    {
        Interlocked.MemoryBarrier(); // all that was read before was read before what follows
        for (int i = last; i >= 0; i = _steps[i].Parent)
        {
            Step step = _steps[i];
            if (!step.Awaited.Stands(step.Obstacle) || (i != last && !step.Obstacle.Thread.StillIn(step.Wait)))
                return false;
        }
        return me.StillIn(wait); // or it has been granted what it waited for, and is in its own way
    }

    private string Describe(int last)
    {
        var ring = new List<Step>();
        for (int i = last; i >= 0; i = _steps[i].Parent)
            ring.Insert(0, _steps[i]);
        var text = new StringBuilder();
        foreach (Step step in ring)
        {
            text.Append("it is ").Append(step.Obstacle.How).Append(' ').Append(step.Obstacle.Thread)
                .Append(", asked for at ").Append(step.Obstacle.Place).Append(", which ");
            if (step.Wait.Awaited is { } next)
            {
                text.Append("waits to ").Append(next.Verb(step.Wait.Wanted)).Append(' ').Append(next.Name)
                    .Append(" at ").Append(step.Wait.Place).Append("; ");
            }
        }
        return text.Append("is this thread").ToString();
    }

    /// <summary>Keeps the memory and nobody alive.</summary>
    private void Forget()
    {
        _steps.Clear();
        _found.Clear();
        _seen.Clear();
    }
}
