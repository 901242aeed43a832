using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>Puts <c>using</c> before the declaration of a guard.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsingFix))]
[Shared]
public sealed class UsingFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.GuardNotDisposed);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax
            {
                Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } },
            })
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Declare it with using",
                _ =>
                {
                    SyntaxToken word = SyntaxFactory.Token(declaration.GetLeadingTrivia(), SyntaxKind.UsingKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
                    LocalDeclarationStatementSyntax disposed = declaration.WithoutLeadingTrivia().WithUsingKeyword(word);
                    return Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, disposed)));
                },
                nameof(UsingFix)),
            diagnostic);
    }
}
