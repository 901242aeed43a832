using System.Buffers;

namespace ForkJoin.Tests.Owners;

/// <summary>Loops that take the elements for good (R25).</summary>
public sealed class DrainingTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R25_a_loop_takes_ownership_of_each_element_and_the_array_is_dead()
    {
        string[] raw = ["a", "b", "c"];
        OwnedArray<string> words = OwnedArray.Of(raw, "words");
        List<string> taken = [];
        Draining<string> rest = words.Drain();
        foreach (string word in rest)
        {
#pragma warning disable FJ0006 // what the owner does to its array is looked at beside it
            Assert.Null(raw[taken.Count]); // nobody else has it
#pragma warning restore FJ0006
            taken.Add(word);
            Assert.Equal(3 - taken.Count, rest.Remaining);
        }
        Assert.Equal(["a", "b", "c"], taken);
        MovedException dead = Refused.Moved(() => _ = words[0]);
        Assert.Contains("was drained at Draining{T}Tests.cs:", dead.Message, StringComparison.Ordinal);
        Refused.Moved(() => words.Drain());
    }

    [Fact]
    public void R25_an_element_gets_an_owner_of_its_own()
    {
        OwnedArray<List<int>> pages = OwnedArray.Of(new[] { new List<int> { 1 }, new List<int> { 2 } });
        var owners = new List<OwnedMut<List<int>>>();
        foreach (List<int> page in pages.Drain())
            owners.Add(Own.Mut(page));
        foreach (OwnedMut<List<int>> owner in owners)
        {
            using BorrowedMut<List<int>> page = owner.BorrowMut();
            page.Value.Add(4);
        }
        Assert.Equal([[1, 4], [2, 4]], owners.Select(owner => owner.TakeOwnership()));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R25_an_array_that_is_lent_cannot_be_drained_and_loses_nothing()
    {
        OwnedArray<int> data = OwnedArray.Of(new[] { 1, 2 }, "data");
        using (BorrowScope scope = BorrowScope.Open())
        {
            scope.Borrow(data, 1..);
            BorrowConflictException refused = Refused.Conflict(() => data.Drain());
            Assert.Contains("cannot drain data", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal([1, 2], data.ToArray());
    }

    [Fact]
    public void R25_what_a_loop_leaves_is_dropped_and_what_it_took_is_not()
    {
        Dropping[] all = [.. Enumerable.Range(0, 4).Select(_ => new Dropping())];
        var memory = new Lent<Dropping>([.. all]);
        foreach (Dropping item in OwnedArray.Of(memory).Drain())
        {
            if (item == all[1])
                break;
        }
        Assert.Equal([0, 0, 1, 1], all.Select(item => item.Dropped));
        Assert.Equal(1, memory.Returned);
    }

    [Fact]
    public void P09_every_element_is_dropped_and_the_memory_given_back_whatever_throws()
    {
        Dropping[] all = [new(), new("first"), new(), new("second")];
        var memory = new Lent<Dropping>([.. all]);
        Draining<Dropping> rest = OwnedArray.Of(memory).Drain();
        AggregateException both = Assert.Throws<AggregateException>(rest.Dispose);
        Assert.Equal(["first", "second"], both.InnerExceptions.Select(failure => failure.Message));
        Assert.All(all, item => Assert.Equal(1, item.Dropped));
        Assert.Equal(1, memory.Returned);
        rest.Dispose();
        Assert.False(rest.MoveNext());
        Assert.Equal(0, rest.Remaining);
        Assert.Equal(1, memory.Returned);

        Draining<Dropping> one = OwnedArray.Of(new[] { new Dropping("alone") }).Drain();
        Assert.Equal("alone", Assert.Throws<InvalidTimeZoneException>(one.Dispose).Message);
    }

    [Fact]
    public void P09_what_giving_the_memory_back_throws_is_told_beside_what_the_elements_threw()
    {
        var memory = new Lent<Dropping>([new("first")], "memory");
        AggregateException both = Assert.Throws<AggregateException>(OwnedArray.Of(memory).Drain().Dispose);
        Assert.Equal(["first", "memory"], both.InnerExceptions.Select(failure => failure.Message));

        var alone = new Lent<Dropping>([new()], "memory");
        Assert.Equal("memory", Assert.Throws<InvalidTimeZoneException>(OwnedArray.Of(alone).Drain().Dispose).Message);
    }

    [Fact]
    public void P09_the_memory_is_given_back_once_also_where_an_element_s_disposal_ends_the_loop()
    {
        var items = new Ending[3];
        var memory = new Lent<Ending>(items);
        Draining<Ending> rest = OwnedArray.Of(memory).Drain();
        Array.Fill(items, new Ending(rest));
        rest.Dispose();
        Assert.Equal(1, memory.Returned);
        Assert.Equal(0, rest.Remaining);
    }

    [Fact]
    public void R25_elements_come_once_also_to_a_second_loop_and_to_queries()
    {
        Draining<int> rest = OwnedArray.Of(Memory(0, 1, 2, 3, 4, 5)).Drain();
        Assert.True(rest.MoveNext());
        Assert.Equal(1, rest.Current);
        Assert.Equal([2, 3], ((IEnumerable<int>)rest).Take(2));
        Assert.Equal(0, rest.Remaining); // the query has disposed it, as a loop does that breaks off
        Assert.Throws<NotSupportedException>(((System.Collections.IEnumerator)rest).Reset);

        static Memory<int> Memory(params int[] all) => all.AsMemory(1, 4);
    }

    private sealed class Dropping(string? failure = null) : IDisposable
    {
        public int Dropped { get; private set; }

        public void Dispose()
        {
            Dropped++;
            if (failure is not null)
                throw new InvalidTimeZoneException(failure);
        }
    }

    private sealed class Ending(IDisposable loop) : IDisposable
    {
        public void Dispose() => loop.Dispose();
    }

    private sealed class Lent<T>(T[] array, string? failure = null) : IMemoryOwner<T>
    {
        public int Returned { get; private set; }

        public Memory<T> Memory => array;

        public void Dispose()
        {
            Returned++;
            if (failure is not null)
                throw new InvalidTimeZoneException(failure);
        }
    }
}
