using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Tracing;

[Collection(ProcessWide.Name)]
public sealed class BorrowTracingTests : NoLoansLeft, IDisposable
{
    void IDisposable.Dispose()
    {
        BorrowTracing.Level = BorrowTracingLevel.CallSites;
        Dispose();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_a_conflict_names_file_and_line_without_any_tracing()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        scope.BorrowMut(data);

        Assert.Equal(BorrowTracingLevel.CallSites, BorrowTracing.Level);
        Assert.Matches(@"^BorrowTracingTests\.cs:[0-9]+$", Refused.Conflict(() => _ = data[0]).Existing!.MadeAt);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_with_stack_traces_a_conflict_shows_the_whole_path_to_the_loan()
    {
        OwnedArray<int> data = Numbers(10);
        BorrowTracing.Level = BorrowTracingLevel.StackTraces;
        using var scope = BorrowScope.Open();
        ThroughAnotherMethod(scope, data);

        BorrowConflictException refused = Refused.Conflict(() => _ = data[0]);
        Assert.Matches(@"^BorrowTracingTests\.cs:[0-9]+", refused.Existing!.MadeAt);
        Assert.Contains(nameof(ThroughAnotherMethod), refused.Existing.MadeAt, StringComparison.Ordinal);
        Assert.Contains(nameof(R38_with_stack_traces_a_conflict_shows_the_whole_path_to_the_loan), refused.Existing.MadeAt, StringComparison.Ordinal);
        Assert.Contains(nameof(ThroughAnotherMethod), refused.Message, StringComparison.Ordinal);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R38_a_loan_never_shows_the_stack_of_an_earlier_one()
    {
        OwnedArray<int> data = Numbers(10);
        using var other = BorrowScope.Open();
        other.BorrowMut(data, 5..);
        using var scope = BorrowScope.Open();
        BorrowTracing.Level = BorrowTracingLevel.StackTraces;
        Refused.Conflict(scope, s => ThroughAnotherMethod(s, data)); // recorded, but refused
        BorrowTracing.Level = BorrowTracingLevel.CallSites;
        scope.BorrowMut(data, ..5); // the same storage

        BorrowConflictException refused = Refused.Conflict(other, s => s.Borrow(data, ..1));
        Assert.Matches(@"^BorrowTracingTests\.cs:[0-9]+$", refused.Existing!.MadeAt);
    }

    [Fact]
    public void A_level_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => BorrowTracing.Level = (BorrowTracingLevel)2);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => BorrowTracing.Level = (BorrowTracingLevel)(-1));
        Assert.Equal(BorrowTracingLevel.CallSites, BorrowTracing.Level);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThroughAnotherMethod(BorrowScope scope, OwnedArray<int> data) => scope.BorrowMut(data);
}
