using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>What every change must leave behind, whatever the code looks like that it is made to.</summary>
internal static class Outcome
{
    /// <summary>Whether each comment and directive is there as often as before.</summary>
    internal static bool KeepsComments(SyntaxNode before, SyntaxNode after) => Comments(before).SequenceEqual(Comments(after), StringComparer.Ordinal);

    private static List<string> Comments(SyntaxNode root)
    {
        var comments = new List<string>();
        foreach (SyntaxTrivia trivia in root.DescendantTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                comments.Add(trivia.ToFullString());
        }
        comments.Sort(StringComparer.Ordinal);
        return comments;
    }

    /// <summary>Whether the document has no more errors than before. It is parsed anew: what counts is what the user will have on the screen, not the tree.</summary>
    internal static async Task<bool> CompilesAsync(Document document, SemanticModel before, SyntaxNode after, CancellationToken cancellation)
    {
        Document changed = document.WithText(SourceText.From(after.ToFullString()));
        return await changed.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && Errors(model, cancellation) is var left && (left == 0 || left <= Errors(before, cancellation));
    }

    /// <summary>Warnings that a project makes errors are none: some are what a fix is meant to leave.</summary>
    private static int Errors(SemanticModel model, CancellationToken cancellation) =>
        model.GetDiagnostics(cancellationToken: cancellation).Count(static one => one.DefaultSeverity == DiagnosticSeverity.Error);
}
