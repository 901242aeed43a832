using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules;

/// <summary>Moves, loans, slices and views of a method, by the flow of control: FJ0001 to FJ0005, FJ0010 to FJ0013, FJ0031 and FJ0033.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BorrowAnalyzer : LibraryAnalyzer
{
    private static readonly ImmutableDictionary<string, string?> s_canEnd = ImmutableDictionary<string, string?>.Empty.Add(RuleFacts.CanEnd, bool.TrueString);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        BorrowRules.UseAfterMove, BorrowRules.UseWhileLentForWriting, BorrowRules.ChangeWhileLent, BorrowRules.ConflictingLoan,
        BorrowRules.PerhapsConflictingLoan, BorrowRules.GivenAway, BorrowRules.StaleView, BorrowRules.CopyGivenAway, BorrowRules.Outlives,
        BorrowRules.SignatureBroken, BorrowRules.NotDistinct);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        Library library = Library.Of(start.Compilation);
        if (library.IsUsed)
            start.RegisterOperationBlockAction(block => Analyze(block, library));
    }

    private static void Analyze(OperationBlockAnalysisContext context, Library library)
    {
        bool isAnnotated = context.OwningSymbol is IMethodSymbol method && !Signature.Of(method).IsSilent;
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
                ImmutableDictionary<string, string?> facts = finding.Later is { CanEnd: true } ? s_canEnd : ImmutableDictionary<string, string?>.Empty;
                context.ReportDiagnostic(Rule.Report(
                    BorrowRules.Of(finding.Kind), finding.At.GetLocation(), because, facts, [finding.Name, finding.Verb, finding.Reason, finding.Help]));
            }
        }
    }

    private static ControlFlowGraph? GraphOf(OperationBlockAnalysisContext context, IOperation block) =>
        block.Kind is OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ParameterInitializer
            or OperationKind.MethodBody or OperationKind.ConstructorBody
            ? context.GetControlFlowGraph(block) : null;

    /// <summary>Whether anything of the library that the flow knows is called at all, handed to a call whose signature may say something, or kept.</summary>
    private static bool Concerns(IOperation block, Library library)
    {
        foreach (IOperation operation in block.Descendants())
        {
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
            if (type is not null && library.KindOf(type) is var kind && (kind.IsOwner() || kind.IsHandle()))
                return true;
        }
        return false;
    }
}
