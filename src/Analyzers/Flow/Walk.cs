using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>
/// Walks one graph, or one finally of it, until the states at the beginning of its blocks no longer change; then once more, telling what
/// is found. Roslyn's graphs have no edges for exceptions: <see cref="Throws"/> adds what every operation that may throw brings to the
/// handlers around it. A finally is walked anew for each way that leads through it, as if it were written there.
/// </summary>
internal sealed partial class Walk
{
    private readonly Analysis _analysis;
    private readonly ControlFlowGraph _graph;
    private readonly IMethodSymbol? _method;
    private Walk? _outer;
    private readonly ControlFlowRegion? _only;
    private readonly State?[] _at;
    private readonly bool[] _pending;
    private readonly Func<int, Value?> _initial;
    private readonly Dictionary<ControlFlowRegion, State> _thrown = [];
    private State? _end;
    private State? _escaped;
    private bool _changed;
    private BasicBlock? _block;

    internal Walk(Analysis analysis, ControlFlowGraph graph, IMethodSymbol? method, Walk? outer, ControlFlowRegion? only = null, bool isCommon = false)
    {
        _analysis = analysis;
        _graph = graph;
        _method = method;
        _outer = outer;
        _only = only;
        _isCommon = isCommon;
        _at = new State?[graph.Blocks.Length];
        _pending = new bool[graph.Blocks.Length];
        _initial = InitialIfNotLocal;
    }

    /// <summary>What leaves the graph as an exception; null if nothing does, or nobody around handles it.</summary>
    internal State? Escaped => _escaped;

    /// <summary>What the body may return.</summary>
    internal Value Returned { get; private set; } = Value.Nothing;

    private Library Library => _analysis.Library;

    private Origins Origins => _analysis.Origins;

    private Symbols Symbols => _analysis.Symbols;

