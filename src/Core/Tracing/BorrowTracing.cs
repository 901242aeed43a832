using System;
using System.Diagnostics;
using System.Threading;

namespace ForkJoin;

/// <summary>How much is recorded about where loans are made.</summary>
/// <example><code>
/// BorrowTracing.Level = BorrowTracingLevel.StackTraces;   // in a test: a conflict then shows the whole path to the loan
/// </code></example>
public enum BorrowTracingLevel
{
    /// <summary>File and line of the call that made the loan: recorded always, at the price of two stores.</summary>
    CallSites,

    /// <summary>The whole stack of that call as well. Costs microseconds a loan.</summary>
    StackTraces,
}

/// <summary>The tracing level: process-wide, changeable at any time, also by the knob <c>ForkJoin.BorrowTracing</c>.</summary>
/// <example><code>
/// BorrowTracing.Level = BorrowTracingLevel.StackTraces;
/// </code></example>
public static class BorrowTracing
{
    /// <summary>Bits of <see cref="Wanted"/>: the stack of each loan, the log of events, when each loan was made.</summary>
    internal const int Stacks = (int)BorrowTracingLevel.StackTraces;
    internal const int Log = 2;
    internal const int Times = 4;

    private static volatile int s_wanted =
        AppContext.TryGetSwitch("ForkJoin.BorrowTracing", out bool on) && on ? Stacks : 0;

    /// <summary>What is recorded with each loan from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public static BorrowTracingLevel Level
    {
        get => (BorrowTracingLevel)(s_wanted & Stacks);
        set
        {
            if (value is not (BorrowTracingLevel.CallSites or BorrowTracingLevel.StackTraces))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The tracing level must be CallSites or StackTraces.");
            Want(Stacks, value == BorrowTracingLevel.StackTraces);
        }
    }

    /// <summary>Everything that is to be recorded beside the call site; 0 mostly, so that a loan asks once for all of it.</summary>
    internal static int Wanted => s_wanted;

    internal static void Want(int what, bool on)
    {
        if (on)
            Interlocked.Or(ref s_wanted, what);
        else
            Interlocked.And(ref s_wanted, ~what);
    }

    /// <summary>The caller's stack when the level asks for it, else null.</summary>
    internal static StackTrace? Capture() =>
        (s_wanted & Stacks) != 0 ? new StackTrace(skipFrames: 3, fNeedFileInfo: true) : null;
}
