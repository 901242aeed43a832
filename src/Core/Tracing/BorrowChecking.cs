using System;
using System.Diagnostics.CodeAnalysis;

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
}
