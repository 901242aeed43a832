namespace ForkJoin.Tests.Owners;

/// <summary>What an owner allows in each of its states.</summary>
public sealed class OwnedArrayAccessTests : NoLoansLeft
{
    [Fact]
    public void A_free_owner_can_be_read_written_and_copied()
    {
        OwnedArray<int> data = Numbers(4);
        var copy = new int[5];

        data[0] = 10;
        Assert.Equal(10, data[0]);
        data.CopyTo(copy);
        Assert.Equal([10, 1, 2, 3, 0], copy);
        data.CopyFrom([7, 8]);
        Assert.Equal([7, 8, 2, 3], data.ToArray());
        Assert.Equal(OwnerState.Free, data.State);
        Assert.Equal("data: 4 elements, Free", data.ToString());
    }

    [Fact]
    public void R13_a_clone_is_independent_down_to_the_last_element_wherever_the_elements_live()
    {
        OwnedArray<List<int>> lists = Watch(OwnedArray.Of(new[] { [0], new List<int> { 1 }, [2] }.AsMemory(1), "lists"));
        OwnedArray<List<int>> copy = Watch(lists.Clone());
        copy[0].Add(9);
        copy[1] = [];
        Assert.Equal([[1], [2]], lists.ToArray());
        Assert.Equal([[1, 9], []], copy.ToArray());
        Assert.Equal("lists", copy.Name);

        using OwnedArray<int> native = OwnedArray.Native<int>(3);
        OwnedArray<int> numbers = Watch(native.Clone("numbers"));
        numbers[0] = 5;
        Assert.Equal(0, native[0]);
        Assert.Equal([5, 0, 0], numbers.IntoArray());
        string[] names = ["a"];
        Assert.Same(names[0], OwnedArray.Of(names).Clone()[0]);
    }

