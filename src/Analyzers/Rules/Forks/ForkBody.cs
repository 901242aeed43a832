using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>One piece of code that a call of the library is given to run.</summary>
/// <param name="Call">The call.</param>
/// <param name="Kind">How it runs.</param>
/// <param name="Value">The lambda or method group.</param>
/// <param name="Method">Its method.</param>
/// <param name="Code">What it does with what it captures; null for a method that is not written in place.</param>
internal sealed record ForkBody(IInvocationOperation Call, BodyKind Kind, IOperation Value, IMethodSymbol Method, BodyCode? Code)
{
    /// <summary>What all the delegates of a call come to, where they can be seen.</summary>
    internal static void AddTo(List<ForkBody> bodies, IInvocationOperation call, BodyKind kind, IOperation root)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && ForkCalls.IsBody(parameter))
                Unwrap(argument.Value);
        }

        void Unwrap(IOperation value)
        {
            switch (value)
            {
                case IAnonymousFunctionOperation lambda:
                    bodies.Add(new(call, kind, lambda, lambda.Symbol, BodyCode.Of(lambda, root)));
                    break;
                case IMethodReferenceOperation method:
                    IOperation? local = method.Method.MethodKind == MethodKind.LocalFunction ? LocalFunctions.Find(root, method.Method) : null;
                    bodies.Add(new(call, kind, method, method.Method, local is null ? null : BodyCode.Of(local, root)));
                    break;
                case IInvocationOperation { TargetMethod: { } called } check when ForkCalls.IsCheck(called) && check.Arguments.Length == 1:
                    Unwrap(check.Arguments[0].Value);
                    break;
                case ILocalReferenceOperation { Local: { } kept } when LocalValues.Only(kept, root) is { } only and not ILocalReferenceOperation:
                    Unwrap(only);
                    break;
                case IDelegateCreationOperation or IConversionOperation or IArrayCreationOperation or IArrayInitializerOperation:
                case { IsImplicit: true } when value is not (IInvocationOperation or IInstanceReferenceOperation):
                    foreach (IOperation child in value.ChildOperations)
                        Unwrap(child);
                    break;
            }
        }
    }
}

/// <summary>What stands in local variables.</summary>
internal static class LocalValues
{
    /// <summary>The one value that a local variable ever gets, in its declaration; null where there is another, or none.</summary>
    internal static IOperation? Only(ILocalSymbol local, IOperation root)
    {
        IOperation? value = null;
        return Search(root) ? value : null;

        // False once another value is found.
        bool Search(IOperation operation)
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                value = declarator.GetVariableInitializer()?.Value;
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && Writing.Of(reference) is Touch.Written or Touch.PerhapsWritten)
                return false;
            foreach (IOperation child in operation.ChildOperations)
            {
                if (!Search(child))
                    return false;
            }
            return true;
        }
    }
}
