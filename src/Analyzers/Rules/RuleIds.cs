namespace ForkJoin.Analyzers.Rules;

/// <summary>The id of each rule. An id is never given to another rule. Rules of one matter stand together: docs/rules has a page for each.</summary>
internal static class RuleIds
{
    /* Owners and what happens to them while they are lent. */

    internal const string UseAfterMove = "FJ0001";
    internal const string OwnerUsedWhileLentForWriting = "FJ0002";
    internal const string OwnerChangedWhileLent = "FJ0003";
    internal const string ConflictingLoan = "FJ0004";
    internal const string PerhapsConflictingLoan = "FJ0005";
    internal const string RawAlias = "FJ0006";

    /* Slices, spans, references and guards. */

    internal const string SliceGivenAway = "FJ0010";
    internal const string SpanOfSliceGivenAway = "FJ0011";
    internal const string SliceCopied = "FJ0012";
    internal const string BorrowOutlivesOwner = "FJ0013";
    internal const string GuardNotDisposed = "FJ0014";

    /* Forks and sections. */

    internal const string ForkCapturesMutable = "FJ0020";
    internal const string ForkCapturesNotShareable = "FJ0021";
    internal const string ForkCapturesOwner = "FJ0022";
    internal const string ForkCapturesLoopVariable = "FJ0023";
    internal const string AsyncForkBody = "FJ0024";
    internal const string BlockingInFork = "FJ0025";
    internal const string ResultReadBeforeJoin = "FJ0026";
    // FJ0027 is kept free: a section, scope or context that is stored or captured does not compile (tests/Architecture/CompileFailTests).

    /* Signatures. */

    internal const string SignatureMeaningless = "FJ0030";
    internal const string SignatureBroken = "FJ0031";
    internal const string SignatureSilent = "FJ0032";
    internal const string NotDistinct = "FJ0033";
}

/// <summary>What a diagnostic carries for the fix of it, by its key. Those without a value of their own are there or not.</summary>
internal static class RuleFacts
{
    /// <summary>What a fork captures may be handed to it.</summary>
    internal const string Moves = "Moves";

    /// <summary>Nothing but the removal of the attribute is right.</summary>
    internal const string ToGo = "ToGo";

    /// <summary>The attribute that would make it right.</summary>
    internal const string Missing = "Missing";

    /// <summary>The parameter that the attribute is to name, or to stand on.</summary>
    internal const string From = "From";

    /// <summary>The parameter that keeps it, or the field.</summary>
    internal const string Into = "Into";

    /// <summary>Nothing needs the loan that is in the way, and it is the method's to end it before.</summary>
    internal const string CanEnd = "CanEnd";
}
