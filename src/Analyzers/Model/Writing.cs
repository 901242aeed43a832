using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Model;

/// <summary>What is done to a variable where it is mentioned.</summary>
internal enum Touch
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>It is read or changed as several threads may: by <c>Interlocked</c> or <c>Volatile</c>.</summary>
    Atomic,

    /// <summary>A reference to it is handed out, or a method of its own is called that may change it.</summary>
    PerhapsWritten,

    /// <summary>It is assigned.</summary>
    Written,
}

/// <summary>Tells assigning from reading, as the run time does from the code of a lambda (src/Core/Shareability/LambdaCode.cs).</summary>
internal static class Writing
{
    internal static bool IsWritten(IOperation mentioned) => Of(mentioned) == Touch.Written;

    internal static Touch Of(IOperation mentioned)
    {
        switch (mentioned.Parent)
        {
            case IAssignmentOperation assignment when assignment.Target == mentioned:
                return Touch.Written;
            case ISimpleAssignmentOperation { IsRef: true } or IAddressOfOperation:
                return Touch.PerhapsWritten;
            case IIncrementOrDecrementOperation:
                return Touch.Written;
            case IArgumentOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out } parameter } argument:
                return argument.Parent is IInvocationOperation call && Synchronisation.IsAtomic(call.TargetMethod) ? Touch.Atomic
                    : parameter.RefKind == RefKind.Out ? Touch.Written : Touch.PerhapsWritten;
            case ITupleOperation tuple:
                return IsTarget(tuple) ? Touch.Written : Touch.Read;
            case IFieldReferenceOperation field when field.Instance == mentioned && mentioned.Type is { IsValueType: true }:
                return Of(field); // a field of the variable is part of it
            case IInvocationOperation own when own.Instance == mentioned:
                return MayChange(own.TargetMethod, mentioned.Type) ? Touch.PerhapsWritten : Touch.Read;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } }:
                return Touch.PerhapsWritten;
            default:
                return Touch.Read;
        }
    }

    private static bool IsTarget(ITupleOperation tuple)
    {
        IOperation whole = tuple;
        while (whole.Parent is ITupleOperation around)
            whole = around;
        return whole.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == whole;
    }

    /// <summary>A method of a struct may assign to it unless either says that it does not.</summary>
    private static bool MayChange(IMethodSymbol method, ITypeSymbol? type) => type is { IsValueType: true, TypeKind: TypeKind.Struct, IsReadOnly: false, SpecialType: SpecialType.None }
        && !method.IsReadOnly && !method.IsStatic && SymbolEqualityComparer.Default.Equals(method.ContainingType, type);
}
