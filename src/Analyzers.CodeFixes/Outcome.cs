using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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

    /// <summary>Whether a document has no more errors than before.</summary>
    internal static async Task<bool> CompilesAsync(Document changed, SemanticModel before, CancellationToken cancellation) =>
        await changed.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } after
        && Errors(after, cancellation) is var left && (left == 0 || left <= Errors(before, cancellation));

    /// <summary>Warnings that a project makes errors are none: some are what a fix is meant to leave.</summary>
    private static int Errors(SemanticModel model, CancellationToken cancellation) =>
        model.GetDiagnostics(cancellationToken: cancellation).Count(static one => one.DefaultSeverity == DiagnosticSeverity.Error);
}
