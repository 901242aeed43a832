using System;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>What is the library's own. It is known by name; tests hold the names against the assemblies.</summary>
internal static class Ours
{
    internal const string Space = "ForkJoin";

    /// <summary>Whether a compilation can use the library at all.</summary>
    internal static bool IsReferenced(Compilation compilation)
    {
        foreach (AssemblyIdentity assembly in compilation.ReferencedAssemblyNames)
        {
            if (IsAssembly(assembly.Name))
                return true;
        }
        return false;
    }

    internal static bool IsAssembly(string name) => name is "ForkJoin.Core" or "ForkJoin.Parallel";

    /// <summary>Whether a type is one of the library's public ones: in its namespace, and in one of its assemblies.</summary>
    internal static bool Has(ITypeSymbol? type) => type is not null && type.ContainingNamespace is { Name: Space, ContainingNamespace.IsGlobalNamespace: true }
        && type.ContainingAssembly is { } assembly && IsAssembly(assembly.Name);

    /// <summary>Whether a type is the library's and has this name; type arguments do not matter.</summary>
    internal static bool Is(ITypeSymbol? type, string name) => type is not null && string.Equals(type.Name, name, StringComparison.Ordinal) && Has(type);

    /// <summary>Whether a type is that of the library's refusals, or one of them.</summary>
    internal static bool IsRefusal(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Is(type, "BorrowException"))
                return true;
        }
        return false;
    }
}
