using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>Types as messages write them, here and at run time: <c>List&lt;int&gt;</c>, without namespaces.</summary>
internal static class TypeName
{
    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.ExpandNullable);

    private static readonly SymbolDisplayFormat s_metadata = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    internal static string Of(ITypeSymbol type) => type.ToDisplayString(s_format);

    /// <summary>The name by which tables know a type: with its namespace, and <c>`2</c> where it takes two arguments.</summary>
    internal static string InTables(INamedTypeSymbol type)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        string name = definition.ToDisplayString(s_metadata);
        return definition.Arity == 0 ? name : $"{name}`{definition.Arity}";
    }
}
