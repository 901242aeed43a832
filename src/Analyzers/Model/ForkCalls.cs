using System;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>How the code that a call is given runs.</summary>
internal enum BodyKind
{
    /// <summary>It is no fork: it runs within the call, beside nothing else of the caller's.</summary>
    Inline,

    /// <summary>Once, beside the other arms of the call, and the caller stands still meanwhile.</summary>
    Arm,

    /// <summary>Several times at once, and the caller stands still meanwhile.</summary>
    Repeated,

    /// <summary>Once, until it is joined; the code of the section goes on meanwhile.</summary>
    Forked,

    /// <summary>Once, until its task is awaited; the caller goes on meanwhile.</summary>
    Posted,
}

/// <summary>The members of the library that are given code to run, and how it runs. By name; a test holds the names against reflection.</summary>
internal static class ForkCalls
{
    /// <summary>How the bodies of a call run; null for a member that forks nothing.</summary>
    internal static BodyKind? KindOf(IMethodSymbol method)
    {
        if (!Ours.Has(method.ContainingType))
            return null;
        return (OuterName(method), method.Name) switch
        {
            ("Fork", "Join") => Bodies(method) > 1 || TypeBodies(method) > 1 ? BodyKind.Arm : BodyKind.Repeated,
            ("Fork", "JoinSlices") or ("ForkContextJoins", "Join" or "JoinSlices") => TypeBodies(method) > 1 ? BodyKind.Arm : BodyKind.Repeated,
            ("Fork", "Invoke") or ("Parallel", "Invoke") => BodyKind.Arm,
            ("Fork", "ForEachChunk") => BodyKind.Repeated,
            ("Fork", "Section") => BodyKind.Inline,
            ("ForkJoinSection", "Fork") => BodyKind.Forked,
            ("ForkJoinPool", "RunAsync") => BodyKind.Posted,
            ("ForkJoinPool", "Run" or "Blocking") or ("ForkContextBlocking", "Blocking") => BodyKind.Inline,
            ("Parallel", _) => method.Name.StartsWith("For", StringComparison.Ordinal) ? BodyKind.Repeated : null,
            ("Shareability", "Check") => BodyKind.Inline,
            _ => null,
        };
    }

    /// <summary>Whether the call is <c>Shareability.Check</c>, which asks of a lambda what the strictest level asks of every fork.</summary>
    internal static bool IsCheck(IMethodSymbol method) => Ours.Is(method.ContainingType, "Shareability") && method.Name is "Check";

    /// <summary>Whether tasks that the code returns are awaited by whoever made the call.</summary>
    internal static bool TakesTasks(IMethodSymbol method) => method.Name is "ForAsync" or "ForEachAsync" or "RunAsync" or "Run";

    internal static bool IsBody(IParameterSymbol parameter) => IsDelegate(parameter.Type) || IsManyDelegates(parameter.Type);

    /// <summary>Whether what is passed for a parameter is handed to the code: a value of whatever type, and no part that is lent.</summary>
    internal static bool IsState(IParameterSymbol parameter)
    {
        if (parameter.OriginalDefinition.Type is not ITypeParameterSymbol type || parameter.ContainingSymbol is not IMethodSymbol method
            || method.Name is "Section" or "Blocking" or "Run" or "Check" or "ForAsync")
            return false;
        foreach (ITypeSymbol constraint in type.ConstraintTypes)
        {
            if (Ours.Is(constraint, "ILent"))
                return false;
        }
        return true;
    }

    /// <summary>The type whose name the source has: members of an extension stand in one without a name.</summary>
    private static string OuterName(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        return type is { CanBeReferencedByName: false, ContainingType: { } around } ? around.Name : type.Name;
    }

    private static int Bodies(IMethodSymbol method)
    {
        int count = 0;
        foreach (IParameterSymbol parameter in method.Parameters)
            count += IsBody(parameter) ? 1 : 0;
        return count;
    }

    private static int TypeBodies(IMethodSymbol method)
    {
        int count = 0;
        foreach (ITypeParameterSymbol parameter in method.OriginalDefinition.TypeParameters)
        {
            foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
                count += constraint.Name is "IForkClosure" or "IForkBody" or "ISliceBody" ? 1 : 0;
        }
        return count;
    }

    private static bool IsDelegate(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate;

    private static bool IsManyDelegates(ITypeSymbol type) =>
        type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Delegate }
        || (type is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } span && IsDelegate(span.TypeArguments[0]));
}
