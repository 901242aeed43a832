namespace ForkJoin;

/// <summary>
/// The rules of the analyzer that are about what is refused here, by their ids. The same constants stand in src/Analyzers/Rules/RuleIds.cs,
/// and a test holds them together; the library does not refer to the analyzer.
/// </summary>
internal static class RuleIds
{
    internal const string UseAfterMove = "FJ0001";
    internal const string OwnerUsedWhileLentForWriting = "FJ0002";
    internal const string OwnerChangedWhileLent = "FJ0003";
    internal const string ConflictingLoan = "FJ0004";
    internal const string SliceGivenAway = "FJ0010";
    internal const string BorrowOutlivesOwner = "FJ0013";
    internal const string ForkCapturesMutable = "FJ0020";
    internal const string ForkCapturesNotShareable = "FJ0021";
    internal const string ResultReadBeforeJoin = "FJ0026";
}
