using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>What lambdas capture, as fixes need it.</summary>
internal static class Captures
{
    /// <summary>The lambda that a fork is given and in which a node stands: the outermost one that is an argument and contains no declaration of what the node names.</summary>
    internal static LambdaExpressionSyntax? BodyAround(SyntaxNode node, ISymbol variable, CancellationToken cancellation)
    {
        LambdaExpressionSyntax? body = null;
        foreach (SyntaxNode around in node.Ancestors())
        {
            if (around is not LambdaExpressionSyntax lambda)
                continue;
            foreach (SyntaxReference declaration in variable.DeclaringSyntaxReferences)
            {
                if (lambda.Span.Contains(declaration.GetSyntax(cancellation).Span))
                    return body;
            }
            if (lambda.Parent is ArgumentSyntax)
                return lambda;
            body = lambda;
        }
        return body;
    }

    /// <summary>The mentions of each variable that a lambda captures, in the order of their first ones; null where it uses the object around, or assigns what it captures.</summary>
    internal static List<(ISymbol Variable, List<IdentifierNameSyntax> Mentions)>? ReadOnly(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellation)
    {
        if (model.AnalyzeDataFlow(lambda) is not { Succeeded: true } flow)
            return null;
        var found = new List<(ISymbol Variable, List<IdentifierNameSyntax> Mentions)>();
        foreach (SyntaxNode node in lambda.DescendantNodes())
        {
            if (node is ThisExpressionSyntax or BaseExpressionSyntax)
                return null;
            if (node is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol)
                continue;
            if (IsOfThis(name, symbol))
                return null;
            if (symbol is not (ILocalSymbol { IsConst: false } or IParameterSymbol) || flow.VariablesDeclared.Contains(symbol))
                continue;
            if (flow.WrittenInside.Contains(symbol))
                return null;
            int known = found.FindIndex(one => SymbolEqualityComparer.Default.Equals(one.Variable, symbol));
            if (known < 0)
                found.Add((symbol, [name]));
            else
                found[known].Mentions.Add(name);
        }
        return found;
    }

    private static bool IsOfThis(IdentifierNameSyntax name, ISymbol symbol) =>
        symbol is { IsStatic: false } and (IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
        && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && name.Parent is not (MemberBindingExpressionSyntax or NameColonSyntax or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax });

    /// <summary>A name that nothing in sight has, nor anything in the same member: what an inner block declares must not be hidden from it.</summary>
    internal static string Unused(string wanted, SemanticModel model, int position)
    {
        SyntaxNode code = Lending.CodeAround(model.SyntaxTree.GetRoot().FindToken(position).Parent!);
        string name = wanted;
        for (int i = 2; !model.LookupSymbols(position, name: name).IsEmpty || Occurs(code, name); i++)
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static bool Occurs(SyntaxNode code, string name)
    {
        foreach (SyntaxToken token in code.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && string.Equals(token.ValueText, name, System.StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    internal static SyntaxToken StaticKeyword => SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
}
