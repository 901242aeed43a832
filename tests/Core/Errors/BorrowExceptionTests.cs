namespace ForkJoin.Tests.Errors;

/// <summary>R61: which rule of the analyzer a refusal is of, and where it says so.</summary>
public sealed class BorrowExceptionTests : NoLoansLeft
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R61_a_refused_access_has_the_id_of_the_rule_about_it_by_what_was_wanted_and_what_is_in_the_way()
    {
        OwnedArray<int> data = Numbers(10);
        using (BorrowScope readers = BorrowScope.Open())
        {
            readers.Borrow(data);
            Assert.Equal("FJ0003", Refused.Conflict(() => data[0] = 1).RuleId);
            Assert.Equal("FJ0003", Refused.Conflict(() => data.Move()).RuleId);
        }
        using BorrowScope scope = BorrowScope.Open();
        SliceMut<int> all = scope.BorrowMut(data);
        Assert.Equal("FJ0002", Refused.Conflict(() => _ = data[0]).RuleId);
        Assert.Equal("FJ0002", Refused.Conflict(() => data[0] = 1).RuleId);
        Assert.Equal("FJ0003", Refused.Conflict(() => data.Dispose()).RuleId);
        Assert.Equal("FJ0004", Refused.Conflict(scope, s => s.Borrow(data)).RuleId);

        all.Reborrow(scope);
        Assert.Equal("FJ0010", Refused.Conflict(all, static s => s.Span.Clear()).RuleId);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R61_what_is_over_has_the_id_of_the_rule_about_that()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = BorrowScope.Open();
        SliceMut<int> all = scope.BorrowMut(data);
        scope.Dispose();
        Assert.Equal("FJ0013", Refused.Expired(all, static s => s.Span.Clear()).RuleId);

        data.Move();
        Assert.Equal("FJ0001", Refused.Moved(() => _ = data[0]).RuleId);
    }

    [Fact]
    [Trait("Needs", "Checks")]
    public void R61_a_refused_capture_has_the_id_of_the_rule_about_its_type_or_its_being_assigned()
    {
        var random = new Random(1);
        int count = 0;

        Assert.Equal("FJ0021", Assert.Throws<NotShareableException>(() => Shareability.Check(() => { random.Next(); })).RuleId);
        Assert.Equal("FJ0020", Assert.Throws<NotShareableException>(() => Shareability.Check(() => { count++; })).RuleId);
    }

    [Fact]
    public void R61_what_no_rule_is_about_has_no_id()
    {
        var mutex = new Mutex<int>(1);
        Assert.Throws<IOException>(() => mutex.Use(static (ref int _) => throw new IOException()));
        PoisonedException refused = Assert.Throws<PoisonedException>(() => mutex.Lock());

        Assert.Null(refused.RuleId);
        Assert.StartsWith($"ForkJoin.PoisonedException: {refused.Message}", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void R61_who_would_wait_for_himself_has_a_second_loan_that_conflicts()
    {
        var mutex = new Mutex<int>(1);
        using MutexGuard<int> guard = mutex.Lock();
        Assert.Equal(RuleIds.ConflictingLoan, Assert.Throws<DeadlockException>(() => mutex.Lock()).RuleId);
    }

    [Fact]
    [Trait("Needs", "Checks")]
    public void A_log_shows_the_id_behind_the_type_and_the_message_stays_as_it_is()
    {
        OwnedArray<int> data = Numbers(1);
        data.Move();
        MovedException refused = Refused.Moved(() => _ = data[0]);

        Assert.StartsWith($"ForkJoin.MovedException (FJ0001): {refused.Message}", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("FJ0001", refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(A_log_shows_the_id_behind_the_type_and_the_message_stays_as_it_is), refused.ToString(), StringComparison.Ordinal);
    }
}
