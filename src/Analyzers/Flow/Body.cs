using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>A lambda or local function.</summary>
/// <param name="Outer">The graph in which it is written.</param>
/// <param name="Lambda">The lambda, or null.</param>
/// <param name="Function">The local function, or null.</param>
internal sealed record Body(ControlFlowGraph Outer, IFlowAnonymousFunctionOperation? Lambda, IMethodSymbol? Function)
{
    private IReadOnlyCollection<ISymbol>? _assigned;

    internal IMethodSymbol Method => Lambda?.Symbol ?? Function!;

    /// <summary>Its own graph; null for a local function that no graph around has, as in code that does not compile.</summary>
    internal ControlFlowGraph? Graph()
    {
        if (Lambda is not null)
            return Outer.GetAnonymousFunctionControlFlowGraphInScope(Lambda);
        for (ControlFlowGraph? graph = Outer; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.IndexOf(Function!, 0, graph.LocalFunctions.Length, SymbolEqualityComparer.Default) >= 0)
                return graph.GetLocalFunctionControlFlowGraph(Function!);
        }
        return null;
    }

    /// <summary>The variables around it that it assigns, or hands out to be assigned.</summary>
    internal IReadOnlyCollection<ISymbol> Assigned => _assigned ??= FindAssigned();

    /// <summary>All operations of its own graph, each before its parts; none where it has no graph.</summary>
    internal IEnumerable<IOperation> Operations()
    {
        foreach (BasicBlock block in Graph()?.Blocks ?? ImmutableArray<BasicBlock>.Empty)
        {
            foreach (IOperation operation in block.Operations)
            {
                foreach (IOperation part in operation.DescendantsAndSelf())
                    yield return part;
            }
            foreach (IOperation part in block.BranchValue?.DescendantsAndSelf() ?? [])
                yield return part;
        }
    }

    /// <summary>Whether a variable is one around it.</summary>
    internal bool IsAround(ISymbol variable) => !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Method);

    private HashSet<ISymbol> FindAssigned()
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (IOperation operation in Operations())
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            while (target is IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole })
                target = whole; // a part of the variable
            if (VariableOf(target) is { } variable && IsAround(variable))
                assigned.Add(variable);
        }
        return assigned;
    }

    /// <summary>The variable that an operation mentions, or null.</summary>
    internal static ISymbol? VariableOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
