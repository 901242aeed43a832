using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>Every refusal of the library, out of line: what was wanted, what is in the way, where both are, and what would be right.</summary>
internal static class BorrowThrow
{
    [DoesNotReturn]
    internal static void CannotLend(string owner, string region, LoanKind wanted, LoanDescription existing) => Conflict(
        RuleIds.ConflictingLoan, $"cannot lend {owner}{region} for {Gerund(wanted)}", owner, wanted, existing,
        region.Length == 0 ? "End that loan first." // a single value has no other part
        : wanted == LoanKind.Write ? "Borrow a region that does not overlap it, or end that loan first."
        : "Borrow it for reading before or after, or a region that does not overlap it.");

    [DoesNotReturn]
    internal static void CannotUse(string handle, string owner, string region, LoanKind wanted, LoanDescription existing) => Conflict(
        RuleIds.SliceGivenAway, $"cannot {Verb(wanted)} through {handle} of {owner}{region}", owner, wanted, existing,
        region.Length == 0 ? "Use it after that loan has ended, with its fork or its guard."
        : "Use it after that loan has ended, with its fork or its guard, or split it first and keep the other part.");

    [DoesNotReturn]
    internal static void CannotAccess(string owner, string verb, LoanKind wanted, LoanDescription? existing) => Conflict(
        existing is { Kind: LoanKind.Write } && verb is "read" or "write" ? RuleIds.OwnerUsedWhileLentForWriting : RuleIds.OwnerChangedWhileLent,
        $"cannot {verb} {existing?.Owner ?? owner}", existing?.Owner ?? owner, wanted, existing,
        wanted == LoanKind.Write ? "Do it after that loan has ended, when nothing else is lent either."
        : existing is { Region.Length: 0 } ? "Read it after that loan has ended."
        : "Read it after that loan has ended, or borrow a part that is not lent for writing.");

    [DoesNotReturn]
    internal static void ArgumentsOverlap(string owner, string first, string second)
    {
        string at = SourcePlace.OfCaller();
        throw new BorrowConflictException(
            $"Borrow conflict at {at}: the arms of one join were handed {owner}{first} and {owner}{second}, which overlap, and one of " +
            "them may write. Hand each arm a part of its own: Split, SplitAt and Chunks make parts that cannot overlap.",
            owner, LoanKind.Write, existing: null, at, RuleIds.ConflictingLoan);
    }

    [DoesNotReturn]
    internal static void Moved(string owner, string fate, string verb) => throw new MovedException(
        $"Cannot {verb} {owner} at {SourcePlace.OfCaller()}: it {fate}. Use the owner that has it now, or clone before moving.", owner);

    [DoesNotReturn]
    internal static void Expired(string handle, string owner) => throw new LifetimeExpiredException(
        $"A{handle[1..]} of {owner} was used at {SourcePlace.OfCaller()} after its loan had ended. A loan ends with the section, scope, fork " +
        "or guard that it was made for: borrow again.", owner);

    [DoesNotReturn]
    internal static void Poisoned(string owner, SourcePlace place) => throw new PoisonedException(
        $"Cannot use {owner} at {SourcePlace.OfCaller()}: the change begun at {place} did not come to its end, and what it left may be half done. "
        + "Put a whole value in first.", owner, place.ToString(), cause: null);

    [DoesNotReturn]
    internal static void ScopeOver(string what) => throw new LifetimeExpiredException(
        $"The {what} used at {SourcePlace.OfCaller()} has ended already. Open a new one.", what);

    [DoesNotReturn]
    internal static void ResultNotThere(int fork) => Conflict(
        RuleIds.ResultReadBeforeJoin, "cannot read the result of a fork", "the result", LoanKind.Read,
        new LoanDescription("the result", LoanKind.Write, string.Empty, $"fork {fork}, which is not joined yet", "its section"), "Read it after that loan has ended.");

    [DoesNotReturn]
    internal static void ResultGone() => throw new LifetimeExpiredException(
        $"The result of a fork was asked for at {SourcePlace.OfCaller()}, but this handle has none: it was taken by Join before, or no " +
        "fork ever gave it one. Keep what Join returned.", "the result of a fork", RuleIds.ResultReadBeforeJoin);

    [DoesNotReturn]
    internal static void WrongThread(string what, string cure, string? ruleId = null) => throw new WrongThreadException(
        $"{what} was used at {SourcePlace.OfCaller()} from a thread that it does not belong to. {cure}", what, ruleId);

    [DoesNotReturn]
    internal static void Range(string argument, int start, int length, int whole) => throw new ArgumentOutOfRangeException(
        argument, $"The range [{start}..{(long)start + length}) is not inside the {whole} elements at hand: both ends must lie between 0 and {whole}.");

    [DoesNotReturn]
    internal static void Index(int index, int length) => throw new ArgumentOutOfRangeException(
        nameof(index), index, $"The index must lie between 0 and {length - 1}.");

    [DoesNotReturn]
    private static void Conflict(string ruleId, string refused, string owner, LoanKind wanted, LoanDescription? existing, string cure)
    {
        string at = SourcePlace.OfCaller();
        throw new BorrowConflictException(
            $"Borrow conflict at {at}: {refused}, because {existing?.ToString() ?? "it is lent"}. {cure}", owner, wanted, existing, at, ruleId);
    }

    private static string Verb(LoanKind kind) => kind == LoanKind.Write ? "write" : "read";

    private static string Gerund(LoanKind kind) => kind == LoanKind.Write ? "writing" : "reading";
}
