using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;

namespace ForkJoin.Jobs;

/// <summary>
/// What surfaces when forks fail. It depends on the program, never on the schedule: every fork runs, whatever the others do; one
/// failure is rethrown as itself; several come as one <see cref="AggregateException"/>, flat, in program order. A cancellation
/// that merely passes through gives way to real failures.
/// </summary>
internal static class Failures
{
    /// <summary>One exception for two in program order; either may be null.</summary>
    internal static Exception? Combine(Exception? first, Exception? second, CancelScope? cancel)
    {
        if (first is null || second is null)
            return first ?? second;
        if (cancel is not null)
        {
            if (cancel.Explains(first))
                return second;
            if (cancel.Explains(second))
                return first;
        }
        var all = new List<Exception>();
        Append(all, first);
        Append(all, second);
        return new ForkFailures(all);
    }

    /// <summary>Throws an exception caught elsewhere with the stack trace it came with.</summary>
    internal static void Rethrow(Exception? error)
    {
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    private static void Append(List<Exception> all, Exception error)
    {
        if (error is ForkFailures several)
            all.AddRange(several.InnerExceptions);
        else
            all.Add(error);
    }

    /// <summary>Several failures of one join or section: told apart from an AggregateException that a body threw itself.</summary>
    private sealed class ForkFailures(List<Exception> all)
        : AggregateException("Several forks failed; the exceptions follow in program order.", all);
}
