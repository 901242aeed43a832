using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Rules;

/// <summary>
/// What a member says against what is said by those that it overrides or implements: their callers see no other signature. It may promise more and
/// may not take more. Members that are not written here are left alone: nobody could say it there.
/// </summary>
internal static class Inherited
{
    /// <summary>The member by whose signature some callers judge, and that does not say what an attribute says; null where there is none.</summary>
    internal static IMethodSymbol? Silent(SignatureAttribute kind, ISymbol target, bool isOfResult, List<SignatureName> names)
    {
        if (kind == SignatureAttribute.Replaces)
            return null;
        (IMethodSymbol? method, string? of) = target switch
        {
            IParameterSymbol parameter => (parameter.ContainingSymbol as IMethodSymbol, parameter.Name),
            IPropertySymbol property => (property.GetMethod, SignatureAttributes.This),
            IMethodSymbol itself when isOfResult == (kind == SignatureAttribute.BorrowsFrom) => (itself, SignatureAttributes.This),
            _ => (null, null),
        };
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation })
            return null;
        foreach (IMethodSymbol seen in Seen(method))
        {
            if (!seen.DeclaringSyntaxReferences.IsEmpty && !Says(Signature.Of(seen), kind, of!, names, name => Renamed(name, method, seen)))
                return seen;
        }
        return null;
    }

    private static bool Says(Signature signature, SignatureAttribute kind, string of, List<SignatureName> names, Func<string, string> renamed)
    {
        switch (kind)
        {
            case SignatureAttribute.MayStore:
                string? from = Named(names, "from"), into = Named(names, "into");
                return from is null || into is null || signature.MayStore(renamed(from), renamed(into));
            case SignatureAttribute.BorrowsFrom:
                if (names.Count == 0)
                    return signature.Sources is { } only && Contains(only, SignatureAttributes.This);
                foreach (SignatureName name in names)
                {
                    if (signature.Sources is not { } sources || !Contains(sources, renamed(name.Text)))
                        return false;
                }
                return true;
            default:
                return signature.Says(kind, renamed(of));
        }
    }

    /// <summary>The members that callers may mean when it is this one that runs.</summary>
    private static IEnumerable<IMethodSymbol> Seen(IMethodSymbol method)
    {
        if (method.OverriddenMethod is { } overridden)
            yield return overridden;
        foreach (IMethodSymbol implemented in method.ExplicitInterfaceImplementations)
            yield return implemented;
        if (method.DeclaredAccessibility != Accessibility.Public || method.IsStatic || method.ContainingType is not { } type)
            yield break;
        foreach (INamedTypeSymbol face in type.AllInterfaces)
        {
            foreach (ISymbol member in face.GetMembers(method.Name))
            {
                if (member is IMethodSymbol one && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(one), method))
                    yield return one;
            }
        }
    }

    /// <summary>What a parameter is called there.</summary>
    private static string Renamed(string name, IMethodSymbol here, IMethodSymbol there)
    {
        for (int i = 0; i < here.Parameters.Length && i < there.Parameters.Length; i++)
        {
            if (string.Equals(here.Parameters[i].Name, name, StringComparison.Ordinal))
                return there.Parameters[i].Name;
        }
        return name;
    }

    private static string? Named(List<SignatureName> names, string argument) =>
        names.Find(name => string.Equals(name.Argument, argument, StringComparison.Ordinal)).Text;

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string one in names)
        {
            if (string.Equals(one, name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
