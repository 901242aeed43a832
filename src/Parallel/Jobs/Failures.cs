using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ForkJoin.Jobs;

/// <summary>
/// What surfaces when forks fail. It depends on the program, never on the schedule: every fork runs, whatever the others do; one
/// failure is rethrown as itself; several come as one <see cref="AggregateException"/>, flat, in program order. A cancellation
/// that merely passes through gives way to real failures.
/// </summary>
internal static class Failures
{
    private const int MostTraced = 32;

    private static readonly ConditionalWeakTable<Exception, Passage> s_passages = [];

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

    /// <summary>
    /// Throws an exception caught elsewhere with the stack trace it came with. Each time the trace grows by what it passed since; to
    /// keep it costs a copy of it. So on the way out of a very deep recursion it grows no longer: the time would be quadratic.
    /// </summary>
    [StackTraceHidden]
    internal static void Rethrow(Exception? error)
    {
        if (error is null)
            return;
        Passage passage = s_passages.GetOrCreateValue(error);
        if (passage.Trace is not { } trace || passage.Times < MostTraced)
            passage.Trace = trace = ExceptionDispatchInfo.Capture(error);
        passage.Times++;
        trace.Throw();
    }

    /// <summary>How often an exception has been thrown on, and with which trace. Two threads may throw one exception: then about how often.</summary>
    private sealed class Passage
    {
        public int Times { get; set; }

        public ExceptionDispatchInfo? Trace { get; set; }
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
