using System;
using System.Composition;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>Puts <c>using</c> before the declaration of a guard.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsingFix))]
[Shared]
public sealed class UsingFix() : Fix(RuleIds.GuardNotDisposed)
{
    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax
            {
                Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } },
            })
            return null;
        SyntaxToken word = SyntaxFactory.Token(declaration.GetLeadingTrivia(), SyntaxKind.UsingKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return ("Declare it with using", () => root.ReplaceNode(declaration, declaration.WithoutLeadingTrivia().WithUsingKeyword(word)));
    }
}
