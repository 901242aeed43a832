using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules;

/// <summary>Code that is written to fail: tests of what is refused.</summary>
internal static class Expected
{
    /// <summary>
    /// Whether an operation stands in a lambda that some call expects to throw: <c>Assert.Throws</c> and its kin in every test framework, xunit's <c>Record.Exception</c>.
    /// What is refused there is refused on purpose.
    /// </summary>
    internal static bool ToFail(IOperation operation)
    {
        for (IOperation? around = operation; around is not null; around = around.Parent)
        {
            if (around is not IAnonymousFunctionOperation)
                continue;
            IOperation? taker = around.Parent;
            while (taker is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
                taker = taker.Parent;
            if (taker is IInvocationOperation { TargetMethod: { Name: { } name, ContainingType.Name: { } type } }
                && (name.StartsWith("Throw", StringComparison.Ordinal) || string.Equals(type, "Record", StringComparison.Ordinal)))
                return true;
        }
        return false;
    }
}
