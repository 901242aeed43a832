using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Rules;

/// <summary>Why an attribute of a signature means nothing where it stands, and what would be right.</summary>
/// <param name="Why">A clause: what is wrong.</param>
/// <param name="Help">A clause: what to do.</param>
/// <param name="Place">The name that is wrong; null for the attribute as a whole.</param>
/// <param name="Parameter">What shows why, where something does.</param>
/// <param name="Label">What to say of it.</param>
internal sealed record Meaningless(string Why, string Help, Location? Place = null, IParameterSymbol? Parameter = null, string Label = "")
{
    /// <summary>The help where an attribute can mean nothing in its place, whatever it names.</summary>
    internal const string Remove = "remove the attribute";

    internal bool IsToGo => string.Equals(Help, Remove, StringComparison.Ordinal);

    /// <summary>The parameter, where it stands in another place than the attribute itself.</summary>
    internal IReadOnlyList<(Location Place, string Label)> Because =>
        Label.Length > 0 && Parameter is { Locations: { Length: > 0 } places } && places[0].IsInSource ? [(places[0], Label)] : [];
}

/// <summary>What each attribute of a signature may say, of what. What is not certainly meaningless passes.</summary>
internal static class Meaning
{
    private const string Remove = Meaningless.Remove;

    /// <param name="kind">The attribute.</param>
    /// <param name="target">What it speaks of.</param>
    /// <param name="isOfResult">Whether it speaks of the target's result.</param>
    /// <param name="names">What it names.</param>
    /// <returns>Null where it means something.</returns>
    internal static Meaningless? Find(SignatureAttribute kind, ISymbol target, bool isOfResult, List<SignatureName> names) => (kind, target) switch
    {
        (SignatureAttribute.BorrowsFrom, IFieldSymbol field) => OfField(field, names),
        (SignatureAttribute.BorrowsFrom, ITypeParameterSymbol parameter) => OfTypeParameter(parameter, names),
        (SignatureAttribute.BorrowsFrom, IPropertySymbol property) => OfProperty(property, names),
        (SignatureAttribute.BorrowsFrom, _) when isOfResult => OfResult(target, names),
        (SignatureAttribute.MayStore, _) => Storing(target, names),
        (SignatureAttribute.Replaces, IParameterSymbol parameter) => Replacing(parameter),
        (SignatureAttribute.Consumes, IParameterSymbol parameter) => Consuming(parameter),
        (SignatureAttribute.Distinct, IParameterSymbol parameter) => Apart(parameter),
        (SignatureAttribute.Replaces or SignatureAttribute.Consumes or SignatureAttribute.Distinct, IMethodSymbol method) => OfInstance(kind, method),
        _ => null,
    };

    private static Meaningless? OfResult(ISymbol member, List<SignatureName> names)
    {
        (ITypeSymbol? type, RefKind kind) = member switch
        {
            IMethodSymbol method => (method.ReturnType, method.RefKind),
            INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => (invoke.ReturnType, invoke.RefKind),
            _ => (null, RefKind.None),
        };
        if (type?.SpecialType == SpecialType.System_Void)
            return new("nothing is returned", Remove);
        if (kind == RefKind.None && !Dependence.IsPossible(type))
            return new($"{Of(type!)} holds no reference", Remove);
        return names.Count == 0
            ? new("it does not say from what", "name the parameters that the result may refer to")
            : Sources(member, names);
    }

    private static Meaningless? OfProperty(IPropertySymbol property, List<SignatureName> names)
    {
        if (property.RefKind == RefKind.None && !Dependence.IsPossible(property.Type))
            return new($"{Of(property.Type)} holds no reference", Remove);
        if (property.GetMethod is null && property.SetMethod is not null)
            return new("the property cannot be read", Remove);
        if (names.Count == 0 && property.IsStatic && !SignatureNames.IsInExtensionBlock(property))
            return new("the property is static, so there is no 'this' to borrow from", Remove);
        return Sources(property, names);
    }

    private static Meaningless? OfField(IFieldSymbol field, List<SignatureName> names)
    {
        if (names.Count > 0)
            return new("a field depends on whatever is stored into it", "write it without names", names[0].Place);
        if (field.IsStatic)
            return new("the field is static, so no value depends on what it holds", Remove);
        return field.RefKind == RefKind.None && !Dependence.IsPossible(field.Type) ? new($"{Of(field.Type)} holds no reference", Remove) : null;
    }

    private static Meaningless? OfTypeParameter(ITypeParameterSymbol parameter, List<SignatureName> names)
    {
        if (names.Count > 0)
            return new("an instance depends on each value of the type that it is given", "write it without names", names[0].Place);
        if (parameter.DeclaringMethod is not null)
            return new("it speaks of what an instance of a type keeps, and this is a method's type parameter", "name the method's parameters by [return: BorrowsFrom] or [MayStore]");
        return parameter.HasUnmanagedTypeConstraint ? new("an unmanaged value holds no reference", Remove) : null;
    }

