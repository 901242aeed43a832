using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>
/// A fixture's source made fit to be run: everything that is declared can be called from beside it, and every round of a loop and every call of a method
/// counts, so that what would never end does; what writes to the console can fail. No line moves, so that an exception's lines are the fixture's.
/// </summary>
internal static class TrialSource
{
    internal const string Count = "Trial.Count();";

    internal static string Of(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        var edits = new List<(int At, int Length, string Text)>();
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (node is BaseTypeDeclarationSyntax and not ExtensionBlockDeclarationSyntax or DelegateDeclarationSyntax or MethodDeclarationSyntax or ConstructorDeclarationSyntax or BasePropertyDeclarationSyntax)
                Open((MemberDeclarationSyntax)node);
            switch (node)
            {
                case BaseMethodDeclarationSyntax { Body: { } body }:
                    edits.Add((body.OpenBraceToken.Span.End, 0, Count));
                    break;
                case LocalFunctionStatementSyntax { Body: { } body }:
                    edits.Add((body.OpenBraceToken.Span.End, 0, Count));
                    break;
                case CommonForEachStatementSyntax { Statement: var round }:
                    Round(round);
                    break;
                case ForStatementSyntax { Statement: var round }:
                    Round(round);
                    break;
                case WhileStatementSyntax { Statement: var round }:
                    Round(round);
                    break;
                case DoStatementSyntax { Statement: var round }:
                    Round(round);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" } console, Name.Identifier.Text: "WriteLine" } }:
                    edits.Add((console.SpanStart, console.Span.Length, "Trial"));
                    break;
                case LabeledStatementSyntax label:
                    edits.Add((label.ColonToken.Span.End, 0, Count));
                    break;
            }
        }
        var text = new StringBuilder(tree.GetText().ToString());
        foreach ((int at, int length, string put) in edits.OrderByDescending(static edit => edit.At).ThenByDescending(static edit => edit.Length))
            text.Remove(at, length).Insert(at, put);
        return text.ToString();

        void Round(StatementSyntax round)
        {
            // Braces do for any statement; what is there already may be a block, of which one more around says nothing else.
            edits.Add((round.SpanStart, 0, $"{{{Count}"));
            edits.Add((round.Span.End, 0, "}"));
        }

        void Open(MemberDeclarationSyntax member)
        {
            bool isFree = member.Parent is BaseTypeDeclarationSyntax and not InterfaceDeclarationSyntax
                && !member.ChildNodes().OfType<ExplicitInterfaceSpecifierSyntax>().Any() && member is not ConstructorDeclarationSyntax { Modifiers: [.., { RawKind: (int)SyntaxKind.StaticKeyword }] };
            if (!isFree || member.Modifiers.Any(static one => one.IsKind(SyntaxKind.PublicKeyword) || one.IsKind(SyntaxKind.InternalKeyword) || one.IsKind(SyntaxKind.ProtectedKeyword)))
                return;
            SyntaxToken closed = member.Modifiers.FirstOrDefault(static one => one.IsKind(SyntaxKind.PrivateKeyword));
            if (closed != default)
                edits.Add((closed.SpanStart, closed.Span.Length, "internal"));
            else
                edits.Add((member.AttributeLists.Count > 0 ? member.AttributeLists[^1].Span.End : member.SpanStart, 0, " internal "));
        }
    }
}
