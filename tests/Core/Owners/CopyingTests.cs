using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace ForkJoin.Tests.Owners;

/// <summary>What <c>Clone</c> and <c>Take</c> copy, what they share since it cannot change, and what they refuse (R13).</summary>
public sealed class CopyingTests
{
    public static TheoryData<object> Immutable =>
    [
        ImmutableArray.Create(1), ImmutableList.Create("a"), ImmutableDictionary.Create<string, int>().Add("a", 1), ImmutableHashSet.Create(1),
        ImmutableSortedDictionary.Create<int, string>(), ImmutableSortedSet.Create(1), ImmutableQueue.Create(1), ImmutableStack.Create(1),
        new[] { 1 }.ToFrozenSet(), new[] { "a", "b" }.ToFrozenDictionary(static s => s, static s => s.Length), new Uri("about:blank"), new Version(1, 2),
        new Name("a", 1), new Chain(1, null),
    ];

    public static TheoryData<object, Type, string> Refused => new()
    {
        { new List<Open> { new Opened() }, typeof(Open), "Let Open implement IDeepCloneable<Open>, or take" },
        { new Open(), typeof(Open), "Open cannot be cloned: it may change" },
        { new Dictionary<string, List<Open>>(), typeof(Open), "Dictionary<string, List<Open>> cannot be cloned: Open may change" },
        { new[] { new Open() }, typeof(Open), "Open[] cannot be cloned" },
        { new Sealed(), typeof(Sealed), "implement IDeepCloneable<Sealed>" },
        { new Handle(), typeof(Handle), "implement IDeepCloneable<Handle>" },
        { new List<object> { "a" }, typeof(object), "Put it into a type of yours" },
        { new Queue<int>(), typeof(Queue<int>), "Queue<int> cannot be cloned: it may change or refers to what may, and does not say how it is copied. Put it" },
        { new int[1, 1], typeof(int[,]), "int[,] cannot be cloned: it may change" },
        { ImmutableList<int[]>.Empty.Add([1]), typeof(ImmutableList<int[]>), "Put it into a type of yours" },
        { new Dictionary<Route, int>(), typeof(Route), "Dictionary<Route, int> cannot be cloned" },
        { new HashSet<Route>(), typeof(Route), "HashSet<Route> cannot be cloned" },
        { new Derived(), typeof(Derived), "Derived cannot be cloned" },
        { (Action)(static () => { }), typeof(Action), "Action cannot be cloned" },
    };

    [Fact]
    public void R13_lists_dictionaries_sets_and_arrays_are_copied_down_to_the_last_element()
    {
        List<List<int>> lists = [[1], [2]];
        List<List<int>> listsCopy = Copy(lists);
        listsCopy[0].Add(9);
        listsCopy.Add([]);
        Assert.Equal([[1], [2]], lists);
        Assert.Equal([[1, 9], [2], []], listsCopy);

        Route[] routes = [new([1]), new([2])];
        Route[] routesCopy = Copy(routes);
        Assert.NotSame(routes[0].Stops, routesCopy[0].Stops);
        Assert.Equal([2], routesCopy[1].Stops);

        var map = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1] };
        Dictionary<string, int[]> mapCopy = Copy(map);
        mapCopy["A"][0] = 2;
        mapCopy["b"] = [];
        Assert.Equal([1], Assert.Single(map).Value);
        Assert.Equal([2], mapCopy["a"]);

        var set = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" };
        HashSet<string> setCopy = Copy(set);
        Assert.Contains("A", setCopy);
        Assert.True(setCopy.Add("b"));
        Assert.Single(set);

        var prices = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 };
        Dictionary<string, int> pricesCopy = Copy(prices);
        pricesCopy["A"] = 2;
        Assert.Equal(1, prices["a"]);
        Assert.Single(pricesCopy);
    }

    [Fact]
    public void R13_what_is_null_or_empty_stays_so()
    {
        Assert.Empty(Copy(new List<Route>()));
        Assert.Null(Assert.Single(Copy(new List<Route?> { null })));
        Assert.Null(Assert.Single(Copy(new Dictionary<string, List<int>?> { ["a"] = null })).Value);
        Assert.Null(Copy<List<int>?>(null));
    }

    [Fact]
    public void R13_behind_an_interface_the_value_is_copied_as_what_it_is()
    {
        IReadOnlyList<int> items = new List<int> { 1 };
        IReadOnlyList<int> copy = Copy(items);
        Assert.NotSame(items, copy);
        Assert.Equal(items, Assert.IsType<List<int>>(copy));
    }

    [Theory]
    [MemberData(nameof(Immutable))]
    public void R13_what_cannot_change_is_the_same_in_both(object value)
    {
        if (value.GetType().IsValueType)
            Assert.Equal(value, CopyExactly(value)); // a struct is itself a copy
        else
            Assert.Same(value, Copy(value));
    }

    [Fact]
    public void R13_structs_of_what_cannot_change_are_elements_too()
    {
        List<(string, BigInteger?)> pairs = [("a", 1)];
        Assert.Equal(pairs, Copy(pairs));
        List<Name> names = [new("a", 1)];
        Assert.Same(names[0], Copy(names)[0]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void R13_what_does_not_say_how_it_is_copied_is_refused_whatever_is_in_it_with_a_cure_that_can_be_followed(object value, Type inTheWay, string message)
    {
        for (int i = 0; i < 2; i++)
        {
            NotSupportedException refused = Assert.Throws<NotSupportedException>(() => CopyExactly(value));
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
            Assert.Contains("TakeOwnership", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("`", refused.Message, StringComparison.Ordinal);
            Assert.Equal(inTheWay.Namespace == typeof(CopyingTests).Namespace, refused.Message.Contains("Let ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void R13_a_struct_in_a_box_is_refused_since_it_may_change_there()
    {
        Assert.Throws<NotSupportedException>(static () => Copy<object>(("a", 1)));
        Assert.Throws<NotSupportedException>(static () => Copy<IEnumerable<int>>(ImmutableArray.Create(1)));
    }

    private static T Copy<T>(T value)
    {
        OwnedMut<T> owner = Own.Mut(value);
        OwnedMut<T> copy = owner.Clone();
        Assert.Equal(OwnerState.Free, owner.State);
        return copy.TakeOwnership();
    }

    /// <summary>Owned as what it is.</summary>
    private static object? CopyExactly(object value) => ((ICopy)Activator.CreateInstance(typeof(Exactly<>).MakeGenericType(value.GetType()))!).Of(value);

    private interface ICopy
    {
        object? Of(object value);
    }

    private sealed class Exactly<T> : ICopy
    {
        public object? Of(object value) => Copy((T)value);
    }

    private sealed class Route(int[] stops) : IDeepCloneable<Route>
    {
        public int[] Stops { get; } = stops;

        public Route DeepClone() => new((int[])Stops.Clone());
    }

    private sealed record Name(string First, int Number);

    private sealed record Chain(int Number, Chain? Next);

    private class Open;

    private sealed class Opened : Open;

    private sealed class Sealed
    {
        public int Count { get; set; }
    }

    private sealed class Handle : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Derived : List<int>;
}
