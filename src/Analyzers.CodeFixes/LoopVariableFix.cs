using System;
using System.Composition;
using System.Linq;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>Copies the variable of a for loop before the statement that forks, so that each turn has its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopVariableFix))]
[Shared]
public sealed class LoopVariableFix() : Fix(RuleIds.ForkCapturesLoopVariable)
{
    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol variable
            || Captures.BodyAround(name, variable, cancellation) is not { } lambda || lambda.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
            return null;
        return ("Copy the loop variable", () => WithCopy(root, statement, lambda, variable, model, cancellation));
    }

    private static SyntaxNode WithCopy(
        SyntaxNode root, StatementSyntax statement, LambdaExpressionSyntax lambda, ILocalSymbol variable, SemanticModel model, CancellationToken cancellation)
    {
        string copy = Captures.Unused(variable.Name + "Copy", model, statement.SpanStart);
        StatementSyntax changed = statement.ReplaceNodes(
            lambda.DescendantNodes().OfType<IdentifierNameSyntax>().Where(one => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(one, cancellation).Symbol, variable)),
            (one, _) => SyntaxFactory.IdentifierName(copy).WithTriviaFrom(one));
        StatementSyntax declaration = SyntaxFactory.LocalDeclarationStatement(
            SyntaxFactory.VariableDeclaration(
                SyntaxFactory.ParseTypeName(variable.Type.ToMinimalDisplayString(model, statement.SpanStart)),
                SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(copy)
                    .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.IdentifierName(variable.Name)))))).NormalizeWhitespace();
        if (statement.Parent is BlockSyntax block)
        {
            SyntaxList<StatementSyntax> statements = Statements.InsertBefore(
                block.Statements.Replace(statement, changed), block.Statements.IndexOf(statement), declaration, Statements.EndOfLine(root));
            return root.ReplaceNode(block, block.WithStatements(statements));
        }
        // The statement is all that the loop has.
        BlockSyntax whole = SyntaxFactory.Block(declaration.WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine("\n")), changed.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(statement, whole.WithTrailingTrivia(statement.GetTrailingTrivia()));
    }
}
