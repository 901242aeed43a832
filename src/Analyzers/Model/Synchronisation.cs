using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Model;

/// <summary>What of the base library, and of ours, makes threads take turns, or wait.</summary>
internal static class Synchronisation
{
    /// <summary>Whether a call enters a lock, as the run time has it: then code may use what one thread at a time may use.</summary>
    internal static bool IsLock(IMethodSymbol method) =>
        method.Name is "Enter" or "TryEnter" or "EnterScope" or "Wait" or "WaitAsync" or "WaitOne" or "EnterReadLock" or "EnterWriteLock" or "EnterUpgradeableReadLock"
        && IsOf(method.ContainingType, "Monitor", "Lock", "SpinLock", "SemaphoreSlim", "ReaderWriterLockSlim", "WaitHandle");

    /// <summary>
    /// Whether code that uses this member may see to it that threads do not meet: everything of System.Threading that is not just a token, and the guards
    /// of this library. Of such code nothing certain is said.
    /// </summary>
    internal static bool MayOrder(ISymbol member)
    {
        INamedTypeSymbol? type = member.ContainingType;
        if (Ours.Has(type))
            return type!.Name is "Mutex" or "Mutexes" or "SharedRef" or "Lifetime" or "OwnerBorrows" or "ThreadBound" || type.Name.Length == 0;
        return type?.ContainingNamespace is { } space && IsThreading(space) && type.Name is not ("CancellationToken" or "CancellationTokenSource" or "Thread" or "Parallel");
    }

    /// <summary>Whether a member atomically reads or changes the variable that it is given by reference.</summary>
    internal static bool IsAtomic(IMethodSymbol method) => IsOf(method.ContainingType, "Interlocked", "Volatile");

    /// <summary>What a call or property blocks on; null where it does not block, or only for moments.</summary>
    internal static string? Blocks(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: { } type } } when IsOf(type, "Task", "ValueTask") => "Task.Result",
        IInvocationOperation { TargetMethod: { } method } call when !IsWithoutTime(call) => Blocks(method, call.Instance?.Type ?? method.ContainingType),
        _ => null,
    };

    private static string? Blocks(IMethodSymbol method, ITypeSymbol on)
    {
        INamedTypeSymbol type = method.ContainingType;
        bool blocks = method.Name switch
        {
            "Wait" => IsOf(type, "Task", "SemaphoreSlim", "ManualResetEventSlim", "CountdownEvent", "Monitor"),
            "WaitAll" or "WaitAny" => IsOf(type, "Task", "WaitHandle"),
            "WaitOne" or "SignalAndWait" => IsOf(type, "WaitHandle", "Barrier"),
            "Sleep" or "Join" => IsOf(type, "Thread"),
            "GetResult" => type.Name is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter" && IsCompilerServices(type),
            _ => false,
        };
        return !blocks ? null : string.Equals(method.Name, "GetResult", StringComparison.Ordinal) ? "GetAwaiter().GetResult" : $"{on.Name}.{method.Name}";
    }

    /// <summary>A wait of no time only looks.</summary>
    private static bool IsWithoutTime(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: 0 } || argument.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } })
                return true;
        }
        return false;
    }

    private static bool IsOf(INamedTypeSymbol? type, params string[] names)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Array.IndexOf(names, type.Name) >= 0 && IsThreading(type.ContainingNamespace))
                return true;
        }
        return false;
    }

    private static bool IsThreading(INamespaceSymbol? space) => space switch
    {
        { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        { Name: "Tasks", ContainingNamespace: { Name: "Threading" } around } => IsThreading(around),
        _ => false,
    };

    private static bool IsCompilerServices(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "CompilerServices", ContainingNamespace.Name: "Runtime" };
}
