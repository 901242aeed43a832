using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>What stands in the values of a type, as far as symbols show it.</summary>
internal static class TypeFields
{
    /// <summary>The instance fields that a type declares itself, those that the compiler makes included.</summary>
    /// <param name="type">A class or struct.</param>
    /// <param name="whole">False where there may be more: in a class of another assembly.</param>
    internal static ImmutableArray<Part> Of(INamedTypeSymbol type, out bool whole)
    {
        bool isSource = type.Locations.Length > 0 && type.Locations[0].IsInSource;
        whole = isSource || type.TypeKind == TypeKind.Struct || type.IsAnonymousType;
        ImmutableArray<Part>.Builder parts = ImmutableArray.CreateBuilder<Part>();
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case { IsStatic: true }:
                    break;
                case IFieldSymbol { IsFixedSizeBuffer: false } field:
                    // What stands in a reference assembly for fields that it keeps to itself.
                    whole &= isSource || field is not { Name: "_dummy", Type.SpecialType: SpecialType.System_Object };
                    parts.Add(new("." + NameOf(field), field.Type, field.IsReadOnly));
                    break;
                case IPropertySymbol property when type.IsAnonymousType:
                    parts.Add(new($".{property.Name}", property.Type, IsReadonly: true));
                    break;
                case IEventSymbol { AddMethod.IsImplicitlyDeclared: true, IsAbstract: false } happening:
                    parts.Add(new($".{happening.Name}", happening.Type, IsReadonly: false));
                    break;
            }
        }
        return parts.ToImmutable();
    }

    /// <summary>By the name that the source gives it: properties, and parameters of primary constructors, become fields with names in angle brackets.</summary>
    private static string NameOf(IFieldSymbol field)
    {
        string name = (field.AssociatedSymbol ?? field).Name;
        int end = name.IndexOf('>');
        return name.Length > 0 && name[0] == '<' && end > 1 ? name.Substring(1, end - 1) : name;
    }

    /// <param name="Step">How a path names it: <c>.Name</c>.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="IsReadonly">Whether only constructors assign it.</param>
    internal readonly record struct Part(string Step, ITypeSymbol Type, bool IsReadonly);
}
