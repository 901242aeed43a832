using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace ForkJoin;

/// <summary>
/// The switch for the run-time checks of ownership: the application's configuration knob <c>ForkJoin.BorrowChecking</c>,
/// or <c>&lt;ForkJoinBorrowChecking&gt;false&lt;/ForkJoinBorrowChecking&gt;</c> in its project. On unless set. It is read once;
/// switched off, the JIT and the trimmer fold every check away, and a correct program computes the same.
/// </summary>
/// <example><code>
/// Console.WriteLine(BorrowChecking.Enabled ? "races are refused" : "races are the program's own");
/// </code></example>
public static class BorrowChecking
{
    /// <summary>The name of the switch.</summary>
    public const string SwitchName = "ForkJoin.BorrowChecking";

    /// <summary>Whether loans are checked in this process.</summary>
    [FeatureSwitchDefinition(SwitchName)]
    public static bool Enabled { get; } = !AppContext.TryGetSwitch(SwitchName, out bool on) || on;

    /// <summary>The level as the checks at a fork read it.</summary>
    internal static int CaptureLevel =
        AppContext.TryGetSwitch("ForkJoin.StrictCaptures", out bool strict) && strict ? (int)CaptureChecking.Strict : (int)CaptureChecking.Certain;

    /// <summary>
    /// What a fork may get: process-wide, changeable at any time, also by the knob <c>ForkJoin.StrictCaptures</c>. <see cref="CaptureChecking.Certain"/>
    /// unless set. Nothing is refused where <see cref="Enabled"/> says no.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public static CaptureChecking Captures
    {
        get => (CaptureChecking)CaptureLevel;
        set
        {
            if (value is not (CaptureChecking.Certain or CaptureChecking.Strict))
                throw new ArgumentOutOfRangeException(nameof(value), value, "What a fork may get is checked as Certain or Strict.");
            Volatile.Write(ref CaptureLevel, (int)value);
        }
    }
}
