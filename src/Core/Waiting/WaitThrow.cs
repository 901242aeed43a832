using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tracing;

namespace ForkJoin.Waiting;

/// <summary>Waits that are refused, out of line.</summary>
internal static class WaitThrow
{
    /// <param name="verb">What was wanted: lock, read or write.</param>
    /// <param name="name">Of what.</param>
    /// <param name="ring">Who is in the way, up to this thread.</param>
    /// <param name="at">Where it was wanted.</param>
    [DoesNotReturn]
    internal static void Ring(string verb, string name, string ring, SourcePlace at) => throw Deadlock(
        verb, name, ring, at,
        "Let go of the one before asking for the other, ask for them in the same order everywhere, or lock all that is needed at once by Mutexes.LockAll.",
        ruleId: null);

    /// <param name="verb">What was wanted: lock, read or write.</param>
    /// <param name="name">Of what.</param>
    /// <param name="own">What this thread has of it already.</param>
    /// <param name="at">Where it was wanted.</param>
    /// <param name="cure">What would be right.</param>
    [DoesNotReturn]
    internal static void ForItself(string verb, string name, string own, SourcePlace at, string cure) =>
        throw Deadlock(verb, name, own, at, cure, RuleIds.ConflictingLoan);

    private static DeadlockException Deadlock(string verb, string name, string inTheWay, SourcePlace at, string cure, string? ruleId) =>
        new($"Cannot {verb} {name} at {at}: {inTheWay}, so the wait would never end. {cure}", name, ruleId);
}
