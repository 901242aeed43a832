using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>FJ0020–FJ0026: what forks get, and what they do.</summary>
/// <remarks>
/// While the driver walks a member, calls of the library are noted; only a member that has some is looked at as a whole, and only one in which a variable is shared gets
/// a graph.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForkAnalyzer : LibraryAnalyzer
{
    /// <summary>In .editorconfig: <c>strict</c> asks of what forks capture what <c>CaptureChecking.Strict</c> asks at run time.</summary>
    internal const string CapturesOption = "forkjoin_captures";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        ForkRules.CapturesMutable, ForkRules.CapturesNotShareable, ForkRules.ChangesOwner, ForkRules.CapturesOwner, ForkRules.CapturesLoopVariable, ForkRules.IsAsync,
        ForkRules.Blocks, ForkRules.ResultNotThere);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        var facts = new SharingFacts();
        start.RegisterOperationBlockStartAction(block => Start(block, facts));
    }

    private static void Start(OperationBlockStartAnalysisContext start, SharingFacts facts)
    {
        var calls = new Calls();
        start.RegisterOperationAction(context => calls.Note((IInvocationOperation)context.Operation), OperationKind.Invocation);
        start.RegisterOperationBlockEndAction(context => new Member(context, facts).Check(calls));
        if (start.OwningSymbol is IMethodSymbol { Name: "Invoke" } method && TakesContext(method))
            start.RegisterOperationBlockEndAction(CheckStructBody);
    }

    /// <summary>Whether a method is the body of a struct: then it is handed a context, by which it declares that it blocks.</summary>
    private static bool TakesContext(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Ours.Is(parameter.Type, "ForkContext"))
                return true;
        }
        return false;
    }

    private static void CheckStructBody(OperationBlockAnalysisContext context)
    {
        var rule = new BodyRule(context.ReportDiagnostic);
        foreach (IOperation block in context.OperationBlocks)
            rule.LookForWaits(block, "fork.Blocking");
    }

    /// <summary>The calls of the library in one member; noted by several threads at once.</summary>
    private sealed class Calls
    {
        private readonly List<IInvocationOperation> _all = [];

        internal List<IInvocationOperation> All => _all;

        internal void Note(IInvocationOperation call)
        {
            if (ForkCalls.KindOf(call.TargetMethod) is null && !IsJoin(call))
                return;
            lock (_all)
                _all.Add(call);
        }

        internal static bool IsJoin(IInvocationOperation call) => call.TargetMethod is { Name: "Join" } method && Ours.Is(method.ContainingType, "Forked");
    }

    /// <summary>One member that calls the library.</summary>
    private sealed class Member(OperationBlockAnalysisContext context, SharingFacts facts)
    {
        private ControlFlowGraph? _graph;

        internal void Check(Calls calls)
        {
            if (calls.All.Count == 0)
                return;
            foreach (IOperation block in context.OperationBlocks)
                Check(calls, block);
        }

        private void Check(Calls calls, IOperation block)
        {
            IOperation root = Roots.Of(block);
            var inside = new List<IInvocationOperation>();
            foreach (IInvocationOperation call in calls.All)
            {
                if (Roots.Of(call) == root && block.Syntax.Span.Contains(call.Syntax.Span) && !Expected.ToFail(call))
                    inside.Add(call);
            }
            if (inside.Count == 0)
                return;
            inside.Sort(static (one, other) => one.Syntax.SpanStart.CompareTo(other.Syntax.SpanStart));
            _graph = null;
            Func<ControlFlowGraph?> graph = () => _graph ??= Roots.Graph(root, context);
            var bodies = new List<ForkBody>();
            foreach (IInvocationOperation call in inside)
            {
                if (ForkCalls.KindOf(call.TargetMethod) is { } kind)
                    ForkBody.AddTo(bodies, call, kind, block);
            }
            bool strict = IsStrict(block);
            var captures = new CaptureRule(facts, context.ReportDiagnostic);
            var code = new BodyRule(context.ReportDiagnostic);
            foreach (ForkBody body in bodies)
            {
                bool checks = ForkCalls.IsCheck(body.Call.TargetMethod);
                if (body.Kind != BodyKind.Inline || checks)
                    captures.CheckBody(body, strict || checks, block);
                code.CheckAwaits(body);
                code.CheckBlocking(body);
            }
            var results = new ResultRule(bodies, graph, context.ReportDiagnostic, context.CancellationToken);
            foreach (IInvocationOperation call in inside)
            {
                if (Calls.IsJoin(call))
                    results.CheckJoin(call);
                else if (ForkCalls.KindOf(call.TargetMethod) is { } kind && kind != BodyKind.Inline)
                    captures.CheckStates(call, strict);
                if (ForkCalls.KindOf(call.TargetMethod) == BodyKind.Forked)
                    results.CheckFork(call);
            }
            new RaceRule(bodies, graph, context.ReportDiagnostic, context.CancellationToken).Check();
        }

        private bool IsStrict(IOperation block) =>
            context.Options.AnalyzerConfigOptionsProvider.GetOptions(block.Syntax.SyntaxTree).TryGetValue(CapturesOption, out string? level)
            && string.Equals(level, "strict", StringComparison.OrdinalIgnoreCase);
    }
}
