using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// Makes the lambda of a fork static and hands it what it captured as the fork's state: <c>section.Fork(() => Use(i))</c> becomes
/// <c>section.Fork(i, static i => Use(i))</c>. Offered where the lambda only reads what it captures, and may have it for itself.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateFix))]
[Shared]
public sealed class StateFix() : Fix(RuleIds.ForkCapturesMutable, RuleIds.ForkCapturesNotShareable, RuleIds.ForkCapturesLoopVariable)
{
    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if ((string.Equals(diagnostic.Id, RuleIds.ForkCapturesNotShareable, StringComparison.Ordinal) && !diagnostic.Properties.ContainsKey(RuleFacts.Moves))
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not { } variable
            || Captures.Outermost(name, variable, TakesState, cancellation) is not ParenthesizedLambdaExpressionSyntax
            {
                ParameterList.Parameters.Count: 0, AsyncKeyword.RawKind: 0, ReturnType: null, AttributeLists.Count: 0,
            } lambda)
            return null;
        // What the fork looks at again and again, it waits to see changed.
        if (string.Equals(diagnostic.Id, RuleIds.ForkCapturesMutable, StringComparison.Ordinal) && Statements.IsInLoop(name, lambda))
            return null;
        return Captures.ReadOnly(lambda, model, cancellation) is { Count: > 0 and < 8 } captured && (captured.Count == 1 || !captured.Exists(static one => IsPlace(one.Variable.Name)))
            ? ("Hand it to the fork as its state", () => WithState(root, lambda, captured)) : null;

        bool TakesState(LambdaExpressionSyntax one) =>
            one.Parent is ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax } } call } arguments } argument
            && arguments.Arguments[0] == argument
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Fork" or "RunAsync" } method && Lending.IsOurs(method.ContainingType, "ForkJoinSection", "ForkJoinPool");
    }

    /// <summary>Whether an element of a tuple would have the name of another one's place.</summary>
    private static bool IsPlace(string name) => name.StartsWith("Item", StringComparison.Ordinal) && name.Skip(4).All(char.IsDigit);

    private static SyntaxNode WithState(SyntaxNode root, ParenthesizedLambdaExpressionSyntax lambda, List<(ISymbol Variable, List<IdentifierNameSyntax> Mentions)> captured)
    {
        string names = string.Join(", ", captured.Select(static one => one.Mentions[0].Identifier.Text)), state = names;
        ParenthesizedLambdaExpressionSyntax body = lambda;
        if (captured.Count > 1)
        {
            (names, state) = ($"({names})", Captures.Unused("state", lambda));
            body = lambda.ReplaceNodes(captured.SelectMany(static one => one.Mentions), (mention, _) =>
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.IdentifierName(state), mention.WithoutTrivia()).WithTriviaFrom(mention));
        }
        LambdaExpressionSyntax taking = SyntaxFactory.SimpleLambdaExpression(SyntaxFactory.Parameter(SyntaxFactory.ParseToken(state)).WithTrailingTrivia(lambda.ParameterList.GetTrailingTrivia()), body.Body)
            .WithArrowToken(body.ArrowToken).WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.ParseToken("static ")));
        var argument = (ArgumentSyntax)lambda.Parent!;
        var arguments = (ArgumentListSyntax)argument.Parent!;
        ArgumentSyntax handed = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(names)).WithLeadingTrivia(argument.GetLeadingTrivia());
        SyntaxNodeOrTokenList changed = arguments.Arguments.GetWithSeparators().Replace(argument, argument.WithExpression(taking))
            .InsertRange(0, [handed, SyntaxFactory.ParseToken(", ")]);
        return root.ReplaceNode(arguments, arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(changed)));
    }
}
