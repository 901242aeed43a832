namespace ForkJoin.Tests.Lifetimes;

/// <summary>References to elements of an array: one, or each of them at once (R25).</summary>
public sealed class LifetimeElementTests : NoLoansLeft
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R25_every_element_is_lent_for_writing_at_once_each_by_a_reference_of_its_own()
    {
        OwnedArray<List<int>> data = Watch(OwnedArray.Of(new[] { new List<int> { 1 }, new List<int> { 2 }, new List<int> { 3 } }, "data"));
        RefMut<List<int>>[] references;
        using (Lifetime life = Lifetime.Open())
        {
            references = life.BorrowEachMut(data);
            foreach (RefMut<List<int>> reference in references)
                reference.Value.Add(4);
            references[1].Value = [7];
            BorrowConflictException refused = Refused.Conflict(() => _ = data[0]);
            Assert.StartsWith("lifetime ", refused.Existing!.Holder, StringComparison.Ordinal);

            references[1].Release();
            Ref<List<int>> read = life.Borrow(data, 1);
            Assert.Equal([7], read.Value);
            BorrowConflictException beside = Refused.Conflict(() => life.Borrow(data, ^1));
            Assert.Contains("data[2..3)", beside.Message, StringComparison.Ordinal);
        }
        Assert.All(references, reference => Refused.Expired(reference, static reference => _ = reference.Value));
        Assert.Equal([[1, 4], [7], [3, 4]], data.IntoArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R25_elements_are_lent_for_writing_one_by_one_in_a_loop_over_a_slice()
    {
        OwnedArray<int> data = Numbers(5);
        using BorrowScope scope = BorrowScope.Open();
        SliceMut<int> slice = scope.BorrowMut(data, 1..);
        foreach (ref int item in slice)
            item *= 10;
        int sum = 0;
        foreach (ref readonly int item in slice.AsReadOnly())
            sum += item;
        Assert.Equal(100, sum);
        scope.Dispose();
        Refused.Expired(slice, static slice =>
        {
            foreach (ref int item in slice)
                item = 0;
        });
        Assert.Equal([0, 10, 20, 30, 40], data.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R25_where_one_element_cannot_be_lent_none_is()
    {
        OwnedArray<int> data = Numbers(4);
        using Lifetime life = Lifetime.Open();
        RefMut<int> third = life.BorrowMut(data, 2);
        Assert.Contains("data[2..3)", Refused.Conflict(() => life.BorrowEach(data)).Message, StringComparison.Ordinal);
        Refused.Conflict(() => life.BorrowEachMut(data));
        life.BorrowMut(data, 0).Value = 9; // the first two were given back
        life.BorrowMut(data, 1).Value = 8;
        third.Release();
        Assert.Equal(9, life.Borrow(data, 3).Value + 6);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R17_a_reference_to_an_element_of_memory_counts_from_the_owners_first()
    {
        int[] raw = [0, 1, 2, 3, 4];
        OwnedArray<int> data = Watch(OwnedArray.Of(raw.AsMemory(1, 3), "data"));
        using Lifetime life = Lifetime.Open();
        life.BorrowMut(data, 0).Value = 10;
        Ref<int> last = life.Borrow(data, ^1);
        Ref<int> again = last.Share();
        last.Release();
        Assert.Equal(3, again.Value);
        Assert.Equal([0, 10, 2, 3, 4], raw);
        Assert.Contains("data[2..3)", Refused.Conflict(() => life.BorrowMut(data, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => life.Borrow(data, 3));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => life.BorrowMut(data, ^4));
        Assert.Throws<ArgumentNullException>("owner", () => life.BorrowEach<int>(null!));
    }

    [Fact]
    public void R44_a_reference_goes_from_one_kind_of_target_to_another()
    {
        Owned<int> fixedValue = Own.Of(5, "fixedValue");
        OwnedArray<int> data = Numbers(3);
        using Lifetime life = Lifetime.Open();
        Ref<int> reference = life.Borrow(data, 2);
        life.Repoint(ref reference, fixedValue);
        Assert.Equal(5, reference.Value);
        data[2] = 7;
        reference = life.Borrow(data, 2);
        Assert.Equal(7, reference.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R44_a_reference_is_pointed_at_one_element_after_the_other()
    {
        OwnedArray<int> data = Numbers(3);
        using Lifetime life = Lifetime.Open();
        RefMut<int> writer = default;
        for (int i = 0; i < data.Length; i++)
        {
            life.Repoint(ref writer, data, i);
            writer.Value *= 10;
        }
        life.Repoint(ref writer, data, ^1); // what it has is free before it is asked for
        Ref<int> reader = life.Borrow(data, 0);
        life.Repoint(ref reader, data, 1);
        Assert.Equal(10, reader.Value);
        writer.Release();
        reader.Release();
        Assert.Equal([0, 10, 20], data.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R44_a_reference_keeps_its_target_where_the_arguments_are_wrong_and_expires_where_the_loan_is_refused()
    {
        OwnedArray<int> data = Numbers(3);
        Lifetime over = Lifetime.Open();
        over.Dispose();
        using Lifetime life = Lifetime.Open();
        RefMut<int> other = life.BorrowMut(data, 0);
        Ref<int> reader = life.Borrow(data, 1);
        RefMut<int> writer = life.BorrowMut(data, 2);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => life.Repoint(ref reader, data, 3));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => life.Repoint(ref writer, data, ^4));
        Assert.Throws<ArgumentNullException>("owner", () => life.Repoint(ref reader, null!, 0));
        Assert.Throws<ArgumentNullException>("owner", () => life.Repoint(ref writer, null!, 0));
        Assert.Throws<LifetimeExpiredException>(() => over.Repoint(ref reader, data, 1));
        Assert.True(reader.IsAlive && writer.IsAlive);

        Assert.Contains("data[0..1)", Refused.Conflict(() => life.Repoint(ref reader, data, 0)).Message, StringComparison.Ordinal);
        Refused.Conflict(() => life.Repoint(ref writer, data, 0));
        Assert.False(reader.IsAlive || writer.IsAlive);
        life.Repoint(ref writer, data, 1);
        Assert.Equal(1, writer.Value);
        other.Release();
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R45_a_reference_set_in_branches_is_judged_by_the_target_that_it_has(bool first)
    {
        OwnedMut<int> one = Own.Mut(1, "one"), other = Own.Mut(2, "other");
        using Lifetime life = Lifetime.Open();
        Ref<int> reference = first ? life.Borrow(one) : life.Borrow(other);
        (OwnedMut<int> lent, OwnedMut<int> free) = first ? (one, other) : (other, one);
        free.Dispose(); // it might have pointed there: at run time that is nothing to it
        Assert.Equal(first ? 1 : 2, reference.Value);
        Refused.Conflict(() => lent.Value = 3);
        Refused.Conflict(lent.Dispose);
    }
}
