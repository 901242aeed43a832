namespace ForkJoin.Tests.Borrows;

public sealed class BorrowScopeTests : NoLoansLeft
{
    [Fact]
    public void R56_disjoint_ranges_of_one_owner_are_lent_for_writing_at_the_same_time()
    {
        OwnedArray<int> data = Numbers(10);
        using (var scope = BorrowScope.Open())
        {
            Span<int> left = scope.BorrowMut(data, ..3).Span;
            Span<int> middle = scope.BorrowMut(data, 3..^4).Span;
            ReadOnlySpan<int> right = scope.Borrow(data, ^4..).Span;

            left.Fill(1);
            middle.Fill(2);
            Assert.Equal([6, 7, 8, 9], right.ToArray());
        }
        Assert.Equal([1, 1, 1, 2, 2, 2, 6, 7, 8, 9], data.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [InlineData(LoanKind.Write, LoanKind.Write)]
    [InlineData(LoanKind.Write, LoanKind.Read)]
    [InlineData(LoanKind.Read, LoanKind.Write)]
    public void P11_an_overlapping_loan_is_refused_before_anything_changes(LoanKind first, LoanKind second)
    {
        OwnedArray<int> data = Numbers(10);
        using (var scope = BorrowScope.Open())
        {
            Borrow(scope, first, data, 2..6);
            OwnerState state = data.State;
            foreach ((Range range, bool overlaps) in new[]
            {
                (..2, false), (..3, true), (2..6, true), (3..4, true), (5..10, true), (6..10, false), (.., true), (4..4, false),
            })
            {
                using var other = BorrowScope.Open();
                if (overlaps)
                    Refused.Conflict(other, s => Borrow(s, second, data, range));
                else
                    Borrow(other, second, data, range);
            }
            Assert.Equal(state, data.State);
        }
        Assert.Equal(Enumerable.Range(0, 10), data.ToArray());
    }

    [Fact]
    public void R04_reading_loans_overlap_in_any_number()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        for (int i = 0; i < 100; i++)
            Assert.Equal(i % 10, scope.Borrow(data, (i % 10)..)[0]);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_refused_loan_leaves_the_loans_of_its_own_scope_alone()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        SliceMut<int> left = scope.BorrowMut(data, ..5);
        Refused.Conflict(scope, s => s.BorrowMut(data, 4..));
        left.Span.Fill(1);
        scope.BorrowMut(data, 5..).Span.Fill(2);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Dispose_is_idempotent_and_never_ends_the_loans_of_a_later_use()
    {
        OwnedArray<int> data = Numbers(10);
        var first = BorrowScope.Open();
        first.BorrowMut(data);
        first.Dispose();
        first.Dispose();

        using var second = BorrowScope.Open(); // the same storage again
        SliceMut<int> all = second.BorrowMut(data);
        first.Dispose();

        Assert.Equal(OwnerState.LentForWriting, data.State);
        all[0] = 1;
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_an_ended_scope_lends_nothing_and_its_slices_are_refused()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = BorrowScope.Open();
        Slice<int> read = scope.Borrow(data, ..5);
        SliceMut<int> write = scope.BorrowMut(data, 5..);
        scope.Dispose();

        Refused.Expired(scope, s => s.Borrow(data));
        Refused.Expired(scope, s => s.BorrowMut(data, ..1));
        Assert.Equal("data", Refused.Expired(read, static s => _ = s.Span.Length).Owner);
        Refused.Expired(write, static s => s.Span.Clear());
        Refused.Expired(write, static s => s[0] = 1);
        Refused.Expired(write, static s => s.Split().Left.Span.Clear());

        // Also when the storage of scope and loan serves again meanwhile:
        using var later = BorrowScope.Open();
        later.BorrowMut(data)[0] = 100;
        Refused.Expired(read, static s => _ = s[0]);
        Refused.Expired(write, static s => s[0] = 1);
        Refused.Expired(scope, s => s.Borrow(data));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_a_slice_is_refused_once_its_scope_has_ended_though_part_of_it_is_still_lent_on()
    {
        OwnedArray<int> data = Numbers(10);
        var longer = BorrowScope.Open();
        var shorter = BorrowScope.Open();
        SliceMut<int> slice = shorter.BorrowMut(data);
        SliceMut<int> lentOn = slice[..5].Reborrow(longer);
        shorter.Dispose();

        Refused.Expired(slice[5..], static free => free.Span.Fill(9));
        Refused.Expired(slice.AsReadOnly(), static whole => _ = whole.Span);
        Refused.Expired(slice[5..], static free =>
        {
            using var third = BorrowScope.Open();
            free.Reborrow(third);
        });
        lentOn.Span.Fill(1);
        Assert.Equal(OwnerState.LentForWriting, data.State);
        longer.Dispose();
        Assert.Equal([1, 1, 1, 1, 1, 5, 6, 7, 8, 9], data.ToArray());
    }

    [Fact]
    public void A_scope_that_was_never_opened_is_refused()
    {
        OwnedArray<int> data = Numbers(1);

        Refused.Expired(default(BorrowScope), s => s.Borrow(data));
        default(BorrowScope).Dispose(); // nothing was opened, nothing ends
    }

    [Fact]
    public void P10_loans_end_when_the_code_of_the_scope_throws()
    {
        OwnedArray<int> data = Numbers(10);

        Refused.Throws<InvalidTimeZoneException, OwnedArray<int>>(data, static data =>
        {
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data)[0] = 1;
            throw new InvalidTimeZoneException();
        });
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Scopes_of_several_threads_are_their_own()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        scope.BorrowMut(data, ..5);
        var other = new Thread(() =>
        {
            using var theirs = BorrowScope.Open();
            theirs.BorrowMut(data, 5..).Span.Fill(1);
        });
        other.Start();
        other.Join();

        Assert.Equal(OwnerState.LentForWriting, data.State);
        Refused.Conflict(scope, s => s.Borrow(data, 4..5));
        Assert.Equal(1, scope.Borrow(data, 5..)[0]);
    }

    [Fact]
    public void Wrong_arguments_are_named_and_change_nothing()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();

        Assert.Equal("owner", Refused.Throws<ArgumentNullException, BorrowScope>(scope, static s => s.Borrow((OwnedArray<int>)null!)).ParamName);
        Assert.Equal("owner", Refused.Throws<ArgumentNullException, BorrowScope>(scope, static s => s.Borrow<int>(null!, ..)).ParamName);
        Assert.Equal("owner", Refused.Throws<ArgumentNullException, BorrowScope>(scope, static s => s.BorrowMut((OwnedArray<int>)null!)).ParamName);
        Assert.Equal("owner", Refused.Throws<ArgumentNullException, BorrowScope>(scope, static s => s.BorrowMut<int>(null!, ..)).ParamName);
        foreach (Range range in new[] { 0..11, 11..11, 6..5, ^11.., ..^11, int.MaxValue..int.MaxValue, 1..int.MaxValue })
        {
            Assert.Equal("range", Refused.Throws<ArgumentOutOfRangeException, BorrowScope>(scope, s => s.Borrow(data, range)).ParamName);
            Assert.Equal("range", Refused.Throws<ArgumentOutOfRangeException, BorrowScope>(scope, s => s.BorrowMut(data, range)).ParamName);
        }
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Many_loans_of_one_scope_end_together()
    {
        const int Length = 1000;
        OwnedArray<int> data = Numbers(Length);
        using (var scope = BorrowScope.Open())
        {
            for (int i = 0; i < Length; i++)
                scope.BorrowMut(data, i..(i + 1))[0]++;
            Refused.Conflict(scope, s => s.Borrow(data, 500..501));
        }
        Assert.Equal(Enumerable.Range(1, Length), data.ToArray());
    }

    private static void Borrow(BorrowScope scope, LoanKind kind, OwnedArray<int> data, Range range)
    {
        if (kind == LoanKind.Write)
            scope.BorrowMut(data, range);
        else
            scope.Borrow(data, range);
    }
}
