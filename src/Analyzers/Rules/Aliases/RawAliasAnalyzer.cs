using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Aliases;

/// <summary>FJ0006 (R16): what was given to an owner is used beside it, by the name that it had before.</summary>
/// <remarks>
/// Only variables of the method itself: who else may have the object is not known. Nothing is said once an owner has given back what it had, nor of what does not
/// touch the elements, such as the length.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawAliasAnalyzer : LibraryAnalyzer
{
    private static readonly DiagnosticDescriptor s_alias = Rule.Define(
        RuleIds.RawAlias, Rule.Borrowing, DiagnosticSeverity.Warning,
        "What has an owner is used beside it",
        "'{0}' ({1}) is used after it was given to an owner, which does not see that. Use the owner, or give it by {2}(ref {0}), which leaves no alias.",
        "An owner watches what is done through it. What is done to the object itself, by a name that it had before, nobody watches.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_alias);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        var facts = new SharingFacts();
        start.RegisterOperationBlockStartAction(block => Start(block, facts));
    }

    private static void Start(OperationBlockStartAnalysisContext start, SharingFacts facts)
    {
        var given = new List<IInvocationOperation>();
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (TakerOf(call.TargetMethod) is null || Raw(call) is not { } raw || !MayChange(raw.Type, facts))
                    return;
                lock (given)
                    given.Add(call);
            },
            OperationKind.Invocation);
        start.RegisterOperationBlockEndAction(context =>
        {
            foreach (IInvocationOperation call in given)
                Check(context, call);
        });
    }

    private static void Check(OperationBlockAnalysisContext context, IInvocationOperation call)
    {
        IOperation root = Roots.Of(call);
        if (Roots.Graph(root, context) is not { } graph || Raw(call) is not { } raw || SymbolOf(raw) is not { } variable
            || Paths.Around(graph, call.Syntax, context.CancellationToken) is not { } paths)
            return;
        SyntaxNode? first = null;
        paths.After(call.Syntax, null, operation =>
        {
            if (IsGivenBack(operation))
                return Step.Stop;
            if (operation is IFlowAnonymousFunctionOperation && Mentions(root, operation.Syntax, variable) is { } inside)
                return Found(inside.Syntax);
            if (!SymbolEqualityComparer.Default.Equals(SymbolOf(operation), variable))
                return Step.Go;
            return Writing.Of(operation) == Touch.Written ? Step.Stop : IsHarmless(operation) ? Step.Go : Found(operation.Syntax);
        });
        if (first is not null)
            context.ReportDiagnostic(Rule.Report(s_alias, first.GetLocation(), [(raw.Syntax.GetLocation(), "given to its owner here")], variable.Name, TypeName.Of(raw.Type!), TakerOf(call.TargetMethod)!));

        Step Found(SyntaxNode at)
        {
            if (first is null || at.SpanStart < first.SpanStart)
                first = at;
            return Step.Found;
        }
    }

    /// <summary>The member that takes the variable, and not only what stands in it; null for a call that gives nothing to an owner.</summary>
    private static string? TakerOf(IMethodSymbol method) => !Ours.Has(method.ContainingType) ? null : (method.ContainingType.Name, method.Name) switch
    {
        ("OwnedArray", "Of") when method.Parameters[0].Type is IArrayTypeSymbol => "OwnedArray.Take",
        ("Own", "Of") => "Own.Take",
        ("Own", "Mut") => "Own.TakeMut",
        _ => null,
    };

    /// <summary>The variable whose object is given away, where it is one.</summary>
    private static IOperation? Raw(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0 && argument.Value is ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }
                && argument.Value.Type is { IsReferenceType: true, TypeKind: TypeKind.Array or TypeKind.Class })
                return argument.Value;
        }
        return null;
    }

    /// <summary>An alias of what never changes does no harm; nor does one of what sees to itself.</summary>
    private static bool MayChange(ITypeSymbol? type, SharingFacts facts) => type is not null && facts.Of(type) is { IsSure: true, Kind: not ShareKind.Shareable };

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether some owner gives back what it had.</summary>
    private static bool IsGivenBack(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "IntoArray" or "TakeOwnership" or "Take" or "Dispose", ContainingType: { } type } } && OwnerUses.IsOwner(type);

    private static bool IsHarmless(IOperation mention)
    {
        if (mention.Parent is IPropertyReferenceOperation { Property.Name: "Length" or "LongLength" or "Rank" } or IIsNullOperation or IIsPatternOperation or IBinaryOperation)
            return true;
        // In one statement with what gives it back, whatever the order: a comparison of the two.
        IOperation statement = mention;
        while (statement.Parent is { } around)
            statement = around;
        return HasGivenBack(statement);
    }

    private static bool HasGivenBack(IOperation operation)
    {
        if (IsGivenBack(operation))
            return true;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (HasGivenBack(child))
                return true;
        }
        return false;
    }

    private static IOperation? Mentions(IOperation operation, SyntaxNode lambda, ISymbol variable)
    {
        if (!operation.Syntax.Span.IntersectsWith(lambda.Span))
            return null;
        if (lambda.Span.Contains(operation.Syntax.Span) && SymbolEqualityComparer.Default.Equals(SymbolOf(operation), variable))
            return operation;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (Mentions(child, lambda, variable) is { } found)
                return found;
        }
        return null;
    }
}
