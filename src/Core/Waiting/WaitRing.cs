using System;
using System.Collections.Generic;
using System.Text;

namespace ForkJoin.Waiting;

/// <summary>
/// The search for a ring that a wait has closed: this thread waits for something, in whose way is a thread that waits for something, in
/// whose way is … this thread. Only waits count that nothing else ends. Steps D1 to D3; the argument is in the README beside this file.
/// </summary>
internal sealed class WaitRing
{
    [ThreadStatic]
    private static WaitRing? t_mine;

    private readonly List<Step> _steps = [];
    private readonly List<Obstacle> _found = [];
    private readonly HashSet<WaitingThread> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>One obstacle on the way.</summary>
    /// <param name="Wait">The wait that it is in the way of.</param>
    /// <param name="Obstacle">Who it is.</param>
    /// <param name="Parent">The step that led to who waits; −1 for the thread that searches.</param>
    private readonly record struct Step(Wait Wait, Obstacle Obstacle, int Parent);

    /// <summary>
    /// The ring in words, or null. Call after <see cref="WaitingThread.BeginWait"/> and outside every gate. The thread may be granted what it
    /// waits for meanwhile; then nothing that this says matters.
    /// </summary>
    internal static string? ClosedBy(WaitingThread me)
    {
        long number = me.DrawNumber(); // D2
        WaitRing search;
        try
        {
            search = t_mine ??= new WaitRing();
            int last = search.Walk(me, number);
            return last < 0 ? null : search.Describe(last);
        }
        catch (OutOfMemoryException)
        {
            return null; // the search is a service to whoever waits: without memory there is none, and the wait goes on
        }
        finally
        {
            t_mine?.Forget();
        }
    }

    /// <summary>D3: from wait to wait, those first that are near.</summary>
    /// <returns>The step that leads back to the thread, or −1.</returns>
    private int Walk(WaitingThread me, long number)
    {
        Follow(me, number + 1, parent: -1);
        for (int i = 0; i < _steps.Count; i++)
        {
            WaitingThread thread = _steps[i].Obstacle.Thread;
            if (ReferenceEquals(thread, me))
                return i;
            if (_seen.Add(thread))
                Follow(thread, number, i);
        }
        return -1;
    }

    private void Follow(WaitingThread thread, long number, int parent)
    {
        if (!thread.WaitsSinceBefore(number, out Wait wait))
            return;
        _found.Clear();
        wait.Awaited.AddObstacles(thread, wait.Wanted, _found);
        foreach (Obstacle obstacle in _found)
            _steps.Add(new Step(wait, obstacle, parent));
    }

    private string Describe(int last)
    {
        var ring = new List<Step>();
        for (int i = last; i >= 0; i = _steps[i].Parent)
            ring.Add(_steps[i]);
        ring.Reverse();
        var text = new StringBuilder();
        foreach ((Wait wait, Obstacle obstacle, int parent) in ring)
        {
            if (parent >= 0)
                text.Append("waits to ").Append(wait.Awaited.Verb(wait.Wanted)).Append(' ').Append(wait.Awaited.Name).Append(" at ").Append(wait.Place).Append("; ");
            text.Append("it is ").Append(obstacle.How).Append(' ').Append(obstacle.Thread).Append(", asked for at ").Append(obstacle.Place).Append(", which ");
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
