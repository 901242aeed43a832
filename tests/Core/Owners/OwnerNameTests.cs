namespace ForkJoin.Tests.Owners;

/// <summary>R37: what messages call an owner.</summary>
[Trait("Needs", "Checks")]
public sealed class OwnerNameTests
{
    [Fact]
    public void R37_a_name_that_was_given_wins_over_what_borrowers_call_the_owner()
    {
        OwnedArray<int> numbers = OwnedArray.Of(new int[3], "scores");
        OwnedMut<int> one = Own.Mut(1, "total");
        Owned<string> text = Own.Of("a", name: "title");
        AssertNames("scores", numbers);
        AssertNames("scores", numbers.Move());
        AssertNames("grades", OwnedArray.Create<int>(3).Move("grades"));
        AssertNames("rented", OwnedArray.Pooled<int>(3, "rented"));
        AssertNames("native", OwnedArray.Native<int>(3, "native"));
        AssertNames("part", OwnedArray.Of(new int[5].AsMemory(1, 3), "part"));
        AssertNames("copy", OwnedArray.Of(new int[3]).Clone("copy"));

        using BorrowedMut<int> guard = one.BorrowMut();
        Assert.Equal("total", Refused.Conflict(() => one.Borrow()).Owner);
        Assert.Equal("total", Refused.Conflict(() => _ = one.Value).Existing!.Owner);
        guard.Dispose();
        Assert.Equal("title", text.Thaw().Freeze().Name);
    }

    [Fact]
    public void R37_without_one_the_owner_is_called_what_borrowers_call_it_and_else_what_it_was_made_from()
    {
        int[]? raw = new int[3];
        OwnedArray<int> numbers = OwnedArray.Take(ref raw);
        Assert.Equal("raw", numbers.Name);
        List<int>? list = [1];
        Assert.Equal("list", Own.TakeMut(ref list).Name);
        Assert.Equal("the array", OwnedArray.Create<int>(1).Name);
        using BorrowScope scope = BorrowScope.Open();
        scope.BorrowMut(numbers);
        BorrowConflictException refused = Refused.Conflict(() => { using BorrowScope other = BorrowScope.Open(); other.Borrow(numbers); });
        Assert.Equal("numbers", refused.Owner);
        Assert.Equal("numbers", refused.Existing!.Owner);
    }

    private static void AssertNames(string name, OwnedArray<int> owner)
    {
        Assert.Equal(name, owner.Name);
        using (BorrowScope scope = BorrowScope.Open())
        {
            SliceMut<int> part = scope.BorrowMut(owner, ..1);
            BorrowConflictException refused = Refused.Conflict(() => { using Lifetime life = Lifetime.Open(); life.Borrow(owner, 0); });
            Assert.Equal(name, refused.Owner);
            Assert.Equal(name, refused.Existing!.Owner);
            Assert.StartsWith(name + "[0..1)", refused.Existing.ToString(), StringComparison.Ordinal);
            SliceMut<int> lentOn = part.Reborrow(scope);
            lentOn[0] = 1;
        }
        if (name != "scores")
            owner.Dispose();
    }
}
