using System;
using System.Diagnostics;

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
    private static volatile int s_level =
        AppContext.TryGetSwitch("ForkJoin.BorrowTracing", out bool on) && on ? (int)BorrowTracingLevel.StackTraces : 0;

    /// <summary>What is recorded with each loan from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public static BorrowTracingLevel Level
    {
        get => (BorrowTracingLevel)s_level;
        set
        {
            if (value is not (BorrowTracingLevel.CallSites or BorrowTracingLevel.StackTraces))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The tracing level must be CallSites or StackTraces.");
            s_level = (int)value;
        }
    }

    /// <summary>The caller's stack when the level asks for it, else null.</summary>
    internal static StackTrace? Capture() =>
        s_level == (int)BorrowTracingLevel.StackTraces ? new StackTrace(skipFrames: 2, fNeedFileInfo: true) : null;
}
