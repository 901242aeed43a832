using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>The library as one compilation sees it: resolved once, by name, and then asked by symbol.</summary>
internal sealed class Library
{
    private static readonly ConditionalWeakTable<Compilation, Library> s_known = new();

    private readonly Dictionary<ISymbol, Kind> _kinds = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Dictionary<string, Effect>> _effects = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, bool> _holders = new(SymbolEqualityComparer.Default);

    private Library(Compilation compilation)
    {
        var types = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        List<IAssemblySymbol> assemblies = [compilation.Assembly, .. compilation.SourceModule.ReferencedAssemblySymbols];
        assemblies.RemoveAll(static assembly => !Ours.IsAssembly(assembly.Name));
        foreach ((string name, Kind kind) in Effects.Types)
        {
            if ((kind == Kind.Span ? compilation.GetTypeByMetadataName(name) : TypeIn(assemblies, name)) is not { } type)
                continue;
            types[name] = type;
            _kinds[type] = kind;
        }
        foreach ((string name, string member, Effect effect) in Effects.Members)
        {
            if (!types.TryGetValue(name, out INamedTypeSymbol? type))
                continue;
            if (!_effects.TryGetValue(type, out Dictionary<string, Effect>? members))
                _effects[type] = members = new(StringComparer.Ordinal);
            members[member] = effect;
        }
        IsUsed = types.ContainsKey("ForkJoin.OwnedArray`1");
    }

    /// <summary>Whether the compilation refers to the library at all.</summary>
    internal bool IsUsed { get; }

    internal static Library Of(Compilation compilation) => s_known.GetValue(compilation, static c => new Library(c));

    /// <summary>Only where it can be: a name is looked for in every assembly that a compilation refers to, which an editor would pay for at each key.</summary>
    private static INamedTypeSymbol? TypeIn(List<IAssemblySymbol> assemblies, string name)
    {
        foreach (IAssemblySymbol assembly in assemblies)
        {
            if (assembly.GetTypeByMetadataName(name) is { } type)
                return type;
        }
        return null;
    }

    internal Kind KindOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol && _kinds.TryGetValue(type.OriginalDefinition, out Kind kind) ? kind : Kind.None;

    /// <summary>Whether values of a type of this compilation, or a collection, may hold references: it says so itself, or is a collection of some.</summary>
    internal bool Holds(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false } named || KindOf(type) != Kind.None)
            return false;
        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            if (KindOf(argument) is Kind.Ref or Kind.RefMut)
                return Signature.HoldsReferences(named);
        }
        return named.DeclaringSyntaxReferences.Length > 0 && _holders.GetOrAdd(named.OriginalDefinition, static definition => Signature.HoldsInFields((INamedTypeSymbol)definition));
    }

    /// <summary>What a member does. Extensions count by the class around them, however the compiler presents them.</summary>
    internal Effect EffectOf(ISymbol member)
    {
        INamedTypeSymbol? type = member.ContainingType;
        while (type is { ContainingType: { } outer })
            type = outer;
        return type is null ? Effect.None : EffectOf(type, member is IPropertySymbol { IsIndexer: true } ? "Item" : member.Name);
    }

    /// <summary>What a member of this name of a type does.</summary>
    internal Effect EffectOf(INamedTypeSymbol type, string name) =>
        _effects.TryGetValue(type.OriginalDefinition, out Dictionary<string, Effect>? members) && members.TryGetValue(name, out Effect? effect) ? effect : Effect.None;

    /// <summary>What it does to dispose a value of a type through the interface, as a using statement may; null for what is no disposal, or not the library's.</summary>
    internal Effect? DisposalOf(IMethodSymbol method, ITypeSymbol? type) =>
        method is { Name: "Dispose", Parameters.Length: 0 } && type is INamedTypeSymbol named && EffectOf(named, "Dispose") is { Kind: not EffectKind.None } effect ? effect : null;

    /// <summary>A value of this type is the same wherever it is, so that moving it leaves it: a string, or a type without references.</summary>
    internal static bool MayBePlain(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type.IsUnmanagedType || type is ITypeParameterSymbol { IsReferenceType: false } or IErrorTypeSymbol;
}
