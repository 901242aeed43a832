using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// Gives an object to its owner by <c>Take(ref x)</c>, which leaves no alias: the variable is null afterwards, and the compiler points at what still uses it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeFix))]
[Shared]
public sealed class TakeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.RawAlias);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (diagnostic.AdditionalLocations.Count > 0)
            context.RegisterCodeFix(
                CodeAction.Create("Take it, and leave no alias", stop => FixAsync(context.Document, diagnostic.AdditionalLocations[0], stop), nameof(TakeFix)), diagnostic);
        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(Document document, Location given, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || root?.FindNode(given.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax
            {
                Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } member } } } argument,
            } raw)
            return document;
        string taking = member.Identifier.ValueText is "Mut" ? "TakeMut" : "Take";
        var changes = new Dictionary<SyntaxNode, SyntaxNode>
        {
            [member] = member.WithIdentifier(SyntaxFactory.Identifier(taking).WithTriviaFrom(member.Identifier)),
            [argument] = argument.WithRefKindKeyword(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space)),
        };
        // The variable is null afterwards, which its type has to allow.
        if (model.GetSymbolInfo(raw, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations }
            && await declarations[0].GetSyntaxAsync(cancellation).ConfigureAwait(false) is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Type: { IsVar: false } type } }
            && type is not NullableTypeSyntax && model.GetNullableContext(type.SpanStart).AnnotationsEnabled())
            changes.Add(type, SyntaxFactory.NullableType(type.WithoutTrivia()).WithTriviaFrom(type));
        return document.WithSyntaxRoot(root.ReplaceNodes(changes.Keys, (one, _) => changes[one]));
    }
}
