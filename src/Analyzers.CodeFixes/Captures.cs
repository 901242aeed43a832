using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>What lambdas capture, as fixes need it.</summary>
internal static class Captures
{
    /// <summary>The outermost of the lambdas of a kind that stand around the mention of a variable and capture it.</summary>
    internal static LambdaExpressionSyntax? Outermost(SyntaxNode mention, ISymbol variable, Func<LambdaExpressionSyntax, bool> isOne, CancellationToken cancellation)
    {
        LambdaExpressionSyntax? outermost = null;
        foreach (SyntaxNode around in mention.Ancestors())
        {
            foreach (SyntaxReference declaration in variable.DeclaringSyntaxReferences)
            {
                if (around.Span.Contains(declaration.GetSyntax(cancellation).Span))
                    return outermost;
            }
            if (around is LambdaExpressionSyntax lambda && isOne(lambda))
                outermost = lambda;
        }
        return outermost;
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
            if (symbol is not (ILocalSymbol { IsConst: false } or IParameterSymbol) || flow.VariablesDeclared.Contains(symbol) || !flow.ReadInside.Contains(symbol))
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

    /// <summary>Whether the name of the variable that is mentioned is the name of something else by that: of an element of a tuple, or of a property of an anonymous type.</summary>
    internal static bool GivesName(IdentifierNameSyntax mention) =>
        mention.Parent is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } or AnonymousObjectMemberDeclaratorSyntax { NameEquals: null };

    internal static bool IsOnlyNamed(IdentifierNameSyntax mention) =>
        mention.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };

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

    /// <summary>The innermost lambda or local function within some code in which a node stands.</summary>
    internal static SyntaxNode? FunctionAround(SyntaxNode node, SyntaxNode within)
    {
        for (SyntaxNode? around = node.Parent; around is not null && around != within; around = around.Parent)
        {
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return around;
        }
        return null;
    }

    /// <summary>A name that nothing within some code has.</summary>
    internal static string Unused(string wanted, SyntaxNode code)
    {
        string name = wanted;
        for (int i = 2; Occurs(code, name); i++)
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static bool Occurs(SyntaxNode code, string name)
    {
        foreach (SyntaxToken token in code.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && string.Equals(token.ValueText, name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
