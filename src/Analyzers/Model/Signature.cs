using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>What a member's attributes say that a call of it does to borrows. Parameters are known by name, the instance as <c>this</c>.</summary>
internal sealed class Signature
{
    /// <summary>That of a member that says nothing.</summary>
    internal static readonly Signature Silent = new();

    /// <summary>That of what walks along a collection, and takes nothing out of it.</summary>
    private static readonly Signature s_looking = new();

    private readonly List<(string From, string Into)> _stores = [];
    private readonly HashSet<(SignatureAttribute, string)> _marked = [];
    private List<string>? _sources;

    /// <summary>What the result may refer to; null where nothing is said of it.</summary>
    internal IReadOnlyList<string>? Sources => _sources;

    /// <summary>What may be stored, and into what.</summary>
    internal IReadOnlyList<(string From, string Into)> Stores => _stores;

    /// <summary>Whether no attribute says anything.</summary>
    internal bool IsSilent => ReferenceEquals(this, Silent);

    internal bool Says(SignatureAttribute attribute, string of) => _marked.Contains((attribute, of));

    internal bool MayStore(string from, string into) => _stores.Contains((from, into));

    /// <summary>Of a method, constructor or accessor. Only what is written on that member counts: callers see no other.</summary>
    internal static Signature Of(IMethodSymbol called)
    {
        IMethodSymbol method = called.OriginalDefinition;
        var signature = new Signature();
        foreach (AttributeData attribute in method.GetReturnTypeAttributes())
            signature.AddSources(attribute, method);
        if (method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property })
        {
            foreach (AttributeData attribute in property.GetAttributes())
                signature.AddSources(attribute, method);
        }
        foreach (AttributeData attribute in method.GetAttributes())
            signature.Add(attribute, SignatureAttributes.This);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            foreach (AttributeData attribute in parameter.GetAttributes())
                signature.Add(attribute, parameter.Name);
            if (!method.IsStatic && (IsKept(parameter.Type) || (IsOfCollection(parameter.Type) && IsAdding(method))) && parameter.RefKind is RefKind.None or RefKind.In)
                signature._stores.Add((parameter.Name, SignatureAttributes.This));
        }
        if (!method.IsStatic && signature._sources is null && (IsKept(method.ReturnType) || (IsOfCollection(method.ReturnType) && method.Name is "get_Item" or "get_Current" or "Peek") || (IsOfCollections(method.ContainingType) && method.Name is "GetEnumerator")))
            signature._sources = [SignatureAttributes.This];
        if (IsOfCollections(method.ContainingType) && method.Name is "MoveNext")
            return s_looking;
        return signature._sources is null && signature._stores.Count == 0 && signature._marked.Count == 0 ? Silent : signature;
    }

    /// <summary>Whether values of a type depend on the references that they were given: it says so at a field or at a type parameter.</summary>
    internal static bool HoldsReferences(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { OriginalDefinition: { TypeKind: TypeKind.Class or TypeKind.Struct } definition })
            return false;
        foreach (ITypeParameterSymbol parameter in definition.TypeParameters)
        {
            if (SignatureAttributes.Has(parameter, SignatureAttribute.BorrowsFrom) || IsOfCollection(parameter))
                return true;
        }
        return HoldsInFields(definition);
    }

    /// <summary>The same, of what it says at its fields.</summary>
    internal static bool HoldsInFields(INamedTypeSymbol definition)
    {
        foreach (ISymbol member in definition.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false } field && IsDeclared(field))
                return true;
        }
        return false;
    }

    /// <summary>Whether a field says that it holds references, itself or by the property that it is made for.</summary>
    internal static bool IsDeclared(IFieldSymbol field) =>
        SignatureAttributes.Has(field, SignatureAttribute.BorrowsFrom) || (field.AssociatedSymbol is { } property && SignatureAttributes.Has(property, SignatureAttribute.BorrowsFrom));

    private static bool IsKept(ITypeSymbol type) => type is ITypeParameterSymbol { DeclaringType: not null } && SignatureAttributes.Has(type, SignatureAttribute.BorrowsFrom);

    /// <summary>The element of one of the BCL's collections, which cannot say what they hold. Of their members only those count that are sure: what adds, and what looks.</summary>
    private static bool IsOfCollection(ITypeSymbol type) => type is ITypeParameterSymbol { DeclaringType: { } declaring } && IsOfCollections(declaring);

    private static bool IsOfCollections(INamedTypeSymbol? type) => type?.ContainingNamespace is
        { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private static bool IsAdding(IMethodSymbol method) => method.Name is "Add" or "Insert" or "Push" or "Enqueue" or "AddFirst" or "AddLast";

    /// <summary>Names that mean nothing are reported where they stand (FJ0030), and looked at by nobody.</summary>
    private void AddSources(AttributeData attribute, IMethodSymbol method)
    {
        if (SignatureAttributes.Of(attribute.AttributeClass) != SignatureAttribute.BorrowsFrom)
            return;
        bool isNamed = false;
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (argument.Kind != TypedConstantKind.Array || argument.IsNull)
                continue;
            foreach (TypedConstant name in argument.Values)
            {
                isNamed = true;
                if (name.Value is string source && IsSource(method, source))
                    (_sources ??= []).Add(source);
            }
        }
        if (!isNamed && method is { MethodKind: MethodKind.PropertyGet, IsStatic: false })
            _sources = [SignatureAttributes.This];
    }

    private static bool IsSource(IMethodSymbol method, string name)
    {
        if (name is SignatureAttributes.This)
            return !method.IsStatic;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.Ordinal))
                return Dependence.IsSource(parameter);
        }
        return false;
    }

    private void Add(AttributeData attribute, string of)
    {
        SignatureAttribute kind = SignatureAttributes.Of(attribute.AttributeClass);
        if (kind is SignatureAttribute.Replaces or SignatureAttribute.Consumes or SignatureAttribute.Distinct)
            _marked.Add((kind, of));
        else if (kind == SignatureAttribute.MayStore && attribute.ConstructorArguments is { Length: 2 } names && names[0].Value is string from && names[1].Value is string into)
            _stores.Add((from, into));
    }
}