    [Fact]
    public void R13_what_does_not_say_how_it_is_copied_is_refused_in_an_array_too_be_it_empty()
    {
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => OwnedArray.Create<object>(0).Clone());
        Assert.Contains("object[] cannot be cloned", refused.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => OwnedArray.Of(new[] { new Queue<int>() }).Clone());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R13_a_clone_needs_what_reading_needs()
    {
        OwnedArray<int> data = Numbers(3);
        using (BorrowScope scope = BorrowScope.Open())
        {
            scope.Borrow(data);
            Assert.Equal([0, 1, 2], data.Clone().ToArray());
        }
        using (BorrowScope scope = BorrowScope.Open())
        {
            scope.BorrowMut(data, 2..);
            Refused.Conflict(() => data.Clone());
        }
        data.IntoArray();
        Assert.Throws<MovedException>(() => data.Clone());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R01_lent_for_reading_it_can_be_read_but_neither_written_moved_nor_dropped()
    {
        OwnedArray<int> data = Numbers(4);
        using (var scope = BorrowScope.Open())
        {
            Slice<int> part = scope.Borrow(data, 1..2);
            scope.Borrow(data);

            Assert.Equal(OwnerState.LentForReading, data.State);
            Assert.Equal(3, data[3]);
            data.CopyTo(new int[4]);
            Assert.Equal([0, 1, 2, 3], data.ToArray());
            RefusedUnchanged(data, LoanKind.Read, () => data[3] = 30, () => data.CopyFrom([9]), () => data.Move(), () => data.IntoArray(), data.Dispose);
            Assert.Equal(1, part[0]);
        }
        data[3] = 30;
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R01_P11_lent_for_writing_it_can_be_neither_read_written_moved_nor_dropped()
    {
        OwnedArray<int> data = Numbers(4);
        using (var scope = BorrowScope.Open())
        {
            SliceMut<int> part = scope.BorrowMut(data, 1..2);

            Assert.Equal(OwnerState.LentForWriting, data.State);
            RefusedUnchanged(
                data, LoanKind.Write,
                () => _ = data[3], () => data[3] = 30, () => data.CopyTo(new int[4]), () => data.ToArray(), () => data.CopyFrom([9]),
                () => data.Move(), () => data.IntoArray(), data.Dispose);
            part[0] = 10;
        }
        Assert.Equal([0, 10, 2, 3], data.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R01_readers_and_writers_of_disjoint_parts_together_count_as_lent_for_writing()
    {
        OwnedArray<int> data = Numbers(4);
        var readers = BorrowScope.Open();
        readers.Borrow(data, ..1);
        readers.Borrow(data, ..2);
        Assert.Equal(OwnerState.LentForReading, data.State);
        var writer = BorrowScope.Open();
        writer.BorrowMut(data, 2..);
        Assert.Equal(OwnerState.LentForWriting, data.State);
        writer.Dispose();
        Assert.Equal(OwnerState.LentForReading, data.State);
        readers.Dispose();
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R12_a_moved_owner_refuses_every_use_and_says_where_its_value_went()
    {
        OwnedArray<int> first = Numbers(3, "first");
        OwnedArray<int> second = Watch(first.Move(name: "second"));

        Assert.Equal(OwnerState.Gone, first.State);
        Assert.Equal(3, first.Length);
        Assert.Equal("second", second.Name);
        Assert.Equal([0, 1, 2], second.ToArray());
        foreach (MovedException refused in EveryUseIsRefused(first))
        {
            Assert.Equal("first", refused.Owner);
            Assert.Matches(@"first.* was moved at OwnedArray\{T\}Tests\.cs:[0-9]+", refused.Message);
            Assert.Contains("OwnedArray{T}Tests.cs:", refused.Message.Split("it was moved")[0], StringComparison.Ordinal);
        }
        second.Dispose();
    }

    [Fact]
    public void R12_moving_keeps_the_name_unless_another_is_given()
    {
        Assert.Equal("data", Watch(Numbers(3).Move()).Name);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R14_an_owner_that_gave_its_array_away_refuses_every_use_and_says_where()
    {
        OwnedArray<int> data = Numbers(3);

        Assert.Equal([0, 1, 2], data.IntoArray());
        foreach (MovedException refused in EveryUseIsRefused(data))
            Assert.Matches(@"gave its array away at OwnedArray\{T\}Tests\.cs:[0-9]+", refused.Message);
        data.Dispose();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_dropped_owner_refuses_every_use_but_being_dropped_again()
    {
        OwnedArray<int> data = Numbers(3);

        data.Dispose();
        Assert.Equal(OwnerState.Gone, data.State);
        Assert.Equal("data: 3 elements, Gone", data.ToString());
        foreach (MovedException refused in EveryUseIsRefused(data))
            Assert.Contains("it was dropped", refused.Message, StringComparison.Ordinal);
        data.Dispose();
    }

    [Fact]
    public void Wrong_arguments_are_named_and_change_nothing()
    {
        OwnedArray<int> data = Numbers(3);

        foreach (int index in new[] { -1, 3, int.MaxValue, int.MinValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("index", () => data[index]);
            Assert.Throws<ArgumentOutOfRangeException>("index", () => data[index] = 1);
        }
        Assert.Throws<ArgumentException>("destination", () => data.CopyTo(new int[2]));
        Assert.Throws<ArgumentException>("source", () => data.CopyFrom(new int[4]));
        Assert.Equal([0, 1, 2], data.ToArray());
    }

    [Fact]
    public void Text_never_shows_an_element()
    {
        OwnedArray<string> secrets = Watch(OwnedArray.Of(new[] { "hidden" }, "secrets"));
        using var scope = BorrowScope.Open();

        Assert.Equal("secrets: 1 elements, Free", secrets.ToString());
        Assert.Equal("SliceMut<String>[1]", scope.BorrowMut(secrets).ToString());
    }

    /// <summary>Each access is refused, for the loan in the way, and everything is as it was before.</summary>
    private static void RefusedUnchanged(OwnedArray<int> data, LoanKind existing, params Action[] accesses)
    {
        OwnerState state = data.State;
        foreach (Action access in accesses)
        {
            BorrowConflictException refused = Refused.Conflict(access);
            Assert.Equal("data", refused.Owner);
            Assert.Equal(existing, refused.Existing!.Kind);
            Assert.Equal(state, data.State);
        }
    }

    private static List<MovedException> EveryUseIsRefused(OwnedArray<int> owner) =>
    [
        Refused.Moved(() => _ = owner[0]),
        Refused.Moved(() => owner[0] = 1),
        Refused.Moved(() => owner.CopyTo(new int[3])),
        Refused.Moved(() => owner.ToArray()),
        Refused.Moved(() => owner.CopyFrom([1])),
        Refused.Moved(() => owner.Move()),
        Refused.Moved(() => owner.IntoArray()),
        Refused.Moved(() =>
        {
            using var scope = BorrowScope.Open();
            scope.Borrow(owner);
        }),
        Refused.Moved(() =>
        {
            using var scope = BorrowScope.Open();
            scope.BorrowMut(owner, ..1);
        }),
    ];
}
