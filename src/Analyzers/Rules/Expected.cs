using System;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules;

/// <summary>Code that is written to fail: tests of what is refused.</summary>
internal static class Expected
{
    /// <summary>
    /// Whether an operation stands where a refusal is expected: in a lambda that some call expects to throw, or in a <c>try</c> that catches what the library
    /// throws. What is refused there is refused on purpose.
    /// </summary>
    internal static bool ToFail(IOperation operation)
    {
        for (IOperation inside = operation; inside.Parent is { } around; inside = around)
        {
            if ((inside is IAnonymousFunctionOperation lambda && IsToFail(lambda)) || (around is ITryOperation attempt && inside == attempt.Body && CatchesRefusal(attempt)))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether a lambda is given to a call that expects it to throw: <c>Assert.Throws</c> and its kin in every test framework, xunit's <c>Record.Exception</c>, and
    /// whatever helper is asked for, or gives back, one of the library's exceptions.
    /// </summary>
    internal static bool IsToFail(IAnonymousFunctionOperation lambda)
    {
        IOperation? taker = lambda.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
            taker = taker.Parent;
        return taker is IInvocationOperation { TargetMethod: { } method }
            && (method.Name.StartsWith("Throw", StringComparison.Ordinal) || method.ContainingType is { Name: "Record" } || Ours.IsRefusal(method.ReturnType) || NamesRefusal(method));
    }

    private static bool NamesRefusal(IMethodSymbol method)
    {
        foreach (ITypeSymbol argument in method.TypeArguments)
        {
            if (Ours.IsRefusal(argument))
                return true;
        }
        return false;
    }

    private static bool CatchesRefusal(ITryOperation attempt)
    {
        foreach (ICatchClauseOperation handler in attempt.Catches)
        {
            if (Ours.IsRefusal(handler.ExceptionType))
                return true;
        }
        return false;
    }
}
