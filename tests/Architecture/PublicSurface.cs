using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Architecture;

/// <summary>What users of the built assemblies can name: their public and protected types and members.</summary>
internal static class PublicSurface
{
    internal static ImmutableArray<string> AssemblyNames { get; } = ["ForkJoin.Core", "ForkJoin.Parallel"];

    /// <summary>Everything that belongs to a signature: ref kinds, constraints (allows ref struct too), defaults, nullability, modifiers.</summary>
    private static readonly SymbolDisplayFormat s_format = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.Default,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeModifiers,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        SymbolDisplayLocalOptions.None,
        SymbolDisplayKindOptions.IncludeTypeKeyword,
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly Lazy<CSharpCompilation> s_compilation = new(() => CSharpCompilation.Create(
        "User", references: Sources.Framework.AddRange(Sources.Library)));

    /// <summary>The public types of an assembly in the order of their names.</summary>
    internal static IEnumerable<INamedTypeSymbol> Types(string assembly) => Declared(Assembly(assembly).GlobalNamespace);

    /// <summary>The public types of a namespace, in the order of their names.</summary>
    internal static IEnumerable<INamedTypeSymbol> Declared(INamespaceSymbol space) =>
        Nested(space).Where(IsVisible).OrderBy(Text, StringComparer.Ordinal);

    /// <summary>The public members that a type declares; accessors with their property, what the compiler makes for records not at all.</summary>
    internal static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate
            ? []
            : type.GetMembers().Where(member => IsVisible(member) && member is not INamedTypeSymbol && !IsAccessor(member)
                && !IsMadeByCompiler(member) && !IsBehindExtension(member)).OrderBy(Text, StringComparer.Ordinal);

    internal static string Text(ISymbol symbol) => symbol.ToDisplayString(s_format);

    internal static string Print(string assembly)
    {
        var text = new System.Text.StringBuilder();
        foreach (INamedTypeSymbol type in Types(assembly))
        {
            text.Append(Modifiers(type)).Append(Text(type)).AppendLine(Bases(type));
            foreach (ISymbol member in Members(type))
                text.Append("    ").Append(Modifiers(member)).AppendLine(Text(member).Replace(Prefix(type), string.Empty, StringComparison.Ordinal) + Value(member));
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IAssemblySymbol Assembly(string name) =>
        s_compilation.Value.SourceModule.ReferencedAssemblySymbols.Single(assembly => assembly.Name == name);

    private static IEnumerable<INamedTypeSymbol> Nested(INamespaceOrTypeSymbol outer) =>
        outer.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(
            inner => inner is INamedTypeSymbol type ? Nested(type).Prepend(type) : Nested(inner));

    private static bool IsVisible(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
            if (!s.CanBeReferencedByName && s is INamedTypeSymbol { IsExtension: false })
                return false;
        }
        return true;
    }

    private static bool IsAccessor(ISymbol member) =>
        member is IMethodSymbol { AssociatedSymbol: not null };

    /// <summary>The static methods behind an extension block show up a second time beside the block's own members.</summary>
    private static bool IsBehindExtension(ISymbol member) =>
        member is IMethodSymbol { IsStatic: true, ContainingType: { } type }
        && type.GetTypeMembers().Any(inner => inner.IsExtension) && type.IsStatic;

    /// <summary>What records get: copying, equality, taking apart.</summary>
    private static bool IsMadeByCompiler(ISymbol member) =>
        member.IsImplicitlyDeclared || member.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    /// <summary>The modifiers that the display format leaves out.</summary>
    private static string Modifiers(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class, IsExtension: false } type =>
            type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : string.Empty,
        { ContainingType.TypeKind: TypeKind.Interface, IsStatic: true } => symbol.IsAbstract ? "static abstract " : "static ",
        _ => string.Empty,
    };

    private static string Prefix(INamedTypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + ".";

    private static string Bases(INamedTypeSymbol type)
    {
        string[] bases =
        [
            .. type is { BaseType.SpecialType: SpecialType.None, TypeKind: TypeKind.Class } ? [type.BaseType!.ToDisplayString()] : Array.Empty<string>(),
            .. type.Interfaces.Select(i => i.ToDisplayString()).Order(StringComparer.Ordinal),
        ];
        return bases.Length == 0 || type.TypeKind is TypeKind.Delegate ? string.Empty : " : " + string.Join(", ", bases);
    }

    private static string Value(ISymbol member) =>
        member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: true } field && !Text(field).Contains('=', StringComparison.Ordinal)
            ? $" = {field.ConstantValue}"
            : string.Empty;
}
