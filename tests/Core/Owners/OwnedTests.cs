namespace ForkJoin.Tests.Owners;

/// <summary>Owners of single values: what each state allows, and what every way out of one leaves behind.</summary>
public sealed class OwnedTests
{
    [Fact]
    public void R11_taking_ownership_leaves_the_variable_empty()
    {
        List<int>? raw = [1, 2];
        List<int> same = raw;
        OwnedMut<List<int>> mine = Own.TakeMut(ref raw);
        Assert.Null(raw);
        Assert.Same(same, mine.Value);

        string? title = "Moby Dick";
        Owned<string> book = Own.Take(ref title);
        Assert.Null(title);
        Assert.Equal("Moby Dick", book.Value);
        Assert.Throws<ArgumentNullException>(() => Own.Take(ref title));
    }

    [Fact]
    public void R11_names_come_from_the_callers_code_and_the_value_is_not_shown()
    {
        int[] primes = [2, 3];
        Assert.Equal("primes: Free", Own.Of(primes).ToString());
        Assert.Equal("the primes", Own.Mut<int[]>([2, 3], "the primes").Name);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R12_moved_frozen_and_thawed_the_old_owner_is_dead_and_says_where_the_value_went()
    {
        OwnedMut<int[]> first = Own.Mut(new[] { 1 }, "first");
        OwnedMut<int[]> second = first.Move("second");
        Owned<int[]> frozen = second.Freeze("frozen");
        OwnedMut<int[]> thawed = frozen.Thaw("thawed");
        thawed.Value[0] = 2;
        Assert.Equal(2, thawed.Value[0]);

        Assert.Contains("first", Refused.Moved(() => _ = first.Value).Message, StringComparison.Ordinal);
        Assert.Contains("was moved at OwnedTests.cs:", Refused.Moved(() => first.Value = []).Message, StringComparison.Ordinal);
        Assert.Contains("was frozen at OwnedTests.cs:", Refused.Moved(() => second.Move()).Message, StringComparison.Ordinal);
        Assert.Contains("was thawed at OwnedTests.cs:", Refused.Moved(() => _ = frozen.Value).Message, StringComparison.Ordinal);
        Assert.All([first.State, second.State, frozen.State], static state => Assert.Equal(OwnerState.Gone, state));
#pragma warning disable FJ0014 // each is refused, so there is no guard
        foreach (Action use in (Action[])[() => first.Borrow(), () => first.BorrowMut(), () => first.Clone(), () => first.Take(), () => first.TakeOwnership(), () => first.Freeze(), () => first.Replace([])])
            Refused.Moved(use);
        foreach (Action use in (Action[])[() => frozen.Borrow(), () => frozen.Clone(), () => frozen.Take(), () => frozen.TakeOwnership(), () => frozen.Thaw(), () => frozen.Move()])
            Refused.Moved(use);
#pragma warning restore FJ0014
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R31_an_owner_moved_to_another_thread_is_dead_on_the_old_one()
    {
        OwnedMut<int[]> here = Own.Mut(new[] { 1 }, "here");
        int seen = 0;
        var thread = new Thread(() => seen = here.Move("there").Value[0]);
        thread.Start();
        thread.Join();
        Assert.Equal(1, seen);
        Assert.Contains("was moved at OwnedTests.cs:", Refused.Moved(() => _ = here.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void R13_a_clone_shares_nothing_with_its_original()
    {
        OwnedMut<int[]> numbers = Own.Mut(new[] { 1, 2 });
        OwnedMut<int[]> copy = numbers.Clone();
        copy.Value[0] = 9;
        Assert.Equal([1, 2], numbers.Value);
        Assert.Equal([9, 2], copy.Value);

        Assert.Equal(7, Own.Of(7).Clone().Value);
        Assert.Equal("text", Own.Of("text").Clone().Value);
        Owned<Route> route = Own.Of(new Route([1, 2]));
        Assert.NotSame(route.Value.Stops, route.Clone().Value.Stops);
        Assert.Null(Own.Of<Route?>(null).Clone().Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R14_take_copies_out_and_take_ownership_moves_out()
    {
        int[] raw = [1];
        OwnedMut<int[]> owner = Own.Mut(raw, "owner");
        Assert.NotSame(raw, owner.Take());
        Assert.Equal(OwnerState.Free, owner.State);
        Assert.Same(raw, owner.TakeOwnership());
        Assert.Contains("gave its value away at OwnedTests.cs:", Refused.Moved(() => owner.Take()).Message, StringComparison.Ordinal);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R14_values_that_cannot_change_are_copied_and_not_marked_as_moved()
    {
        Owned<int> number = Own.Of(5);
        Assert.Equal(5, number.Move().Value);
        Assert.Equal(5, number.TakeOwnership());
        using (Borrowed<int> reader = number.Borrow())
            Assert.Equal(5, number.Thaw().Value + reader.Value - number.Value);
        Owned<string> text = Own.Of("a");
        Assert.Equal("a", text.Move().Value);
        Assert.Equal("a", text.Value);

        OwnedMut<int> changing = Own.Mut(5, "changing");
        Assert.Equal(5, changing.Move().Value);
        Refused.Moved(() => _ = changing.Value);
    }

    [Fact]
    public void R09_replace_gives_the_old_value_out()
    {
        OwnedMut<string> place = Own.Mut("old");
        Assert.Equal("old", place.Replace("new"));
        Assert.Equal("new", place.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_dropped_value_is_disposed_once()
    {
#pragma warning disable FJ0006 // what the owner does to its value is looked at beside it
        var resource = new Resource();
        OwnedMut<Resource> owner = Own.Mut(resource, "owner");
        using (owner.Borrow())
            Refused.Conflict(owner.Dispose);
        Assert.Equal(0, resource.Disposed);
        owner.Dispose();
        owner.Dispose();
        Assert.Equal(1, resource.Disposed);
        Refused.Moved(() => owner.Borrow());

        Owned<Resource> moved = Own.Of(resource);
        Owned<Resource> now = moved.Move();
        moved.Dispose();
        Assert.Equal(1, resource.Disposed);
        now.Dispose();
        Assert.Equal(2, resource.Disposed);
#pragma warning restore FJ0006
    }

    private sealed class Route(int[] stops) : IDeepCloneable<Route>
    {
        internal int[] Stops => stops;

        public Route DeepClone() => new((int[])stops.Clone());
    }

    private sealed class Resource : IDisposable
    {
        internal int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R10_while_a_value_is_lent_for_writing_no_other_way_leads_to_it_but_an_alias_kept_beside_the_system()
    {
        List<int> alias = [1];
        OwnedMut<List<int>> owner = Own.Mut(alias, "owner");
        using BorrowedMut<List<int>> guard = owner.BorrowMut();
        Action[] ways =
        [
#pragma warning disable FJ0014 // each is refused, so there is no guard
            () => _ = owner.Value, () => owner.Value = [], () => owner.Replace([]), () => owner.Borrow(), () => owner.BorrowMut(), () => owner.Move(),
#pragma warning restore FJ0014
            () => owner.Freeze(), () => owner.Take(), () => owner.Clone(), () => owner.TakeOwnership(), owner.Dispose,
        ];
        Assert.All(ways, way => Refused.Conflict(way));

#pragma warning disable FJ0006 // nobody watches it: the guide says so
        alias.Add(2);
#pragma warning restore FJ0006
        Assert.Equal(2, guard.Value.Count);
    }
}
