using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>What a value may depend on, by its type alone. Where that is not certain, the answer is the one that reports nothing.</summary>
internal static class Dependence
{
    /// <summary>Whether a value of the type may hold a reference to, or into, something else: false only where it certainly holds none.</summary>
    internal static bool IsPossible(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer } => true,
        { SpecialType: SpecialType.System_Void or SpecialType.System_String } => false,
        // What an address may be kept in.
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
        _ => type.IsRefLikeType || !type.IsUnmanagedType,
    };

    /// <summary>
    /// Whether something may be borrowed from, or through, what is handed over. A string never changes, and is lent by many an API:
    /// to name one as a source is harmless.
    /// </summary>
    internal static bool IsSource(IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None || parameter.Type.SpecialType == SpecialType.System_String || IsPossible(parameter.Type);

    /// <summary>Whether the type is a handle that a callee gets a copy of and can store no reference into: only the variable of the caller could hold another.</summary>
    internal static bool IsHandle(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsValueType: true, TypeArguments.Length: 1 } named || IsPossible(named.TypeArguments[0]))
            return false;
        return named.ContainingNamespace is { ContainingNamespace.IsGlobalNamespace: true, Name: var space } && (space, named.Name) switch
        {
            ("ForkJoin", "Ref" or "RefMut" or "Slice" or "SliceMut" or "Borrowed" or "BorrowedMut" or "Tile" or "TileMut") => true,
            ("System", "Span" or "ReadOnlySpan") => true,
            _ => false,
        };
    }
}
