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
/// Removes an attribute of a signature that can mean nothing in its place. Not offered for what only has a wrong name in it, or wants its parameter by ref:
/// whoever wrote that wanted something said.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFix))]
[Shared]
public sealed class RemoveFix() : Fix(RuleIds.SignatureMeaningless)
{
    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        return diagnostic.Properties.ContainsKey(RuleFacts.ToGo)
            && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax list } attribute
            ? ("Remove the attribute", () => Without(root, list, attribute)) : null;
    }

    private static SyntaxNode Without(SyntaxNode root, AttributeListSyntax list, AttributeSyntax attribute)
    {
        if (list.Attributes.Count > 1)
            return root.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(attribute)));
        // What stands before the list – comments, documentation, the indentation – stands before what follows it.
        SyntaxToken next = list.GetLastToken().GetNextToken();
        SyntaxTriviaList before = list.GetLeadingTrivia();
        SyntaxTriviaList own = next.LeadingTrivia;
        bool isOnlyIndented = own.Count == 0 || (own.Count == 1 && own[0].IsKind(SyntaxKind.WhitespaceTrivia));
        if (!isOnlyIndented && before.Count > 0 && before[before.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia))
            before = before.RemoveAt(before.Count - 1);
        var mark = new SyntaxAnnotation();
        SyntaxNode changed = root.ReplaceSyntax(
            [list], (one, _) => one.WithAdditionalAnnotations(mark),
            [next], (one, _) => one.WithLeadingTrivia(isOnlyIndented ? before : before.AddRange(own)), [], static (one, _) => one);
        foreach (SyntaxNode marked in changed.GetAnnotatedNodes(mark))
            return changed.RemoveNode(marked, SyntaxRemoveOptions.KeepNoTrivia)!;
        return root;
    }
}
