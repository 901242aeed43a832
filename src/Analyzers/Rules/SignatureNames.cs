using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.Rules;

/// <summary>A name in an attribute of a signature, and where it stands.</summary>
internal readonly struct SignatureName(string text, Location place, string argument)
{
    internal string Text { get; } = text;

    internal Location Place { get; } = place;

    /// <summary>The parameter of the attribute that it was given for; empty where all are alike.</summary>
    internal string Argument { get; } = argument;
}

/// <summary>The names that an attribute in source gives, and what they stand for in its member.</summary>
internal static class SignatureNames
{
    /// <summary>The names, in the order of the source; null where one is not known, so that nothing can be said.</summary>
    internal static List<SignatureName>? Read(AttributeSyntax attribute, SemanticModel model)
    {
        var names = new List<SignatureName>();
        if (attribute.ArgumentList is not { } list)
            return names;
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            string role = argument.NameColon?.Name.Identifier.ValueText ?? (i == 0 ? "from" : "into");
            foreach (ExpressionSyntax expression in Elements(argument.Expression))
            {
                if (model.GetConstantValue(expression) is not { HasValue: true, Value: string text })
                    return null;
                names.Add(new SignatureName(text, expression.GetLocation(), role));
            }
        }
        return names;
    }

    /// <summary>The parameters that a member's signature may name.</summary>
    internal static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
        _ => ImmutableArray<IParameterSymbol>.Empty,
    };

    internal static IParameterSymbol? Find(ISymbol member, string name)
    {
        foreach (IParameterSymbol parameter in ParametersOf(member))
        {
            if (string.Equals(parameter.Name, name, StringComparison.Ordinal))
                return parameter;
        }
        return null;
    }

    /// <summary>Whether <c>this</c> means something in the member. Functions inside a member use that member's.</summary>
    internal static bool HasInstance(ISymbol member)
    {
        while (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction, IsStatic: false, ContainingSymbol: { } outer })
            member = outer;
        return member is { IsStatic: false } and not INamedTypeSymbol and not IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction };
    }

    /// <summary>
    /// Whether the member stands in an extension block, whose parameter its signature may name: the compiler that this is built against does not know it
    /// yet. Such a block is a type without a name.
    /// </summary>
    internal static bool IsInExtensionBlock(ISymbol member) => member.ContainingType is { Name.Length: 0 } or { CanBeReferencedByName: false };

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax expression)
    {
        InitializerExpressionSyntax? initializer = expression switch
        {
            ArrayCreationExpressionSyntax array => array.Initializer,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            _ => null,
        };
        if (initializer is not null)
            return initializer.Expressions;
        if (expression is not CollectionExpressionSyntax collection)
            return [expression];
        var elements = new List<ExpressionSyntax>(collection.Elements.Count);
        foreach (CollectionElementSyntax element in collection.Elements)
            elements.Add(element is ExpressionElementSyntax single ? single.Expression : expression);
        return elements;
    }
}
