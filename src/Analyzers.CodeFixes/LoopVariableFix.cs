using System;
using System.Collections.Generic;
using System.Composition;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>Copies the variable of a for loop before the statement that forks, so that each turn has its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopVariableFix))]
[Shared]
public sealed class LoopVariableFix() : Fix(RuleIds.ForkCapturesLoopVariable)
{
    private protected override bool Composes => false;

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol variable
            || Captures.Outermost(name, variable, static _ => true, cancellation) is not { } lambda || lambda.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: not (SwitchSectionSyntax or LabeledStatementSyntax) } statement)
            return null;
        List<IdentifierNameSyntax> mentions = MentionsIn(lambda, variable, model, cancellation);
        string copy = Captures.Unused(variable.Name + "Copy", model, statement.SpanStart);
        string declaration = $"{variable.Type.ToMinimalDisplayString(model, statement.SpanStart)} {copy} = {name.Identifier.Text};";
        return mentions.Exists(Captures.GivesName) ? null
            : ("Copy the loop variable", () => WithCopy(root, statement, mentions, copy, SyntaxFactory.ParseStatement(declaration)));
    }

    private static List<IdentifierNameSyntax> MentionsIn(LambdaExpressionSyntax lambda, ILocalSymbol variable, SemanticModel model, CancellationToken cancellation)
    {
        var mentions = new List<IdentifierNameSyntax>();
        foreach (SyntaxNode node in lambda.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && !Captures.IsOnlyNamed(name) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable))
                mentions.Add(name);
        }
        return mentions;
    }

    private static SyntaxNode WithCopy(SyntaxNode root, StatementSyntax statement, List<IdentifierNameSyntax> mentions, string copy, StatementSyntax declaration)
    {
        SyntaxTrivia end = Statements.EndBefore(statement, root);
        StatementSyntax changed = statement.ReplaceNodes(mentions, (one, _) => SyntaxFactory.IdentifierName(copy).WithTriviaFrom(one));
        if (statement.Parent is BlockSyntax block)
        {
            int place = block.Statements.IndexOf(statement);
            return root.ReplaceNode(block, block.WithStatements(Statements.InsertBefore(block.Statements.Replace(statement, changed), place, declaration, end)));
        }
        // The statement is all that the loop, or branch, has.
        if (end.IsKind(SyntaxKind.EndOfLineTrivia) && Statements.EndsLine(statement))
        {
            SyntaxTriviaList indentation = SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(Statements.IndentationOf(statement.Parent!))), ending = SyntaxFactory.TriviaList(end);
            return root.ReplaceNode(statement, SyntaxFactory.Block(
                SyntaxFactory.Token(indentation, SyntaxKind.OpenBraceToken, ending),
                Statements.InsertBefore(SyntaxFactory.SingletonList(changed), 0, declaration, end),
                SyntaxFactory.Token(indentation, SyntaxKind.CloseBraceToken, ending)));
        }
        SyntaxTriviaList space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        return root.ReplaceNode(statement, SyntaxFactory.Block(
            SyntaxFactory.Token(changed.GetLeadingTrivia(), SyntaxKind.OpenBraceToken, space),
            SyntaxFactory.List([declaration.WithTrailingTrivia(space), changed.WithLeadingTrivia().WithTrailingTrivia(space)]),
            SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, changed.GetTrailingTrivia())));
    }
}
