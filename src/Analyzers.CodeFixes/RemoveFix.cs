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

/// <summary>
/// Removes an attribute of a signature that can mean nothing in its place. Not offered for what only has a wrong name in it, or wants its parameter by ref:
/// whoever wrote that wanted something said.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFix))]
[Shared]
public sealed class RemoveFix : CodeFixProvider
{
    /// <summary>Set by the analyzer where nothing but the removal is right.</summary>
    private const string ToGo = "ToGo";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SignatureMeaningless);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (!diagnostic.Properties.ContainsKey(ToGo)
            || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Remove the attribute", _ => Task.FromResult(context.Document.WithSyntaxRoot(Without(root, list, attribute))), nameof(RemoveFix)), diagnostic);
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
