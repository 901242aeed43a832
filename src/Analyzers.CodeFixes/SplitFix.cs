using System;
using System.Composition;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// Two forks in a row do the same with the whole of a slice, or of an array that is lent twice: each gets a half. Offered for twins only: of two forks that do
/// different things with the whole, the second may well be meant to come after the first.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitFix))]
[Shared]
public sealed class SplitFix() : Fix(RuleIds.SliceGivenAway, RuleIds.ConflictingLoan)
{
    private protected override bool Composes => false;

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (Twins.Find(root, diagnostic, model, cancellation) is not { } twins)
            return null;
        string title = twins.IsOfSlice ? "Split it: a half for each fork" : "Lend each fork a half";
        return (title, () => root.ReplaceNode(twins.Block, Split(twins, model, Statements.EndBefore(twins.First, root))));
    }

    private static BlockSyntax Split(Twins twins, SemanticModel model, SyntaxTrivia end)
    {
        int position = twins.Second.SpanStart;
        ExpressionSyntax first, second;
        string declaration;
        if (twins.IsOfSlice)
        {
            string left = Captures.Unused("left", model, position), right = Captures.Unused("right", model, position);
            declaration = $"var ({left}, {right}) = {twins.Name}.Split();";
            (first, second) = (SyntaxFactory.IdentifierName(left), SyntaxFactory.IdentifierName(right));
        }
        else
        {
            string middle = Captures.Unused("middle", model, position);
            declaration = $"int {middle} = {twins.Name}.Length / 2;";
            (first, second) = (Part(twins.Given, ".." + middle), Part(twins.Given, middle + ".."));
        }
        int place = twins.Block.Statements.IndexOf(twins.First);
        SyntaxList<StatementSyntax> statements = twins.Block.Statements;
        statements = statements.Replace(statements[place], WithGiven(twins.First, first));
        statements = statements.Replace(statements[place + 1], WithGiven(twins.Second, second));
        return twins.Block.WithStatements(Statements.InsertBefore(statements, place, SyntaxFactory.ParseStatement(declaration), end));
    }

    /// <summary><c>section.BorrowMut(data)</c> of a range.</summary>
    private static InvocationExpressionSyntax Part(ExpressionSyntax lending, string range)
    {
        var call = (InvocationExpressionSyntax)lending.WithoutTrivia();
        ArgumentSyntax part = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(range)).WithLeadingTrivia(SyntaxFactory.Space);
        return call.WithArgumentList(call.ArgumentList.AddArguments(part));
    }

    private static ExpressionStatementSyntax WithGiven(ExpressionStatementSyntax fork, ExpressionSyntax given)
    {
        ExpressionSyntax old = ((InvocationExpressionSyntax)fork.Expression).ArgumentList.Arguments[0].Expression;
        return fork.ReplaceNode(old, given.WithTriviaFrom(old));
    }

    /// <summary>Two equal statements, one after the other, each a fork that is given all of a variable.</summary>
    private sealed class Twins(BlockSyntax block, ExpressionStatementSyntax first, ExpressionStatementSyntax second, ExpressionSyntax given, string name)
    {
        internal BlockSyntax Block { get; } = block;

        internal ExpressionStatementSyntax First { get; } = first;

        internal ExpressionStatementSyntax Second { get; } = second;

        /// <summary>What the second is given: the slice, or the call that lends the array.</summary>
        internal ExpressionSyntax Given { get; } = given;

        /// <summary>The slice, or the array, as the code writes it.</summary>
        internal string Name { get; } = name;

        internal bool IsOfSlice => Given is IdentifierNameSyntax;

        internal static Twins? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } second
                || Fork(second, model, cancellation) is not { } given || !given.Span.Contains(diagnostic.Location.SourceSpan))
                return null;
            int place = block.Statements.IndexOf(second);
            if (place == 0 || block.Statements[place - 1] is not ExpressionStatementSyntax first || !SyntaxFactory.AreEquivalent(first, second)
                || diagnostic.AdditionalLocations.Count == 0 || !first.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan))
                return null;
            bool isOfSlice = given is IdentifierNameSyntax;
            IdentifierNameSyntax? variable = isOfSlice ? (IdentifierNameSyntax)given : Lent(given);
            if (variable is null || model.GetSymbolInfo(variable, cancellation).Symbol is not { } symbol || symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol))
                return null;
            bool isRight = isOfSlice
                ? Lending.IsOurs(model.GetTypeInfo(given, cancellation).Type, "SliceMut") && BelongsTo(block, symbol, cancellation)
                : Lending.IsOurs(model.GetTypeInfo(variable, cancellation).Type, "OwnedArray") && block.Parent is LambdaExpressionSyntax
                    && BelongsTo(block, model.GetSymbolInfo(Receiver(second)!, cancellation).Symbol, cancellation);
            // A third part, lent before or after, would overlap one half or both.
            return isRight && !Lending.MayLend(Lending.CodeAround(block), symbol, model, Others, cancellation) ? new(block, first, second, given, variable.Identifier.Text) : null;

            bool Others(IdentifierNameSyntax name) =>
                !first.Span.Contains(name.Span) && !second.Span.Contains(name.Span) && (name.SpanStart < block.Span.End || Statements.IsInLoop(block));
        }

        /// <summary>What a statement hands to its fork; null for another statement.</summary>
        private static ExpressionSyntax? Fork(ExpressionStatementSyntax statement, SemanticModel model, CancellationToken cancellation) =>
            Receiver(statement) is not null && statement.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } call && arguments[0].NameColon is null
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Fork" } method && Lending.IsOurs(method.ContainingType, "ForkJoinSection")
                ? arguments[0].Expression : null;

        private static IdentifierNameSyntax? Receiver(ExpressionStatementSyntax statement) =>
            statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax section } } ? section : null;

        /// <summary>The owner in <c>section.BorrowMut(data)</c>.</summary>
        private static IdentifierNameSyntax? Lent(ExpressionSyntax given) => given is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: "BorrowMut" },
            ArgumentList.Arguments: { Count: 1 } arguments,
        } ? arguments[0].Expression as IdentifierNameSyntax : null;

        /// <summary>Whether a variable is new each time a block runs.</summary>
        private static bool BelongsTo(BlockSyntax block, ISymbol? variable, CancellationToken cancellation)
        {
            if (variable is not { DeclaringSyntaxReferences: { Length: 1 } declarations })
                return false;
            SyntaxNode declaration = declarations[0].GetSyntax(cancellation);
            return declaration is ParameterSyntax
                ? block.Parent!.Span.Contains(declaration.Span) && !block.Span.Contains(declaration.Span)
                : declaration.FirstAncestorOrSelf<StatementSyntax>()?.Parent == block;
        }
    }
}
