using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Errors;

/// <summary>R37, P11: what a refusal says.</summary>
public sealed class BorrowConflictExceptionTests : NoLoansLeft
{
    private const string Here = nameof(BorrowConflictExceptionTests) + ".cs";

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_a_refused_loan_names_both_sides_and_what_would_be_right()
    {
        OwnedArray<int> accounts = Numbers(10);
        var scope = BorrowScope.Open();
        scope.BorrowMut(accounts, 2..6); int made = Line();
        int asked = 0;
        BorrowConflictException refused = Refused.Conflict(scope, s => { asked = Line(); s.BorrowMut(accounts, 4..8); });
        scope.Dispose();

        Assert.Equal("accounts", refused.Owner);
        Assert.Equal(LoanKind.Write, refused.Wanted);
        Assert.Equal(new LoanDescription("accounts", LoanKind.Write, "[2..6)", refused.Existing!.Holder, $"{Here}:{made}"), refused.Existing);
        Assert.Matches("^scope [0-9]+$", refused.Existing.Holder);
        Assert.EndsWith($"({Here}:{asked})", refused.ConflictAt, StringComparison.Ordinal);
        Assert.Equal(
            $"Borrow conflict at {refused.ConflictAt}: cannot lend accounts[4..8) for writing, because accounts[2..6) is lent for writing " +
            $"to {refused.Existing.Holder}, at {Here}:{made}. Borrow a region that does not overlap it, or end that loan first.",
            refused.Message);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R19_a_refusal_says_which_of_reading_and_writing_is_in_the_way_of_which()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        scope.BorrowMut(data, 2..6);
        scope.Borrow(data, 6..);

        BorrowConflictException read = Refused.Conflict(scope, s => s.Borrow(data));
        Assert.Equal((LoanKind.Read, LoanKind.Write), (read.Wanted, read.Existing!.Kind));
        Assert.Contains("cannot lend data[0..10) for reading, because data[2..6) is lent for writing", read.Message, StringComparison.Ordinal);

        BorrowConflictException write = Refused.Conflict(scope, s => s.BorrowMut(data, 8..));
        Assert.Equal((LoanKind.Write, LoanKind.Read), (write.Wanted, write.Existing!.Kind));
        Assert.Contains("cannot lend data[8..10) for writing, because data[6..10) is lent for reading", write.Message, StringComparison.Ordinal);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_refused_direct_access_names_the_access_the_loan_and_the_place_of_both()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        scope.BorrowMut(data, 2..6); int made = Line();
        int asked = 0;
        foreach ((string verb, LoanKind wanted, Action access) in new (string, LoanKind, Action)[]
        {
            ("read data", LoanKind.Read, () => { asked = Line(); _ = data[0]; }),
            ("write data", LoanKind.Write, () => { asked = Line(); data[0] = 1; }),
            ("move data", LoanKind.Write, () => { asked = Line(); data.Move(); }),
            ("drop data", LoanKind.Write, () => { asked = Line(); data.Dispose(); }),
            ("take the array from data", LoanKind.Write, () => { asked = Line(); data.IntoArray(); }),
        })
        {
            BorrowConflictException refused = Refused.Conflict(access);
            Assert.Equal(wanted, refused.Wanted);
            Assert.EndsWith($"({Here}:{asked})", refused.ConflictAt, StringComparison.Ordinal);
            Assert.Contains(
                $"cannot {verb}, because data[2..6) is lent for writing to {refused.Existing!.Holder}, at {Here}:{made}. ", refused.Message, StringComparison.Ordinal);
            Assert.Contains("after that loan has ended", refused.Message, StringComparison.Ordinal);
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_a_refused_use_of_a_slice_names_what_it_was_lent_on_to()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        using var inner = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data, 1..);
        all[2..4].Reborrow(inner); int made = Line();

        BorrowConflictException refused = Refused.Conflict(all[..3], static s => s.Span.Clear());
        Assert.Equal("[3..5)", refused.Existing!.Region);
        Assert.Equal($"{Here}:{made}", refused.Existing.MadeAt);
        Assert.Contains("cannot write through a slice of data[1..4), because data[3..5) is lent for writing", refused.Message, StringComparison.Ordinal);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_regions_are_counted_from_the_owner_s_first_element_wherever_that_is()
    {
        OwnedArray<int> data = Watch(OwnedArray.Of(new int[100].AsMemory(40, 20), "data"));
        using var scope = BorrowScope.Open();
        SliceMut<int> part = scope.BorrowMut(data, 5..10);

        BorrowConflictException refused = Refused.Conflict(scope, s => s.Borrow(data, 9..12));
        Assert.Contains("cannot lend data[9..12) for reading, because data[5..10) is lent", refused.Message, StringComparison.Ordinal);
        part.Reborrow(scope);
        refused = Refused.Conflict(part, static s => s.Span.Clear());
        Assert.Contains("through a slice of data[5..10), because data[5..10) is lent", refused.Message, StringComparison.Ordinal);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_the_owner_is_named_by_the_expression_of_whoever_borrowed()
    {
        var bank = (Accounts: Numbers(10), Rates: 1);
        using var scope = BorrowScope.Open();
        scope.BorrowMut(bank.Accounts);

        BorrowConflictException refused = Refused.Conflict(() => _ = bank.Accounts[0]);
        Assert.Equal("bank.Accounts", refused.Owner);
        Assert.Equal("bank.Accounts", refused.Existing!.Owner);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_an_expired_use_names_the_owner_and_the_place_of_the_use()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = BorrowScope.Open();
        SliceMut<int> part = scope.BorrowMut(data);
        scope.Dispose();

        int asked = 0;
        LifetimeExpiredException refused = Refused.Expired(part, s => { asked = Line(); s.Span.Clear(); });
        Assert.Equal("data", refused.Owner);
        Assert.Contains($"({Here}:{asked})", refused.Message, StringComparison.Ordinal);
        Assert.Contains("borrow again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_the_library_are_one_family()
    {
        foreach (Type type in typeof(BorrowException).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(Exception))))
        {
            Assert.True(type.IsAssignableTo(typeof(BorrowException)), $"{type} stands outside the family.");
            Assert.True(type.IsAbstract || type.IsSealed, $"{type} can be derived from.");
        }
        Assert.True(typeof(BorrowException).IsAssignableTo(typeof(InvalidOperationException)));
    }

    private static int Line([CallerLineNumber] int line = 0) => line;
}
