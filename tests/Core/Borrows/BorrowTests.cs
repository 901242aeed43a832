namespace ForkJoin.Tests.Borrows;

/// <summary>Borrowing for one call (R21): all or none, and over when it returns.</summary>
public sealed class BorrowTests
{
    [Fact]
    public void R21_owned_arguments_are_borrowed_for_one_call_beside_plain_ones()
    {
        OwnedMut<List<string>> list = Own.Mut(new List<string>(), "list");
        Owned<string> title = Own.Of("Moby Dick", "title");
        int length = Borrow.Call(Borrow.Mut(list), Borrow.Read(title), Borrow.Plain(3), static (list, title, times) =>
        {
            for (int i = 0; i < times; i++)
                list.Value.Add(title.Value);
            return list.Value.Count;
        });
        Assert.Equal(3, length);
        Assert.Equal(3, Borrow.Call(Borrow.Read(list), static list => list.Value.Count));
        Assert.Equal(12, Borrow.Call(Borrow.Read(title), Borrow.Plain(3), static (title, more) => title.Value.Length + more));
        Assert.All([list.State, title.State], static state => Assert.Equal(OwnerState.Free, state));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R21_R39_where_one_cannot_be_lent_none_is()
    {
        OwnedMut<int> first = Own.Mut(1, "first");
        OwnedMut<int> second = Own.Mut(2, "second");
        bool ran = false;
        using (second.Borrow())
        {
            BorrowConflictException refused = Refused.Conflict(() => Borrow.Call(Borrow.Mut(first), Borrow.Mut(second), (_, _) => ran = true));
            Assert.StartsWith("BorrowTests.cs:", refused.Existing!.MadeAt, StringComparison.Ordinal);
            Assert.Equal(OwnerState.Free, first.State);
        }
        Refused.Conflict(() => Borrow.Call(Borrow.Mut(first), Borrow.Plain(0), Borrow.Read(first), (_, _, _) => ran = true));
        Assert.Throws<ArgumentNullException>(() => Borrow.Call<int, int, bool>(Borrow.Plain(1), null!, (_, _) => ran = true));
        Assert.False(ran);
        Assert.Equal(OwnerState.Free, first.State);
    }

    [Fact]
    public void R21_what_was_lent_ends_with_the_call_however_it_ends()
    {
        OwnedMut<int> count = Own.Mut(1, "count");
        Assert.Throws<InvalidTimeZoneException>(() => Borrow.Call<BorrowedMut<int>, int>(
            Borrow.Mut(count),
            static count =>
            {
                count.Value = 2;
                throw new InvalidTimeZoneException();
            }));
        Assert.Equal(2, count.Value);

        BorrowArgument<BorrowedMut<int>> once = Borrow.Mut(count);
        Assert.Equal(3, Borrow.Call(once, static count => ++count.Value));
        Assert.Throws<LifetimeExpiredException>(() => Borrow.Call(once, static count => ++count.Value));
        Assert.Equal(3, count.Value);
    }

    [Fact]
    public void R21_bodies_without_a_result_borrow_alike()
    {
        OwnedMut<int> count = Own.Mut(1, "count");
        OwnedMut<int> other = Own.Mut(2, "other");
        Borrow.Call(Borrow.Mut(count), static count => { count.Value = 5; });
        Borrow.Call(Borrow.Mut(count), Borrow.Read(other), static (count, other) => { count.Value += other.Value; });
        Borrow.Call(Borrow.Mut(count), Borrow.Read(other), Borrow.Plain(10), static (count, other, more) => { count.Value += other.Value + more; });
        Assert.Equal(19, count.Value);
        Assert.Throws<InvalidTimeZoneException>(() => Borrow.Call(Borrow.Mut(count), static count => throw new InvalidTimeZoneException()));
        Assert.Equal(OwnerState.Free, count.State);
        Assert.Throws<ArgumentNullException>("body", () => Borrow.Call(Borrow.Plain(1), (Action<int>)null!));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R21_parts_of_an_array_are_borrowed_for_one_call()
    {
        OwnedArray<int> data = OwnedArray.Of(new[] { 3, 1, 2, 9, 8, 7 }, "data");
        OwnedMut<int> sum = Own.Mut(0);
        Borrow.Call(Borrow.Mut(data, ..3), Borrow.Read(data, 3..), Borrow.Mut(sum), static (left, right, sum) =>
        {
            left.Span.Sort();
            foreach (int item in right)
                sum.Value += item;
        });
        Assert.Equal(24, sum.Value);
        Assert.Equal([1, 2, 3, 9, 8, 7], data.ToArray());
        Assert.Equal(6, Borrow.Call(Borrow.Read(data), static all => all.Length));

        BorrowConflictException refused = Refused.Conflict(() => Borrow.Call(Borrow.Mut(data, ..4), Borrow.Read(data, 3..), static (_, _) => { }));
        Assert.StartsWith("BorrowTests.cs:", refused.Existing!.MadeAt, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("range", () => Borrow.Mut(data, ..7));
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R21_an_argument_may_be_made_by_a_thread_that_has_ended_when_the_call_is_made()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
        BorrowArgument<SliceMut<int>>? argument = null;
        Sharing.Threads.Start(() => argument = Borrow.Mut(data))();
        Borrow.Call(argument!, part =>
        {
            Refused.Conflict(() => data[0] = 1); // it is lent by the thread that calls, which is alive
            part.Span.Fill(2);
        });
        Assert.Equal(OwnerState.Free, data.State);
        Assert.Equal(2, data[0]);
    }
}
