using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Explorer;

/// <summary>
/// Finds everything in the protocols' sources that can be taken away: so a fence, a compare-and-swap or a re-check that is added
/// has its mutants with it.
/// </summary>
internal static class Mutations
{
    private const string Weakened = "global::ForkJoin.Tests.Explorer.Weakened.";

    internal static IEnumerable<Mutant> Of(string file, SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            foreach (var (change, span, text) in Of(node))
                yield return new Mutant(file, Place(node), change, span, text);
        }
    }

    private static IEnumerable<(string Change, TextSpan Span, string Text)> Of(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "TSync" } } } call
            => OfOperation(call, ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.Text),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both =>
        [
            ($"«{both.Left}» not asked", both.Span, both.Right.ToString()),
            ($"«{both.Right}» not asked", both.Span, both.Left.ToString()),
        ],
        IfStatementSyntax { Else: null, Statement: ReturnStatementSyntax or BlockSyntax { Statements: [.., ReturnStatementSyntax] } } guard
            => [($"«if ({guard.Condition}) return» dropped", guard.Span, Effects(guard))],
        IfStatementSyntax { Else: null, Statement: ExpressionStatementSyntax } act => [($"«{act.Condition}» not asked", act.Span, act.Statement.ToString())],
        UsingStatementSyntax held => [("the gate is not taken", held.Span, held.Statement.ToString())],
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "TSync" or "Debug" } } } } call
            => [($"«{call.Expression}» dropped", call.Span, ";")],
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: SimpleNameSyntax } own } => [($"«{own.Expression}» dropped", own.Span, ";")],
        ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax } count => [($"«{count.Expression}» dropped", count.Span, ";")],
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } } count
            => [($"«{count.Expression}» dropped", count.Span, ";")],
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression } } } note
            => [($"«{note.Expression}» dropped", note.Span, ";")],
        _ => [],
    };

    private static IEnumerable<(string Change, TextSpan Span, string Text)> OfOperation(InvocationExpressionSyntax call, string operation)
    {
        string arguments = call.ArgumentList.ToString();
        switch (operation)
        {
            case "Fence":
                yield return ("the fence is dropped", call.Span, "_ = 0");
                break;
            case "CompareExchange" or "Exchange" or "Add":
                yield return ($"{operation} in two steps", call.Span, $"{Weakened}Torn{operation}{arguments}");
                yield return ($"{operation} orders nothing", call.Span, $"{Weakened}Relaxed{operation}{arguments}");
                break;
            case "Acquire" or "Release":
                yield return ($"{operation} orders nothing", call.Span, $"{Weakened}Relaxed{operation}{arguments}");
                break;
            case "Enter":
                yield return ("the gate is not taken", call.Span, "_ = 0");
                break;
            case "Wait" or "Set":
                yield return ($"{operation} dropped", call.Span, call.Parent is ExpressionStatementSyntax ? "_ = 0" : "true");
                break;
        }
    }

    /// <summary>A guard without its way out still does what its condition does.</summary>
    private static string Effects(IfStatementSyntax guard) => guard.Condition is BinaryExpressionSyntax ? $"_ = {guard.Condition};" : ";";

    /// <summary>The type and member, and the name of the step that stands at the end of the line.</summary>
    private static string Place(SyntaxNode node)
    {
        string type = node.Ancestors().OfType<TypeDeclarationSyntax>().Last().Identifier.Text;
        SyntaxNode member = node.AncestorsAndSelf().First(static n => n is MethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax);
        string name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => member.ToString(),
        };
        SourceText text = node.SyntaxTree.GetText();
        string line = text.Lines.GetLineFromPosition(node.Span.End).ToString();
        Match step = Regex.Match(line, @"// ([A-Z]\d(?:, [A-Z]\d)*)", RegexOptions.None, TimeSpan.FromSeconds(10));
        return step.Success ? $"{type}.{name} {step.Groups[1].Value}" : $"{type}.{name}";
    }
}
