using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Model;

/// <summary>How code uses an owner directly, without borrowing from it.</summary>
internal enum OwnerUse
{
    /// <summary>It passes the owner on, borrows from it, or asks for its name: what then happens is checked where it happens.</summary>
    None,

    /// <summary>It reads.</summary>
    Read,

    /// <summary>It writes one element: which, is not known here.</summary>
    WriteElement,

    /// <summary>It writes the value.</summary>
    Write,

    /// <summary>It moves the value out, or drops it: whoever comes second finds nothing.</summary>
    Consume,
}

/// <summary>The members of owners, by name; a test holds them against reflection.</summary>
internal static class OwnerUses
{
    /// <summary>Whether a type is an owner whose value changes: one that a fork should be lent a part of instead.</summary>
    internal static bool IsChanging(ITypeSymbol type) => Ours.Is(type, "OwnedArray") || Ours.Is(type, "OwnedMut");

    internal static bool IsOwner(ITypeSymbol type) => IsChanging(type) || Ours.Is(type, "Owned");

    /// <summary>What is done with the owner that an operation yields.</summary>
    internal static OwnerUse Of(IOperation owner) => owner.Parent switch
    {
        IPropertyReferenceOperation property when property.Instance == owner => Of(property),
        IInvocationOperation call when call.Instance == owner => Of(call.TargetMethod.Name),
        IUsingOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation } } => OwnerUse.Consume,
        _ => OwnerUse.None,
    };

    internal static OwnerUse Of(string method) => method switch
    {
        "ToArray" or "CopyTo" or "Clone" => OwnerUse.Read,
        "CopyFrom" or "Replace" => OwnerUse.Write,
        "Move" or "Freeze" or "Thaw" or "Take" or "TakeOwnership" or "IntoArray" or "Drain" or "Dispose" => OwnerUse.Consume,
        _ => OwnerUse.None,
    };

    private static OwnerUse Of(IPropertyReferenceOperation property)
    {
        bool isWritten = Writing.IsWritten(property);
        return property.Property switch
        {
            { IsIndexer: true } => isWritten ? OwnerUse.WriteElement : OwnerUse.Read,
            { Name: "Value" } => isWritten ? OwnerUse.Write : OwnerUse.Read,
            _ => OwnerUse.None,
        };
    }
}