    /// <summary>Whether all ways lead forward, and none out of the midst of a block: then each block is walked once, when all that comes to it is known.</summary>
    private bool IsStraight()
    {
        foreach (BasicBlock block in _graph.Blocks)
        {
            if (block.FallThroughSuccessor?.Destination?.Ordinal <= block.Ordinal || block.ConditionalSuccessor?.Destination?.Ordinal <= block.Ordinal)
                return false;
            for (ControlFlowRegion? region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
            {
                if (region.Kind == ControlFlowRegionKind.Try)
                    return false;
            }
        }
        return true;
    }

    /// <summary>An operation is about to happen that may throw: handlers around may go on with the state as it is now.</summary>
    private void Throws()
    {
        if (!_analysis.IsReporting && _block is not null && !_isDead)
            ThrowTo(_block.EnclosingRegion, _state);
    }

    private void ThrowTo(ControlFlowRegion? region, State state)
    {
        for (; region is { Kind: not ControlFlowRegionKind.Root } && region != _only; region = region.EnclosingRegion) // above the root of a lambda is its outer graph
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole)
                continue;
            if (whole.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                // What comes after it goes on from there, when the finally has been walked: see WalkThrown.
                Add(_thrown, whole.NestedRegions[1], state);
                return;
            }
            bool all = false;
            for (int i = 1; i < whole.NestedRegions.Length; i++)
            {
                ControlFlowRegion handler = whole.NestedRegions[i];
                Enter(handler.FirstBlockOrdinal, state);
                all |= handler.Kind == ControlFlowRegionKind.Catch
                    && handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };
            }
            if (all)
                return;
            region = whole;
        }
        if (_outer is null)
            return;
        if (_escaped is null)
            _escaped = state.Copy();
        else
            _escaped.Join(state, static _ => Bound.Unknown, _initial);
    }

    /// <summary>Exceptions on their way through a finally. Nothing is told of them: what such a way does is seen on the others.</summary>
    private void WalkThrown()
    {
        _changed = false;
        foreach (ControlFlowRegion region in new List<ControlFlowRegion>(_thrown.Keys))
        {
            if (RunFinally(region, _thrown[region], region) is { } after)
                ThrowTo(region.EnclosingRegion!.EnclosingRegion, after);
        }
    }

    private void WalkBlock(int number)
    {
        _analysis.Step();
        BasicBlock block = _graph.Blocks[number];
        _block = block;
        _state = _at[number]!.Copy();
        _isDead = false;
        foreach (IOperation operation in block.Operations)
        {
            if (_isDead)
                return;
            Consume(operation);
        }
        if (_isDead)
            return;
        ControlFlowBranch? through = block.FallThroughSuccessor, conditional = block.ConditionalSuccessor;
        Value value = block.BranchValue is null ? Value.Nothing
            : through?.Semantics == ControlFlowBranchSemantics.Return && _method is { RefKind: not RefKind.None } ? EvaluateReference(block.BranchValue) : Evaluate(block.BranchValue);
        if (_isDead)
            return;
        bool whenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        if (block.ConditionKind != ControlFlowConditionKind.None)
        {
            IInvocationOperation? attempt = AttemptOf(block.BranchValue);
            bool always = HoldsAlways(block.BranchValue);
            if (whenTrue || !always)
                Follow(conditional, attempt, whenTrue, value);
            if (!whenTrue || !always)
                Follow(through, attempt, !whenTrue, value);
            return;
        }
        Follow(through, attempt: null, holds: false, value);
    }

    private void Follow(ControlFlowBranch? branch, IInvocationOperation? attempt, bool holds, Value value)
    {
        if (branch is null)
            return;
        State before = _state;
        _state = _state.Copy();
        if (attempt is not null && holds)
            Succeed(attempt);
        Leave(branch, value);
        _state = before;
    }

    private void Leave(ControlFlowBranch branch, Value value)
    {
        if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow or ControlFlowBranchSemantics.Error)
        {
            Throws();
            return;
        }
        if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling && branch.Destination is null)
        {
            AddEnd(_state);
            return;
        }
        State? state = _state;
        bool returns = branch.Semantics == ControlFlowBranchSemantics.Return && branch.Source.BranchValue is not null;
        if (returns)
            state.Places[Origins.Returned] = value;
        foreach (ControlFlowRegion region in branch.FinallyRegions)
        {
            state = RunFinally(region, state, branch);
            if (state is null)
                return;
        }
        if (returns)
        {
            // What is returned goes through the finallys in a place of its own, so that what ends there is marked.
            value = state.Places[Origins.Returned];
            state.Places.Remove(Origins.Returned);
            Returned = Returned.Or(value);
            CheckReturned(branch.Source.BranchValue!, value, state);
        }
        if (branch.Destination is not { } next)
            return;
        if (next.Kind == BasicBlockKind.Exit)
        {
            AddEnd(state);
            CheckKept(state);
            CheckPromises(state);
        }
        else
        {
            Enter(next.Ordinal, state);
        }
    }

    private void Enter(int block, State state)
    {
        if (_at[block] is { } known)
        {
            _pending[block] |= Merge(known, state, block);
            return;
        }
        _at[block] = Unmerged(state.Copy(), block);
        _pending[block] = true;
    }

    /// <summary>Joins at a block: numbers that differ get a name there.</summary>
    private bool Merge(State known, State more, int block) => known.Join(
        Unmerged(more, block),
        place =>
        {
            int symbol = Symbols.Intern(new SymbolName("merged", new(block, _graph.OriginalOperation.Syntax.SpanStart), new(place, 0)));
            _analysis.MergeAt(_graph, block, symbol);
            return new Bound(symbol, 0);
        },
        _initial);

    /// <summary>What comes to a block may depend on the values that the block's own names had the last time: that is forgotten.</summary>
    private State Unmerged(State state, int block)
    {
        if (_analysis.MergedAt(_graph, block) is not { } merged)
            return state;
        state = state.Copy();
        foreach (int symbol in merged)
            state.Stale(Symbols, symbol);
        return state;
    }

    private void AddEnd(State state)
    {
        if (_end is null)
            _end = state.Copy();
        else
            Merge(_end, state, _graph.Blocks.Length - 1);
    }

    private void Add(Dictionary<ControlFlowRegion, State> all, ControlFlowRegion region, State state)
    {
        if (!all.TryGetValue(region, out State? known))
        {
            all[region] = state.Copy();
            _changed = true;
        }
        else if (Merge(known, state, region.FirstBlockOrdinal))
        {
            _changed = true;
        }
    }

    private Value? InitialIfNotLocal(int place) => Origins.SymbolOf(place) is IFieldSymbol or IParameterSymbol ? _analysis.Initial(place) : null;
}
