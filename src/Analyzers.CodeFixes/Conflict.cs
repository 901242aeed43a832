using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>The use of an owner that conflicts with one loan of it, as a diagnostic tells.</summary>
internal sealed class Conflict
{
    private readonly SyntaxNode _use;

    private Conflict(SyntaxNode use, SyntaxNode loan, ISymbol owner) => (_use, Loan, Owner) = (use, loan, owner);

    /// <summary>Where the use begins: what is lent from here on is in nobody's way.</summary>
    internal int Position => _use.SpanStart;

    /// <summary>The call that lends.</summary>
    internal SyntaxNode Loan { get; }

    internal ISymbol Owner { get; }

    /// <summary>Null where the owner is no variable, or nothing explains the conflict. What explains it begins with the loan.</summary>
    internal static Conflict? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations[0].SourceTree != diagnostic.Location.SourceTree)
            return null;
        SyntaxNode use = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return Name(use) is { } name && model.GetSymbolInfo(name, cancellation).Symbol is { } owner && owner is ILocalSymbol or IParameterSymbol or IFieldSymbol
            ? new(use, root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true), owner) : null;
    }

    /// <summary>The owner that is used, or that a second loan lends.</summary>
    private static IdentifierNameSyntax? Name(SyntaxNode use) => use switch
    {
        IdentifierNameSyntax name => name,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner }, ArgumentList.Arguments.Count: 0 } => owner,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression as IdentifierNameSyntax,
        _ => null,
    };

    /// <summary>The statement of a block in which the use stands.</summary>
    internal StatementSyntax? StatementIn(SyntaxNode block)
    {
        foreach (SyntaxNode around in _use.AncestorsAndSelf())
        {
            if (around.Parent == block)
                return around as StatementSyntax;
        }
        return null;
    }

    /// <summary>The section or scope by which the owner is lent: that of <c>section.Borrow(data)</c>.</summary>
    internal ISymbol? Lender(SemanticModel model, CancellationToken cancellation) =>
        Loan is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax lender } } ? model.GetSymbolInfo(lender, cancellation).Symbol : null;

    /// <summary>The variable by which an owner is lent that is mentioned as an argument.</summary>
    internal static IdentifierNameSyntax? LenderOf(IdentifierNameSyntax owner) =>
        owner.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax lender } } } ? lender : null;
}
