using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>
/// Which places of a function are needed from some point on, and where first: a backward analysis over its graph, until nothing changes. A place
/// is live where a way leads to a use of it that passes no assignment of it, and the answer is the uses that are come to first. Where loans end is
/// followed in the same way. Roslyn's graphs have no edges for exceptions: a block of a <c>try</c> may go on in each of its handlers.
/// Made only for what is reported, to explain it (<see cref="Walk"/>): nothing is refused because of it.
/// </summary>
internal sealed class Liveness
{
    /// <summary>Stands for the end of the function where a way leads there first.</summary>
    private static readonly Mention s_end = new(null!, -1, MentionKind.Use);

    private readonly ControlFlowGraph _graph;
    private readonly Mentions _mentions;
    private readonly List<int>[] _next;
    private readonly Dictionary<(int Place, MentionKind Kind), HashSet<Mention>[]> _live = [];

    internal Liveness(ControlFlowGraph graph, Library library, Origins origins)
    {
        _graph = graph;
        _mentions = new Mentions(graph, library, origins);
        _next = new List<int>[graph.Blocks.Length];
        for (int i = 0; i < _next.Length; i++)
            _next[i] = [];
        foreach (BasicBlock block in graph.Blocks)
        {
            Connect(block, block.ConditionalSuccessor);
            Connect(block, block.FallThroughSuccessor);
            ConnectHandlers(block);
        }
    }

    /// <summary>The uses, or ends, of a place that are come to first after an operation.</summary>
    /// <param name="block">The block of the operation.</param>
    /// <param name="at">The operation; nothing is found after one that the block does not have.</param>
    /// <param name="place">The place.</param>
    /// <param name="kind">Uses or ends.</param>
    /// <param name="found">Gets them.</param>
    /// <returns>Whether a way leads to the end of the function without one.</returns>
    internal bool After(BasicBlock block, IOperation at, int place, MentionKind kind, ISet<Mention> found)
    {
        int from = _mentions.IndexOf(block, at);
        if (from < 0)
            return false;
        bool isOpen = false;
        foreach (Mention mention in Before(block.Ordinal, from + 1, place, kind, Solve(place, kind)))
        {
            isOpen |= mention == s_end;
            if (mention != s_end)
                found.Add(mention);
        }
        return isOpen;
    }

    /// <summary>What is come to first from the beginning of each block.</summary>
    private HashSet<Mention>[] Solve(int place, MentionKind kind)
    {
        if (_live.TryGetValue((place, kind), out HashSet<Mention>[]? live))
            return live;
        _live[(place, kind)] = live = new HashSet<Mention>[_next.Length];
        for (int i = 0; i < live.Length; i++)
            live[i] = [];
        live[_next.Length - 1].Add(s_end);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int block = _next.Length - 2; block >= 0; block--)
            {
                int known = live[block].Count;
                live[block].UnionWith(Before(block, 0, place, kind, live));
                changed |= live[block].Count > known;
            }
        }
        return live;
    }

    /// <summary>What is come to first from some operation of a block on, by what is known of the blocks after it.</summary>
    private HashSet<Mention> Before(int block, int from, int place, MentionKind kind, HashSet<Mention>[] live)
    {
        var first = new HashSet<Mention>();
        foreach ((int index, Mention mention) in _mentions.Of(block))
        {
            if (index < from || mention.Place != place)
                continue;
            if (mention.Kind == kind)
                first.Add(mention);
            // Of what a lambda does it is not known whether it happens; and what is used has not ended yet.
            if (!mention.IsInside && (mention.Kind == kind || mention.Kind != MentionKind.Use))
                return first;
        }
        foreach (int next in _next[block])
            first.UnionWith(live[next]);
        return first;
    }

    /// <summary>A way out of a block, through the finallys that it leaves.</summary>
    private void Connect(BasicBlock block, ControlFlowBranch? branch)
    {
        if (branch?.Destination is not { } destination)
            return;
        List<int> from = [block.Ordinal];
        foreach (ControlFlowRegion region in branch.FinallyRegions)
        {
            foreach (int one in from)
                _next[one].Add(region.FirstBlockOrdinal);
            from = EndsOf(region);
        }
        foreach (int one in from)
            _next[one].Add(destination.Ordinal);
    }

    private List<int> EndsOf(ControlFlowRegion region)
    {
        List<int> ends = [];
        for (int i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
        {
            if (_graph.Blocks[i].FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling, Destination: null })
                ends.Add(i);
        }
        return ends;
    }

    private void ConnectHandlers(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
                continue;
            foreach (ControlFlowRegion handler in whole.NestedRegions)
            {
                if (handler != region)
                    _next[block.Ordinal].Add(handler.FirstBlockOrdinal);
            }
        }
    }
}
