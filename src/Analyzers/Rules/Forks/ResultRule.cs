using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>
/// FJ0026: a result that is asked for where the run time refuses it (src/Parallel/Sections/Forked.cs): <c>Result</c> in the section that the fork belongs to –
/// only the section's end makes it readable –, anything at all after <c>Join</c>, which empties the handle, and <c>Join</c> in a fork.
/// </summary>
/// <param name="bodies">All bodies of forks in the member.</param>
/// <param name="graph">Makes the graph of the member when it is needed.</param>
/// <param name="report">Where diagnostics go.</param>
/// <param name="cancellation">Ends the analysis.</param>
internal sealed class ResultRule(List<ForkBody> bodies, Func<ControlFlowGraph?> graph, Action<Diagnostic> report, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> _reported = [];

    /// <summary>After a fork whose result goes to a variable.</summary>
    internal void CheckFork(IInvocationOperation fork)
    {
        if (fork.Parent is IPropertyReferenceOperation { Property.Name: "Result" } at)
        {
            ReportUnjoined(at.Syntax, fork.Syntax);
            return;
        }
        if (RaceRule.HandleOf(fork) is not { } handle || Around(fork) is not { } paths)
            return;
        paths.After(fork.Syntax, handle, operation =>
        {
            if (IsAssigned(operation, handle, fork) || IsCall(operation, handle, "Join") || IsProperty(operation, handle, "IsJoined"))
                return Step.Stop;
            if (IsProperty(operation, handle, "Result"))
                ReportUnjoined(operation.Syntax, fork.Syntax);
            else if (operation is IInvocationOperation call)
                CheckInsideOf(call.Syntax, handle, fork.Syntax);
            return Step.Go;
        });
    }

    /// <summary>After a handle was joined.</summary>
    internal void CheckJoin(IInvocationOperation join)
    {
        if (join.Instance is not ILocalReferenceOperation { Local: { } handle } || Around(join) is not { } paths)
            return;
        foreach (IOperation again in paths.After(join.Syntax, handle, operation =>
            IsAssigned(operation, handle, null) ? Step.Stop
            : IsCall(operation, handle, "Join") || IsProperty(operation, handle, "Result") ? Step.Found
            : Step.Go))
        {
            if (_reported.Add(again.Syntax))
                report(Rule.Report(
                    ForkRules.ResultNotThere, again.Syntax.GetLocation(), [(join.Syntax.GetLocation(), "taken here")],
                    ", but this handle has none: it was taken by Join before. Keep what Join returned."));
        }
    }

    /// <summary>Other forks of the section: they run before it is joined, and may not join either.</summary>
    private void CheckInsideOf(SyntaxNode call, ILocalSymbol handle, SyntaxNode fork)
    {
        foreach (ForkBody body in bodies)
        {
            if (body.Call.Syntax != call || body.Kind is BodyKind.Inline or BodyKind.Posted || body.Code is not { } code)
                continue;
            foreach (Use use in code.Uses)
            {
                if (!SymbolEqualityComparer.Default.Equals(use.Variable, handle) || Expected.ToFail(use.At))
                    continue;
                if (use.At.Parent is IPropertyReferenceOperation { Property.Name: "Result" } result)
                    ReportUnjoined(result.Syntax, fork);
                else if (use.At.Parent is IInvocationOperation { TargetMethod.Name: "Join" } join && _reported.Add(join.Syntax))
                    report(Rule.Report(
                        ForkRules.ResultNotThere, join.Syntax.GetLocation(), [(fork.GetLocation(), "forked here")],
                        ". Only the code of the section joins its forks: a fork that waited for another could wait for itself."));
            }
        }
    }

    private void ReportUnjoined(SyntaxNode at, SyntaxNode fork)
    {
        if (_reported.Add(at))
            report(Rule.Report(
                ForkRules.ResultNotThere, at.GetLocation(), [(fork.GetLocation(), "forked here")],
                ", because the fork is not joined yet. Read it after the section, or call Join, which returns it."));
    }

    private Paths? Around(IOperation operation) => graph() is { } whole ? Paths.Around(whole, operation.Syntax, cancellation) : null;

    private static bool IsAssigned(IOperation operation, ILocalSymbol handle, IInvocationOperation? by) =>
        operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, handle) && Writing.Of(local) is Touch.Written or Touch.PerhapsWritten
        && !(by is not null && local.Parent is ISimpleAssignmentOperation assignment && assignment.Value.Syntax == by.Syntax);

    private static bool IsCall(IOperation operation, ILocalSymbol handle, string name) =>
        operation is IInvocationOperation { Instance: ILocalReferenceOperation local } call && string.Equals(call.TargetMethod.Name, name, StringComparison.Ordinal)
        && SymbolEqualityComparer.Default.Equals(local.Local, handle);

    private static bool IsProperty(IOperation operation, ILocalSymbol handle, string name) =>
        operation is IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } property && string.Equals(property.Property.Name, name, StringComparison.Ordinal)
        && SymbolEqualityComparer.Default.Equals(local.Local, handle);
}
