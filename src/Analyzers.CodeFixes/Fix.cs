using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>What an editor offers about one diagnostic: one change of the document that it stands in, known by the name of its class.</summary>
public abstract class Fix : CodeFixProvider
{
    private protected Fix(params string[] rules) => FixableDiagnosticIds = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Find(root, diagnostic, model, context.CancellationToken) is not var (title, change))
            return;
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change())), GetType().Name), diagnostic);
    }

    /// <summary>Looks whether there is one right answer.</summary>
    /// <param name="root">The document.</param>
    /// <param name="diagnostic">What was said of it.</param>
    /// <param name="model">The document's.</param>
    /// <param name="cancellation">The editor needs it no more.</param>
    /// <returns>What the editor is to write, and what makes the new document; null where nothing is offered.</returns>
    private protected abstract (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation);
}
