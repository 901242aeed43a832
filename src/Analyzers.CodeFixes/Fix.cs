using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// What an editor offers about one diagnostic: one change of the document that it stands in, known by the name of its class. Each fix sees to it that the change
/// is right; that it leaves code that compiles, with every comment, is seen to here: a change that does not is not offered (see <see cref="Outcome"/>).
/// </summary>
public abstract class Fix : CodeFixProvider
{
    private protected Fix(params string[] rules) => FixableDiagnosticIds = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>Whether the changes for all diagnostics of a document, each made as if it were the only one, can be made together. Those that declare a name or move statements cannot.</summary>
    private protected virtual bool Composes => true;

    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => Composes ? WellKnownFixAllProviders.BatchFixer : null;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Find(root, diagnostic, model, context.CancellationToken) is not var (title, change))
            return;
        SyntaxNode after = change();
        Document changed = context.Document.WithSyntaxRoot(after);
        if (Outcome.KeepsComments(root, after) && await Outcome.CompilesAsync(changed, model, context.CancellationToken).ConfigureAwait(false))
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), GetType().Name), diagnostic);
    }

    /// <summary>Looks whether there is one right answer.</summary>
    /// <param name="root">The document.</param>
    /// <param name="diagnostic">What was said of it.</param>
    /// <param name="model">The document's.</param>
    /// <param name="cancellation">The editor needs it no more.</param>
    /// <returns>What the editor is to write, and what makes the new document; null where nothing is offered.</returns>
    private protected abstract (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation);
}
