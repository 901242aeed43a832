using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>What a walk does at an operation.</summary>
internal enum Step
{
    /// <summary>It goes on.</summary>
    Go,

    /// <summary>This way ends here.</summary>
    Stop,

    /// <summary>This is what was looked for; this way ends here.</summary>
    Found,
}

/// <summary>Which operations of a function may come after which: a plain walk forward over its graph. Ways by exceptions are not followed.</summary>
internal sealed class Paths
{
    private readonly ControlFlowGraph _graph;
    private readonly Dictionary<int, List<IOperation>> _order = [];

    private Paths(ControlFlowGraph graph) => _graph = graph;

    /// <summary>Those of the innermost function around a node; null where there is no graph of it.</summary>
    internal static Paths? Around(ControlFlowGraph root, SyntaxNode node, CancellationToken cancellation)
    {
        ControlFlowGraph graph = root;
        while (Inner(graph, node, cancellation) is { } inner)
            graph = inner;
        return new Paths(graph);
    }

    /// <summary>What is found on the ways that begin just after a node.</summary>
    /// <param name="start">The node of an operation of this function.</param>
    /// <param name="variable">A variable that the walk does not leave behind: where it begins anew, in the next turn of a loop, the walk ends. Or null.</param>
    /// <param name="look">Says at each operation, in the order in which they are evaluated, what to do.</param>
    internal List<IOperation> After(SyntaxNode start, ISymbol? variable, Func<IOperation, Step> look)
    {
        var found = new List<IOperation>();
        ControlFlowRegion? region = variable is null ? null : RegionOf(variable);
        foreach (BasicBlock block in _graph.Blocks)
        {
            int place = Order(block).FindIndex(operation => operation.Syntax == start && operation is not ISimpleAssignmentOperation { IsImplicit: true });
            if (place < 0)
                continue;
            Walk(block, place + 1, region, look, found);
            break;
        }
        return found;
    }

    private void Walk(BasicBlock first, int place, ControlFlowRegion? region, Func<IOperation, Step> look, List<IOperation> found)
    {
        var seen = new HashSet<int>();
        var open = new Stack<(BasicBlock Block, int Place)>();
        open.Push((first, place));
        while (open.Count > 0)
        {
            (BasicBlock block, int from) = open.Pop();
            if (!Goes(block, from, look, found))
                continue;
            Follow(block.ConditionalSuccessor);
            Follow(block.FallThroughSuccessor);
        }

        void Follow(ControlFlowBranch? branch)
        {
            if (branch is null)
                return;
            foreach (ControlFlowRegion last in branch.FinallyRegions)
                Enter(_graph.Blocks[last.FirstBlockOrdinal]);
            if (branch.Destination is { } next)
                Enter(next);
        }

        void Enter(BasicBlock next)
        {
            if ((region is null || (next.Ordinal >= region.FirstBlockOrdinal && next.Ordinal <= region.LastBlockOrdinal)) && seen.Add(next.Ordinal))
                open.Push((next, 0));
        }
    }

    /// <summary>Whether the walk comes to the block's end.</summary>
    private bool Goes(BasicBlock block, int from, Func<IOperation, Step> look, List<IOperation> found)
    {
        List<IOperation> order = Order(block);
        for (int i = from; i < order.Count; i++)
        {
            Step step = look(order[i]);
            if (step == Step.Found)
                found.Add(order[i]);
            if (step != Step.Go)
                return false;
        }
        return true;
    }

    private List<IOperation> Order(BasicBlock block)
    {
        if (!_order.TryGetValue(block.Ordinal, out List<IOperation>? order))
            _order[block.Ordinal] = order = OrderOf(block);
        return order;
    }

    /// <summary>The operations of a block in the order of evaluation.</summary>
    internal static List<IOperation> OrderOf(BasicBlock block)
    {
        List<IOperation> order = [];
        foreach (IOperation operation in block.Operations)
            Add(operation, order);
        if (block.BranchValue is { } value)
            Add(value, order);
        return order;
    }

    /// <summary>In the order of evaluation, as far as it matters here: what is assigned comes before what it is assigned to, parts come before the whole.</summary>
    private static void Add(IOperation operation, List<IOperation> order)
    {
        if (operation is IAssignmentOperation assignment)
        {
            Add(assignment.Value, order);
            Add(assignment.Target, order);
        }
        else
        {
            foreach (IOperation child in operation.ChildOperations)
                Add(child, order);
        }
        order.Add(operation);
    }

    /// <summary>Where a local variable lives; null where it lives longer than the function.</summary>
    private ControlFlowRegion? RegionOf(ISymbol variable)
    {
        var open = new Stack<ControlFlowRegion>();
        open.Push(_graph.Root);
        while (open.Count > 0)
        {
            ControlFlowRegion region = open.Pop();
            foreach (ILocalSymbol local in region.Locals)
            {
                if (SymbolEqualityComparer.Default.Equals(local, variable))
                    return region;
            }
            foreach (ControlFlowRegion inner in region.NestedRegions)
                open.Push(inner);
        }
        return null;
    }

    private static ControlFlowGraph? Inner(ControlFlowGraph graph, SyntaxNode node, CancellationToken cancellation)
    {
        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            if (local.DeclaringSyntaxReferences.Length == 1 && IsAround(local.DeclaringSyntaxReferences[0].GetSyntax(cancellation), node))
                return graph.GetLocalFunctionControlFlowGraph(local, cancellation);
        }
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                if (Lambda(operation, node) is { } lambda)
                    return graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation);
            }
            if (block.BranchValue is { } value && Lambda(value, node) is { } inValue)
                return graph.GetAnonymousFunctionControlFlowGraph(inValue, cancellation);
        }
        return null;
    }

    private static IFlowAnonymousFunctionOperation? Lambda(IOperation operation, SyntaxNode node)
    {
        if (operation is IFlowAnonymousFunctionOperation lambda)
            return IsAround(lambda.Syntax, node) ? lambda : null;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (Lambda(child, node) is { } found)
                return found;
        }
        return null;
    }

    private static bool IsAround(SyntaxNode function, SyntaxNode node) =>
        function != node && function.SyntaxTree == node.SyntaxTree && function.Span.Contains(node.Span);
}