    private static Meaningless? Sources(ISymbol member, List<SignatureName> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (Source(member, names[i]) is { } wrong)
                return wrong;
            for (int j = 0; j < i; j++)
            {
                if (string.Equals(names[j].Text, names[i].Text, StringComparison.Ordinal))
                    return new($"'{names[i].Text}' is named twice", "name it once", names[i].Place);
            }
        }
        return null;
    }

    /// <summary>Whether a name says where a reference may come from.</summary>
    private static Meaningless? Source(ISymbol member, SignatureName name)
    {
        if (Unknown(member, name) is { } unknown)
            return unknown;
        return SignatureNames.Find(member, name.Text) is { } parameter && !Dependence.IsSource(parameter)
            ? new($"'{name.Text}' is {Of(parameter.Type)} by value, from which nothing can be borrowed", "name what the reference comes from", name.Place, parameter, "comes by value here")
            : null;
    }

    private static Meaningless? Unknown(ISymbol member, SignatureName name)
    {
        if (SignatureNames.Find(member, name.Text) is not null || SignatureNames.IsInExtensionBlock(member))
            return null;
        if (name.Text is SignatureAttributes.This)
            return SignatureNames.HasInstance(member) ? null : new("there is no 'this'", "name a parameter", name.Place);
        return new($"there is no parameter '{name.Text}'", "name one by nameof, or \"this\"", name.Place);
    }

    private static Meaningless? Storing(ISymbol member, List<SignatureName> names)
    {
        foreach (SignatureName name in names)
        {
            Meaningless? wrong = name.Argument is "from" ? Source(member, name) : Destination(member, name);
            if (wrong is not null)
                return wrong;
        }
        return names.Count == 2 && string.Equals(names[0].Text, names[1].Text, StringComparison.Ordinal)
            ? new($"'{names[0].Text}' is stored into itself", "name the parameter that it is stored into", names[1].Place)
            : null;
    }

    /// <summary>Whether a name says into what a reference may be stored, so that the caller can meet it there.</summary>
    private static Meaningless? Destination(ISymbol member, SignatureName name)
    {
        if (Unknown(member, name) is { } unknown)
            return unknown;
        if (SignatureNames.Find(member, name.Text) is not { } parameter)
        {
            return name.Text is SignatureAttributes.This && member.ContainingType is { } type && !SignatureNames.IsInExtensionBlock(member) && !Dependence.IsPossible(type)
                ? new($"{Of(type)} can hold no reference", Remove, name.Place)
                : null;
        }
        if (!Dependence.IsPossible(parameter.Type))
            return new($"'{name.Text}' is {Of(parameter.Type)}, which can hold no reference", "name what the reference is stored into", name.Place, parameter, "declared here");
        return parameter.RefKind is RefKind.None && Dependence.IsHandle(parameter.Type)
            ? new($"'{name.Text}' comes by value, so what is stored into it is lost", "pass it by ref", name.Place, parameter, "comes by value here")
            : null;
    }

    private static Meaningless? Replacing(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => new($"'{parameter.Name}' comes by value, so the caller's stays as it was", "pass it by ref"),
        RefKind.Out => new("C# promises the same of each out parameter", Remove),
        RefKind.Ref when !Dependence.IsPossible(parameter.Type) => new($"'{parameter.Name}' is {Of(parameter.Type)}, which can hold no reference", Remove),
        RefKind.Ref => null,
        _ => new($"'{parameter.Name}' cannot be assigned", "pass it by ref"),
    };

    private static Meaningless? Consuming(IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Out)
            return new($"'{parameter.Name}' is an out parameter, by which nothing is handed in", Remove);
        return Dependence.IsPossible(parameter.Type) ? null : new($"'{parameter.Name}' is {Of(parameter.Type)}, which is copied and not used up", Remove);
    }

    private static Meaningless? Apart(IParameterSymbol parameter)
    {
        if (!Dependence.IsSource(parameter))
            return new($"'{parameter.Name}' is {Of(parameter.Type)} by value, which overlaps nothing", Remove);
        return parameter.ContainingSymbol is { } member && CountDistinct(member) == 1 ? Alone() : null;
    }

    private static Meaningless? OfInstance(SignatureAttribute kind, IMethodSymbol method)
    {
        if (SignatureNames.IsInExtensionBlock(method))
            return null;
        bool isFunction = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        if (isFunction || method.IsStatic || method.ContainingType is not { } type)
            return new("the method has no instance that it could speak of", "put it on a parameter");
        if (kind == SignatureAttribute.Replaces && type is { IsValueType: true, IsReadOnly: true })
            return new($"the instance of {Of(type)}, a readonly struct, cannot be assigned", Remove);
        if (!Dependence.IsPossible(type))
            return new($"{Of(type)} holds no reference", Remove);
        return kind == SignatureAttribute.Distinct && CountDistinct(method) == 1 ? Alone() : null;
    }

    private static Meaningless Alone() => new("nothing else is marked, from which it could be distinct", "mark each parameter that must not overlap the others");

    /// <summary>How many are to be apart. Of the parameter of an extension block the members are not known here, so it never is alone.</summary>
    private static int CountDistinct(ISymbol member)
    {
        if (member is INamedTypeSymbol || SignatureNames.IsInExtensionBlock(member))
            return int.MaxValue;
        int count = SignatureAttributes.Has(member, SignatureAttribute.Distinct) ? 1 : 0;
        foreach (IParameterSymbol parameter in SignatureNames.ParametersOf(member))
        {
            if (SignatureAttributes.Has(parameter, SignatureAttribute.Distinct))
                count++;
        }
        return count;
    }

    /// <summary>A type as the object of a sentence: "an 'int'".</summary>
    private static string Of(ITypeSymbol type)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"{("aeiouAEIOU".IndexOf(name[0]) >= 0 ? "an" : "a")} '{name}'";
    }
}
