using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>Where a method lends what, as far as fixes ask. The analyzer knows the loans; a fix that is not sure to end a conflict is not offered.</summary>
internal static class Lending
{
    internal static bool IsOurs(ITypeSymbol? type, params string[] names) =>
        type is { ContainingNamespace: { Name: "ForkJoin", ContainingNamespace.IsGlobalNamespace: true } } && Array.IndexOf(names, type.Name) >= 0;

    /// <summary>The member whose code a node is part of; the whole file for top-level statements.</summary>
    internal static SyntaxNode CodeAround(SyntaxNode node)
    {
        foreach (SyntaxNode around in node.Ancestors())
        {
            if (around is MemberDeclarationSyntax and not GlobalStatementSyntax)
                return around;
        }
        return node.SyntaxTree.GetRoot();
    }

    /// <summary>Whether any mention of a variable within a node, of those that count, is handed on or lends: a loan may come of it that a fix does not end.</summary>
    internal static bool MayLend(SyntaxNode within, ISymbol variable, SemanticModel model, Func<IdentifierNameSyntax, bool> counts, CancellationToken cancellation)
    {
        foreach (SyntaxNode node in within.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && IsMention(name, variable, model, cancellation) && counts(name) && !IsDirect(name, model, cancellation))
                return true;
        }
        return false;
    }

    internal static bool IsMentioned(SyntaxNode within, ISymbol variable, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode node in within.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax name && IsMention(name, variable, model, cancellation))
                return true;
        }
        return false;
    }

    private static bool IsMention(IdentifierNameSyntax name, ISymbol variable, SemanticModel model, CancellationToken cancellation) =>
        string.Equals(name.Identifier.ValueText, variable.Name, StringComparison.Ordinal)
        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable);

    /// <summary>Reads or writes the variable's value in passing: <c>data[0]</c>, <c>data.Length</c>, <c>count.Value</c>, <c>part.Span.Sort()</c>.</summary>
    private static bool IsDirect(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellation) => name.Parent switch
    {
        ElementAccessExpressionSyntax access => access.Expression == name && model.GetTypeInfo(access, cancellation).Type is { IsRefLikeType: false, ContainingNamespace.Name: not "ForkJoin" },
        MemberAccessExpressionSyntax access => access.Expression == name && access.Name.Identifier.ValueText is "Length" or "Value" or "Span",
        _ => false,
    };
}
