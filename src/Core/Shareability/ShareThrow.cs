using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using ForkJoin.Tracing;

namespace ForkJoin.ShareFacts;

/// <summary>The refusals of forks, out of line: what the fork would have got, which part of it is in the way, why, and what to do.</summary>
internal static class ShareThrow
{
    private const string Assigned =
        "Let the fork return the value, lend it a slice to write, or put the variable into a Mutex<T>.";

    [DoesNotReturn]
    internal static void Captured(List<CapturedVariable> refused, CaptureChecking level)
    {
        CapturedVariable first = refused[0];
        string cures = string.Join(' ', refused.Select(CureFor).Where(static cure => cure.Length > 0).Distinct(StringComparer.Ordinal));
        Throw(
            $"the lambda captures {string.Join("; and ", refused.Select(Describe))}. {cures}{(level == CaptureChecking.Strict ? string.Empty : MayBeMoved(first))}",
            first.Name, first.Verdict, IsOnlyAssigned(first) ? RuleIds.ForkCapturesMutable : RuleIds.ForkCapturesNotShareable);
    }

    [DoesNotReturn]
    internal static void Handed(string argument, ShareVerdict verdict) => Throw(
        $"it would be handed {verdict.Named(argument)}: {verdict.Why}. {verdict.Cure}", argument, verdict, RuleIds.ForkCapturesNotShareable);

    [DoesNotReturn]
    private static void Throw(string what, string owner, ShareVerdict verdict, string ruleId)
    {
        string at = SourcePlace.OfCaller();
        throw new NotShareableException($"Cannot fork at {at}: {what.TrimEnd()}", owner, owner + verdict.Path, verdict.Part, at, ruleId);
    }

    private static string Describe(CapturedVariable variable) => IsOnlyAssigned(variable)
        ? $"{variable.Name} ({TypeName.Of(variable.Verdict.Type)}) and assigns it, while whoever else has it may do the same"
        : $"{variable.Verdict.Named(variable.Name)}: {variable.Verdict.Why}";

    private static string CureFor(CapturedVariable variable) => IsOnlyAssigned(variable) ? Assigned : variable.Verdict.Cure;

    private static string MayBeMoved(CapturedVariable variable) =>
        variable.Verdict.Kind == ShareKind.Sendable ? " What only this fork uses may be handed to it as its state." : string.Empty;

    private static bool IsOnlyAssigned(CapturedVariable variable) => variable.IsAssigned && variable.Verdict.IsShareable;
}
