using System;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>FJ0024, FJ0025: what the code of a fork does that a fork should not do – go on after its end, or block its worker.</summary>
/// <param name="report">Where diagnostics go.</param>
internal sealed class BodyRule(Action<Diagnostic> report)
{
    internal void CheckAwaits(ForkBody body)
    {
        if (!body.Method.IsAsync && !(body.Method.DeclaringSyntaxReferences.Length == 0 && IsTask(body.Method.ReturnType)))
            return;
        bool isVoid = body.Method.ReturnsVoid;
        if ((!isVoid && (ForkCalls.TakesTasks(body.Call.TargetMethod) || body.Kind == BodyKind.Inline)) || (isVoid && !body.Method.IsAsync))
            return;
        report(Rule.Report(
            ForkRules.IsAsync, PlaceOf(body.Value), [],
            isVoid ? "nobody waits for the rest" : "the rest runs when what was lent to it has been given back"));
    }

    internal void CheckBlocking(ForkBody body)
    {
        if (body.Kind != BodyKind.Inline && body.Value is IAnonymousFunctionOperation lambda)
            LookForWaits(lambda.Body, "ForkJoinPool.Blocking");
    }

    /// <summary>Waits in code that a worker runs. Those of lambdas in it belong to whoever calls them.</summary>
    /// <param name="operation">The code.</param>
    /// <param name="cure">What declares that it blocks.</param>
    internal void LookForWaits(IOperation operation, string cure)
    {
        if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            return;
        if (Synchronisation.Blocks(operation) is { } wait)
            report(Rule.Report(ForkRules.Blocks, operation.Syntax.GetLocation(), [], wait, cure));
        foreach (IOperation child in operation.ChildOperations)
            LookForWaits(child, cure);
    }

    private static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.ContainingNamespace is { Name: "Tasks", ContainingNamespace.Name: "Threading" };

    /// <summary>Of a lambda its head.</summary>
    private static Location PlaceOf(IOperation body) => body.Syntax switch
    {
        AnonymousFunctionExpressionSyntax { AsyncKeyword: { Span.Length: > 0 } keyword } => keyword.GetLocation(),
        { } syntax => syntax.GetLocation(),
    };
}
