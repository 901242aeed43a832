using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// Walks within walks: of a body that is called, of a finally that a way leads through. Each call, and each way, has a walk of its own, as if the code
/// were written there; and as if it were, it stays as long as the walk around it, goes on from what it knows where more comes to it, and has
/// nothing to do where nothing new does. Otherwise each level of code within code would be walked anew for each turn of all levels around it.
/// </content>
internal sealed partial class Walk
{
    private readonly Dictionary<(object Site, object What), Walk> _inner = [];
    private readonly bool _isCommon;

    /// <summary>The state that has come to the beginning; null once several have.</summary>
    private State? _entry;
    private bool _isTold;

    /// <summary>Walks from a state to the end; null if the end is never reached. What earlier states brought is kept.</summary>
    internal State? Run(State entry)
    {
        int first = _only?.FirstBlockOrdinal ?? 0;
        bool reports = _analysis.IsReporting, isFirst = _at[first] is null, isOnce = reports && isFirst && !_isCommon && IsStraight();
        _analysis.IsReporting &= isOnce;
        _entry = isFirst ? entry.Copy() : _entry?.SameAs(entry) == true ? _entry : null;
        Enter(first, entry);
        for (int next = Array.IndexOf(_pending, true); next >= 0 || _changed; next = Array.IndexOf(_pending, true))
        {
            _isTold = isOnce;
            if (next < 0)
            {
                WalkThrown();
                continue;
            }
            _pending[next] = false;
            WalkBlock(next);
        }
        _analysis.IsReporting = reports;
        if (reports && !_isTold)
        {
            for (int block = 0; block < _at.Length; block++)
            {
                if (_at[block] is not null)
                    WalkBlock(block);
            }
            _isTold = true;
        }
        return _end?.Copy();
    }

    /// <summary>
    /// The walk of a body, or of a finally, at a site of this walk: of the call, or of the way that leads there. What is told is told of the state that
    /// comes there last and of no other: then a walk that others have come to is made anew.
    /// </summary>
    private Walk Inner(object site, ControlFlowGraph graph, IMethodSymbol? method, ControlFlowRegion? only, State entry)
    {
        (object, object) key = (site, only ?? (object)graph);
        if (_inner.TryGetValue(key, out Walk? walk) && (!_analysis.IsReporting || walk._entry?.SameAs(entry) == true))
        {
            walk._outer = this;
            return walk;
        }
        walk = _analysis.CommonOf(graph, only, () => new Walk(_analysis, graph, method, this, only, isCommon: true)) ?? new Walk(_analysis, graph, method, this, only);
        walk._outer = this;
        if (!_analysis.IsReporting)
            _inner[key] = walk;
        return walk;
    }

    /// <summary>Walks a finally as if it were written where a way leaves its block; null if that way ends there.</summary>
    /// <param name="region">The finally.</param>
    /// <param name="state">The state on the way there.</param>
    /// <param name="way">The branch that leads through it; the finally itself for all that is thrown.</param>
    private State? RunFinally(ControlFlowRegion region, State state, object way)
    {
        Walk walk = Inner(way, _graph, _method, region, state);
        foreach (KeyValuePair<CaptureId, IOperation> target in _targets)
            walk._targets[target.Key] = target.Value;
        State? after = walk.Run(state);
        if (walk._escaped is { } escaped && !_analysis.IsReporting)
            ThrowTo(region.EnclosingRegion!.EnclosingRegion, escaped);
        return after;
    }
}
