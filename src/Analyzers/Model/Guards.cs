using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Model;

/// <summary>What holds something until it is disposed, by name; a test holds the names against reflection.</summary>
internal static class Guards
{
    /// <summary>Whether values of a type hold a loan, a lock or a lifetime until they are disposed.</summary>
    internal static bool Is(ITypeSymbol? type) => type?.Name is "Borrowed" or "BorrowedMut" or "BorrowScope" or "Lifetime" or "MutexGuard" or "MutexGuards" or "MutexLease"
        or "MutexLeases" or "SharedReadGuard" or "SharedWriteGuard" or "SharedReadLease" or "SharedWriteLease" && Ours.Has(type);

    /// <summary>The guard that a call of the library makes: the call itself, or the wait for it. Null where it makes none, or nobody waits for it here.</summary>
    internal static IOperation? MadeBy(IInvocationOperation call)
    {
        if (!Ours.Has(call.TargetMethod.ContainingType))
            return null;
        if (Is(call.Type))
            return call;
        if (call.Type is not INamedTypeSymbol { Name: "ValueTask", Arity: 1 } task || !Is(task.TypeArguments[0]))
            return null;
        IOperation? around = call.Parent;
        while (around is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" })
            around = around.Parent;
        return around as IAwaitOperation;
    }
}
