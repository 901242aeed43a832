using ForkJoin.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Rules;

/// <summary>The rules that follow from the flow of loans, and the words for each. Messages say what the run time's exceptions say.</summary>
internal static class BorrowRules
{
    private const string Conflict = "Borrow conflict: cannot {1}, because it {2}. {3}.";

    internal static readonly DiagnosticDescriptor UseAfterMove = Define(
        RuleIds.UseAfterMove, DiagnosticSeverity.Warning, "An owner is used after it was moved",
        "Cannot {1}: it {2}. {3}.",
        "What was moved, drained, frozen or dropped has another owner, or none. An owner that is lost on one of several ways is lost where they meet.");

    internal static readonly DiagnosticDescriptor UseWhileLentForWriting = Define(
        RuleIds.OwnerUsedWhileLentForWriting, DiagnosticSeverity.Warning, "An owner is used while it is lent for writing", Conflict,
        "While something of an owner is lent for writing, it can be neither read nor written directly.");

    internal static readonly DiagnosticDescriptor ChangeWhileLent = Define(
        RuleIds.OwnerChangedWhileLent, DiagnosticSeverity.Warning, "An owner is changed while it is lent", Conflict,
        "While something of an owner is lent, it can be neither written directly nor moved nor dropped.");

    internal static readonly DiagnosticDescriptor ConflictingLoan = Define(
        RuleIds.ConflictingLoan, DiagnosticSeverity.Warning, "Two loans conflict", Conflict,
        "A loan for writing overlaps no other loan.");

    internal static readonly DiagnosticDescriptor PerhapsConflictingLoan = Define(
        RuleIds.PerhapsConflictingLoan, DiagnosticSeverity.Info, "Two loans may conflict", "Perhaps a borrow conflict: cannot {1}, because it {2}. {3}.",
        "A loan for writing overlaps no other loan; whether these do depends on values that are not known here.");

    internal static readonly DiagnosticDescriptor GivenAway = Define(
        RuleIds.SliceGivenAway, DiagnosticSeverity.Warning, "A slice is used after it was lent on", Conflict,
        "What a fork, or a scope, is lent of a slice is refused to every slice that overlaps it, until that loan ends.");

    internal static readonly DiagnosticDescriptor StaleView = Define(
        RuleIds.SpanOfSliceGivenAway, DiagnosticSeverity.Warning, "A span is used after its slice was lent on or its loan ended", Conflict,
        "A span or reference is not checked when it is used: only this rule keeps it within its loan.");

    internal static readonly DiagnosticDescriptor CopyGivenAway = Define(
        RuleIds.SliceCopied, DiagnosticSeverity.Warning, "A copy of a slice is used after the slice was lent on", Conflict,
        "Copies of a slice are the same loan.");

    internal static readonly DiagnosticDescriptor Outlives = Define(
        RuleIds.BorrowOutlivesOwner, DiagnosticSeverity.Warning, "A borrow outlives its loan", "Cannot {1}: it {2}. {3}.",
        "A borrow is of use as long as the section, scope, lifetime or guard that it was made for.");

    internal static readonly DiagnosticDescriptor SignatureBroken = Rule.Define(
        RuleIds.SignatureBroken, Rule.Signatures, DiagnosticSeverity.Warning, "A body does not keep to its signature", "Cannot {1}: it {2}. {3}.",
        "Callers are judged by the signature alone: what a body returns or keeps must come from what the signature names, and what it promises to replace must be replaced on every way.");

    internal static readonly DiagnosticDescriptor NotDistinct = Rule.Define(
        RuleIds.NotDistinct, Rule.Signatures, DiagnosticSeverity.Warning, "Arguments overlap that must be distinct", "Cannot {1}: it {2}. {3}.",
        "A body may rely on it that what parameters marked Distinct are given has nothing in common.");

    internal static readonly DiagnosticDescriptor SignatureSilent = Rule.Define(
        RuleIds.SignatureSilent, Rule.Signatures, DiagnosticSeverity.Info, "A signature does not say what is kept or used up", "Perhaps callers are surprised: {0} {2}. {3}.",
        "Callers take it that a signature without attributes keeps nothing, returns nothing of what it was handed, and leaves owners to them.");

    internal static DiagnosticDescriptor Of(FindingKind kind) => kind switch
    {
        FindingKind.UseAfterMove => UseAfterMove,
        FindingKind.UseWhileLentForWriting => UseWhileLentForWriting,
        FindingKind.ChangeWhileLent => ChangeWhileLent,
        FindingKind.Conflict => ConflictingLoan,
        FindingKind.PerhapsConflict => PerhapsConflictingLoan,
        FindingKind.GivenAway => GivenAway,
        FindingKind.CopyGivenAway => CopyGivenAway,
        FindingKind.StaleView => StaleView,
        FindingKind.SignatureBroken => SignatureBroken,
        FindingKind.NotDistinct => NotDistinct,
        FindingKind.Silent => SignatureSilent,
        _ => Outlives,
    };

    private static DiagnosticDescriptor Define(string id, DiagnosticSeverity severity, string title, string message, string description) =>
        Rule.Define(id, Rule.Borrowing, severity, title, message, description);
}
