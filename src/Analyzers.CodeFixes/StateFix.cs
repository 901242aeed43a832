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
using Microsoft.CodeAnalysis.Formatting;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// Makes the lambda of a fork static and hands it what it captured as the fork's state: <c>section.Fork(() => Use(i))</c> becomes
/// <c>section.Fork(i, static i => Use(i))</c>. Offered where the lambda only reads what it captures, and may have it for itself.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateFix))]
[Shared]
public sealed class StateFix() : Fix(RuleIds.ForkCapturesMutable, RuleIds.ForkCapturesNotShareable, RuleIds.ForkCapturesLoopVariable)
{
    private const string Several = "state";

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if ((string.Equals(diagnostic.Id, RuleIds.ForkCapturesNotShareable, StringComparison.Ordinal) && !diagnostic.Properties.ContainsKey(RuleFacts.Moves))
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not { } variable
            || Captures.BodyAround(name, variable, cancellation) is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0, AsyncKeyword.RawKind: 0 } lambda
            || lambda.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments } argument || arguments.Arguments[0] != argument)
            return null;
        bool takesState = model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Fork" or "RunAsync" } method
            && Lending.IsOurs(method.ContainingType, "ForkJoinSection", "ForkJoinPool");
        return takesState && Captures.ReadOnly(lambda, model, cancellation) is { Count: > 0 and < 8 } captured
            ? ("Hand it to the fork as its state", () => WithState(root, lambda, captured)) : null;
    }

    private static SyntaxNode WithState(SyntaxNode root, LambdaExpressionSyntax lambda, List<(ISymbol Variable, List<IdentifierNameSyntax> Mentions)> captured)
    {
        SimpleNameSyntax state = SyntaxFactory.IdentifierName(captured.Count == 1 ? captured[0].Variable.Name : Several);
        LambdaExpressionSyntax body = lambda;
        if (captured.Count > 1)
            body = lambda.ReplaceNodes(captured.SelectMany(static one => one.Mentions), (mention, _) =>
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, state.WithoutTrivia(), mention.WithoutTrivia()).WithTriviaFrom(mention));
        LambdaExpressionSyntax taking = SyntaxFactory.SimpleLambdaExpression(SyntaxFactory.Parameter(state.Identifier), body.Body)
            .WithArrowToken(body.ArrowToken).WithModifiers(SyntaxFactory.TokenList(Captures.StaticKeyword)).WithAdditionalAnnotations(Formatter.Annotation);
        ExpressionSyntax handed = captured.Count == 1 ? state
            : SyntaxFactory.TupleExpression(SyntaxFactory.SeparatedList(captured.Select(static one => SyntaxFactory.Argument(SyntaxFactory.IdentifierName(one.Variable.Name)))));
        var argument = (ArgumentSyntax)lambda.Parent!;
        var arguments = (ArgumentListSyntax)argument.Parent!;
        SeparatedSyntaxList<ArgumentSyntax> changed = arguments.Arguments.Replace(argument, argument.WithExpression(taking))
            .Insert(0, SyntaxFactory.Argument(handed));
        return root.ReplaceNode(arguments, arguments.WithArguments(changed).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
