using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules;

/// <summary>Moves, loans, slices and views of a method, by the flow of control: FJ0001 to FJ0005, FJ0010 to FJ0013, FJ0031 to FJ0033.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BorrowAnalyzer : LibraryAnalyzer
{
    private static readonly ImmutableDictionary<string, string?> s_canEnd = ImmutableDictionary<string, string?>.Empty.Add(RuleFacts.CanEnd, bool.TrueString);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        BorrowRules.UseAfterMove, BorrowRules.UseWhileLentForWriting, BorrowRules.ChangeWhileLent, BorrowRules.ConflictingLoan,
        BorrowRules.PerhapsConflictingLoan, BorrowRules.GivenAway, BorrowRules.StaleView, BorrowRules.CopyGivenAway, BorrowRules.Outlives,
        BorrowRules.SignatureBroken, BorrowRules.SignatureSilent, BorrowRules.NotDistinct);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        Library library = Library.Of(start.Compilation);
        if (library.IsUsed)
            start.RegisterOperationBlockAction(block => Analyze(block, library));
    }

    private static void Analyze(OperationBlockAnalysisContext context, Library library)
    {
        bool isAnnotated = context.OwningSymbol is IMethodSymbol method && (TakesReference(method, library) || !Signature.Of(method).IsSilent);
        foreach (IOperation block in context.OperationBlocks)
        {
            // A default value of a parameter is no body: it keeps no promise of the signature.
            ISymbol? owner = block.Kind is OperationKind.ParameterInitializer ? null : context.OwningSymbol;
            if (!(isAnnotated && owner is not null) && !Concerns(block, library) || GraphOf(context, block) is not { } graph)
                continue;
            foreach (Finding finding in Analysis.Run(graph, owner, library, context.CancellationToken))
            {
                if (block.SemanticModel?.GetOperation(finding.At, context.CancellationToken) is { } at && Expected.ToFail(at))
                    continue;
                var because = new List<(Location, string)>(finding.Because.Count);
                foreach ((SyntaxNode place, string label) in finding.Because)
                    because.Add((place.GetLocation(), label));
                if (finding.Later is { } later)
                    because.Add((later.Place, later.Label));
                context.ReportDiagnostic(Rule.Report(
                    BorrowRules.Of(finding.Kind), finding.At.GetLocation(), because, FactsOf(finding), [finding.Name, finding.Deed, finding.Reason, finding.Help]));
            }
        }
    }

    private static ImmutableDictionary<string, string?> FactsOf(Finding finding)
    {
        if (finding.Later is { CanEnd: true })
            return s_canEnd;
        return finding.Missing == SignatureAttribute.None
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty
                .Add(RuleFacts.Missing, finding.Missing.ToString()).Add(RuleFacts.From, finding.From).Add(RuleFacts.Into, finding.Into);
    }

    /// <summary>Whether a method is handed a reference that can be stored or returned, whatever it calls.</summary>
    private static bool TakesReference(IMethodSymbol method, Library library)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (library.KindOf(parameter.Type) is Kind.Ref or Kind.RefMut || library.Holds(parameter.Type))
                return true;
        }
        return false;
    }

    private static ControlFlowGraph? GraphOf(OperationBlockAnalysisContext context, IOperation block) =>
        block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ParameterInitializer
            or OperationKind.MethodBody or OperationKind.ConstructorBody
            ? context.GetControlFlowGraph(block) : null;

    /// <summary>Whether anything of the library that the flow knows is called at all, handed to a call whose signature may say something, or kept; or a function inside says something itself.</summary>
    private static bool Concerns(IOperation block, Library library)
    {
        foreach (IOperation operation in block.Descendants())
        {
            if (operation is ILocalFunctionOperation { Symbol: var function } && (TakesReference(function, library) || !Signature.Of(function).IsSilent))
                return true;
            ISymbol? member = operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod,
                IPropertyReferenceOperation property => property.Property,
                IConversionOperation { OperatorMethod: { } conversion } => conversion,
                _ => null,
            };
            if (member is not null && library.EffectOf(member).Kind != EffectKind.None)
                return true;
            ITypeSymbol? type = operation switch
            {
                IArgumentOperation argument => argument.Value.Type,
                IFieldReferenceOperation field => field.Type,
                _ => null,
            };
            if (type is null || library.KindOf(type) is var kind && kind == Kind.None)
                continue;
            if (kind.IsOwner() || kind.IsHandle() || (operation is IArgumentOperation { Parameter: { } parameter } && SignatureAttributes.Has(parameter, SignatureAttribute.Distinct)))
                return true;
        }
        return false;
    }
}
