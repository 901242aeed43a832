using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules;

/// <summary>The members in which operations stand.</summary>
internal static class Roots
{
    /// <summary>The uppermost operation around: the one that the driver hands out, or the member's that stands above it.</summary>
    internal static IOperation Of(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>The graph of a member; null for what has none, such as an attribute.</summary>
    internal static ControlFlowGraph? Graph(IOperation root, OperationBlockAnalysisContext context)
    {
        if (root is not (IBlockOperation or IMethodBodyOperation or IConstructorBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation))
            return null;
        foreach (IOperation block in context.OperationBlocks)
        {
            if (Of(block) == root)
                return context.GetControlFlowGraph(block);
        }
        return null;
    }
}
