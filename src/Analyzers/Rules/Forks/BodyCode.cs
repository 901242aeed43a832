using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>One mention of something that a body captures.</summary>
/// <param name="Variable">The local variable, the parameter, or the field of the object around.</param>
/// <param name="At">The mention.</param>
/// <param name="Touch">What is done to the variable itself.</param>
/// <param name="Owner">What is done through it where it is an owner.</param>
internal readonly record struct Use(ISymbol Variable, IOperation At, Touch Touch, OwnerUse Owner)
{
    internal ITypeSymbol Type => Variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => ((IFieldSymbol)Variable).Type,
    };

    /// <summary>The mention, or the assignment that it is the target of.</summary>
    internal Location Place => (At.Parent is IAssignmentOperation or IIncrementOrDecrementOperation && Touch == Touch.Written ? At.Parent : At).Syntax.GetLocation();

    /// <summary>Whether the variable, or what it owns, is changed.</summary>
    internal bool Changes => Touch == Touch.Written || Owner is OwnerUse.Write or OwnerUse.Consume;

    /// <summary>Whether the variable is used so that a change made meanwhile could be seen: of an owner, that is asking it for what it owns.</summary>
    internal bool Reads => Touch == Touch.Read && (!OwnerUses.IsOwner(Type) || Owner != OwnerUse.None);
}

/// <summary>
/// What the code of a lambda or local function does with what it captures: that of the functions in it, and of the local functions that it calls, included, as the
/// run time has it. Methods that it calls are not followed.
/// </summary>
internal sealed class BodyCode
{
    private readonly List<Use> _uses = [];
    private readonly List<TextSpan> _functions = [];
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly IOperation _root;

    private BodyCode(IOperation root) => _root = root;

    internal IReadOnlyList<Use> Uses => _uses;

    /// <summary>Whether it uses the object around it.</summary>
    internal bool UsesThis { get; private set; }

    /// <summary>Whether it enters some lock, as the run time sees it.</summary>
    internal bool TakesLock { get; private set; }

    /// <summary>Whether it does anything by which threads could take turns. Of what such code writes nothing certain is said.</summary>
    internal bool MayOrder { get; private set; }

    /// <param name="function">A lambda or local function.</param>
    /// <param name="root">The whole member, in which local functions are found.</param>
    internal static BodyCode Of(IOperation function, IOperation root)
    {
        var code = new BodyCode(root);
        code.Enter(function);
        // What was declared in a function that was only found later is not captured.
        code._uses.RemoveAll(use => code.IsDeclaredInside(use.Variable));
        return code;
    }

    private void Enter(IOperation function)
    {
        _functions.Add(function.Syntax.Span);
        foreach (IOperation child in function.ChildOperations)
            Look(child);
    }

    private void Look(IOperation operation)
    {
        switch (operation)
        {
            case INameOfOperation:
            case IAnonymousFunctionOperation lambda when Expected.IsToFail(lambda): // what it does to its captures is refused
                return;
            case ILocalReferenceOperation { Local.IsConst: false } local:
                Add(local.Local, operation);
                break;
            case IParameterReferenceOperation parameter:
                Add(parameter.Parameter, operation);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                UsesThis = true;
                break;
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } field:
                Add(field.Field, operation);
                break;
            case ILockOperation or IAwaitOperation:
                TakesLock |= operation is ILockOperation;
                MayOrder = true;
                break;
            case IInvocationOperation call:
                TakesLock |= Synchronisation.IsLock(call.TargetMethod);
                MayOrder |= Synchronisation.MayOrder(call.TargetMethod);
                Follow(call.TargetMethod);
                break;
            case IMethodReferenceOperation method:
                Follow(method.Method);
                break;
            case IPropertyReferenceOperation property:
                MayOrder |= Synchronisation.MayOrder(property.Property);
                break;
        }
        foreach (IOperation child in operation.ChildOperations)
            Look(child);
    }

    private void Add(ISymbol variable, IOperation at) => _uses.Add(new Use(variable, at, Writing.Of(at), OwnerUses.Of(at)));

    private void Follow(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction || !_followed.Add(method.OriginalDefinition))
            return;
        if (LocalFunctions.Find(_root, method) is { } function && !IsInside(function.Syntax))
            Enter(function);
    }

    private bool IsInside(SyntaxNode node) => _functions.Exists(span => span.Contains(node.Span));

    private bool IsDeclaredInside(ISymbol variable)
    {
        if (variable is IFieldSymbol)
            return false;
        foreach (SyntaxReference declaration in variable.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == _root.Syntax.SyntaxTree && _functions.Exists(span => span.Contains(declaration.Span)))
                return true;
        }
        return false;
    }
}

/// <summary>Finds the code of local functions.</summary>
internal static class LocalFunctions
{
    internal static ILocalFunctionOperation? Find(IOperation root, IMethodSymbol method)
    {
        if (root is ILocalFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, method.OriginalDefinition))
            return function;
        foreach (IOperation child in root.ChildOperations)
        {
            if (Find(child, method) is { } found)
                return found;
        }
        return null;
    }
}
