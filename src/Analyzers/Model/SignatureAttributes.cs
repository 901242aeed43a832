using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>Which of the attributes of signatures one is.</summary>
internal enum SignatureAttribute
{
    None,
    BorrowsFrom,
    MayStore,
    Replaces,
    Consumes,
    Distinct,
}

/// <summary>The attributes by which signatures say what a call does to borrows, known by name.</summary>
internal static class SignatureAttributes
{
    internal const string BorrowsFromType = "ForkJoin.BorrowsFromAttribute";

    /// <summary>How a signature names the instance.</summary>
    internal const string This = "this";

    private const string Suffix = "Attribute";

    /// <summary>Which one a name in source may be, judged by its letters alone: what comes first, since it costs nothing.</summary>
    internal static SignatureAttribute Called(string name) => name switch
    {
        "BorrowsFrom" or "BorrowsFrom" + Suffix => SignatureAttribute.BorrowsFrom,
        "MayStore" or "MayStore" + Suffix => SignatureAttribute.MayStore,
        "Replaces" or "Replaces" + Suffix => SignatureAttribute.Replaces,
        "Consumes" or "Consumes" + Suffix => SignatureAttribute.Consumes,
        "Distinct" or "Distinct" + Suffix => SignatureAttribute.Distinct,
        _ => SignatureAttribute.None,
    };

    /// <summary>Which one an attribute's class is.</summary>
    internal static SignatureAttribute Of(INamedTypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "ForkJoin", ContainingNamespace.IsGlobalNamespace: true } }
            && type.Name.EndsWith(Suffix, System.StringComparison.Ordinal)
                ? Called(type.Name)
                : SignatureAttribute.None;

    /// <summary>Whether a symbol carries one.</summary>
    internal static bool Has(ISymbol symbol, SignatureAttribute attribute)
    {
        foreach (AttributeData data in symbol.GetAttributes())
        {
            if (Of(data.AttributeClass) == attribute)
                return true;
        }
        return false;
    }
}
