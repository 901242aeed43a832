using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace ForkJoin.Tests.Shareabilities;

/// <summary>The facts about types: stated, known, inferred (R07, R35).</summary>
public sealed class ShareabilityTests
{
    public static TheoryData<Type, ShareKind> Known => new()
    {
        { typeof(int), ShareKind.Shareable }, { typeof(nint), ShareKind.Shareable }, { typeof(DayOfWeek), ShareKind.Shareable },
        { typeof(string), ShareKind.Shareable }, { typeof(decimal), ShareKind.Shareable }, { typeof(BigInteger), ShareKind.Shareable },
        { typeof((int, string)), ShareKind.Shareable }, { typeof(Guid?), ShareKind.Shareable }, { typeof(CancellationToken), ShareKind.Shareable },
        { typeof(ImmutableArray<string>), ShareKind.Shareable }, { typeof(FrozenSet<int>), ShareKind.Shareable },
        { typeof(ConcurrentDictionary<string, int>), ShareKind.Shareable }, { typeof(Channel<List<int>>), ShareKind.Shareable },
        { typeof(Task), ShareKind.Shareable }, { typeof(Task<int>), ShareKind.Shareable }, { typeof(Lock), ShareKind.Shareable },
        { typeof(ManualResetEvent), ShareKind.Shareable }, { typeof(Type), ShareKind.Shareable }, { typeof(ThreadLocal<Random>), ShareKind.Shareable },
        { typeof(Mutex<List<int>>), ShareKind.Shareable }, { typeof(SharedRef<List<int>>), ShareKind.Shareable }, { typeof(Ref<string>), ShareKind.Shareable },
        { typeof(MethodInfo), ShareKind.Shareable }, { typeof(Assembly), ShareKind.Shareable }, { typeof(UTF8Encoding), ShareKind.Shareable },
        { typeof(StringComparer), ShareKind.Shareable }, { typeof(Regex), ShareKind.Shareable }, { typeof(TimeProvider), ShareKind.Shareable },
        { typeof(RandomNumberGenerator), ShareKind.Shareable }, { typeof(FileStream), ShareKind.Sendable }, { typeof(SHA256), ShareKind.Sendable },
        { typeof(Owned<int[]>), ShareKind.Shareable }, { typeof(ThreadBound<Random>), ShareKind.Shareable }, { typeof(Slice<int>), ShareKind.Shareable },
        { typeof(int[]), ShareKind.Readable }, { typeof(int[,]), ShareKind.Readable }, { typeof(List<string>), ShareKind.Readable },
        { typeof(Dictionary<string, int[]>), ShareKind.Readable }, { typeof(StringBuilder), ShareKind.Readable }, { typeof(Memory<byte>), ShareKind.Readable },
        { typeof(ImmutableArray<int[]>), ShareKind.Readable }, { typeof(Task<int[]>), ShareKind.Readable }, { typeof((int, int[])), ShareKind.Readable },
        { typeof(OwnedMut<int>), ShareKind.Readable }, { typeof(OwnedArray<int>), ShareKind.Readable }, { typeof(InvalidOperationException), ShareKind.Readable },
        { typeof(Random), ShareKind.Sendable }, { typeof(IEnumerator<int>), ShareKind.Sendable }, { typeof(List<int>.Enumerator), ShareKind.Sendable },
        { typeof(IEnumerator), ShareKind.Sendable }, { typeof(MemoryStream), ShareKind.Sendable }, { typeof(StreamReader), ShareKind.Sendable },
        { typeof(RefMut<int>), ShareKind.Sendable }, { typeof(MutexLease<int>), ShareKind.Sendable }, { typeof(Random[]), ShareKind.Sendable },
        { typeof(SharedRef<Random>), ShareKind.Sendable }, { typeof(List<Random>), ShareKind.Sendable }, { typeof((Random, int)), ShareKind.Sendable },
        { typeof(ValueTask), ShareKind.Sendable },
        { typeof(Lifetime), ShareKind.NotShareable }, { typeof(ThreadBoundRef<int>), ShareKind.NotShareable }, { typeof(Span<int>), ShareKind.NotShareable },
        { typeof((int, Lifetime)), ShareKind.NotShareable }, { typeof(List<Lifetime>), ShareKind.NotShareable }, { typeof(Mutex<Lifetime>), ShareKind.NotShareable },
        { typeof(MutexGuard<int>), ShareKind.NotShareable }, { typeof(Dictionary<Lifetime, object>), ShareKind.NotShareable },
        { typeof((object, Lifetime)), ShareKind.NotShareable }, { typeof((Lifetime, object)), ShareKind.NotShareable },
        { typeof(object), ShareKind.Unknown }, { typeof(Action), ShareKind.Unknown }, { typeof(IEnumerable<int>), ShareKind.Unknown },
        { typeof(Mutex<object>), ShareKind.Unknown }, { typeof(List<object>), ShareKind.Unknown },
    };

    public static TheoryData<Type, ShareKind> Inferred => new()
    {
        { typeof(Frozen), ShareKind.Shareable }, { typeof(Tree), ShareKind.Shareable }, { typeof(Point), ShareKind.Shareable },
        { typeof(Derived), ShareKind.Shareable }, { typeof(Generic<string>), ShareKind.Shareable }, { typeof(AsBase), ShareKind.Shareable },
        { typeof(Order), ShareKind.Unknown }, { typeof(Open), ShareKind.Unknown }, { typeof(DerivedFromOpen), ShareKind.Unknown },
        { typeof(Knot), ShareKind.Unknown }, { typeof(Generic<int[]>), ShareKind.Unknown },
        { typeof(Cache<List<int>>), ShareKind.Shareable }, { typeof(Cache<object>), ShareKind.Unknown }, { typeof(Tagged<object>), ShareKind.Shareable },
        { typeof(Tagged<Lifetime>), ShareKind.Shareable },
        { typeof(Parser), ShareKind.Sendable }, { typeof(Table), ShareKind.Readable }, { typeof(Canvas), ShareKind.NotShareable },
        { typeof(DerivedCanvas), ShareKind.NotShareable }, { typeof(DerivedTable), ShareKind.Unknown }, { typeof(IFacts), ShareKind.Shareable },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void R07_it_is_known_which_types_may_be_shared(Type type, ShareKind kind) => Assert.Equal(kind, Shareability.Of(type).Kind);

    [Theory]
    [MemberData(nameof(Inferred))]
    public void R35_attributes_state_it_and_fields_imply_it(Type type, ShareKind kind) => Assert.Equal(kind, Shareability.Of(type).Kind);

    [Fact]
    public void R35_the_verdict_names_the_part_that_decides_and_what_to_do()
    {
        ShareVerdict order = Shareability.Of<Order>();
        Assert.Equal(typeof(List<string>), order.Part);
        Assert.Equal(".Lines", order.Path);
        Assert.StartsWith("Unknown: Order.Lines (List<string>): ", order.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(order.Cure);
        Assert.Equal(".Customer.Random", Shareability.Of<Basket>().Path);
        Assert.Equal("<T>", Shareability.Of<Mutex<object>>().Path);
        Assert.Equal("Item2", Shareability.Of<(int, List<int>)>().Path[1..]);
        Assert.Equal("it draws", Shareability.Of<Canvas>().Why);
        Assert.Contains("captures", Shareability.Of<Action>().Why, StringComparison.Ordinal);
        Assert.Equal("Draw later.", Shareability.Of<Canvas>().Cure);
        Assert.Equal("Shareable: string", Shareability.Of<string>().ToString());
        Assert.True(Shareability.Of<string>() is { IsShareable: true, IsSendable: true });
        Assert.True(Shareability.Of<Random>() is { IsShareable: false, IsSendable: true });
        Assert.Same(Shareability.Of<Tree>(), Shareability.Of<Tree>());
        Assert.Same(Shareability.Of<Order>(), Shareability.Of(new Order(string.Empty, []).GetType()));
        Assert.Throws<ArgumentNullException>(static () => Shareability.Of(null!));
    }

    [Fact]
    public void R35_the_verdict_on_types_that_contain_each_other_does_not_depend_on_which_was_asked_first()
    {
        Assert.Equal(ShareKind.Unknown, Shareability.Of<Knot>().Kind);
        Assert.Equal(ShareKind.Unknown, Shareability.Of<KnotEnd>().Kind);
        Assert.Equal(ShareKind.Unknown, Shareability.Of<OtherKnotEnd>().Kind);
        Assert.Equal(ShareKind.Unknown, Shareability.Of<OtherKnot>().Kind);
    }

#pragma warning disable CS0169, CS0414, CS0649, CS9113, CA1823, CA1051, CA1852, CA1812, IDE0044, IDE0051, IDE0052 // what they hold is all that counts
    private sealed record Frozen(int A, string B, ImmutableArray<int> C);

    private sealed class Tree(Tree? left, int value)
    {
        public Tree? Left { get; } = left;

        public int Value { get; } = value;
    }

    private struct Point
    {
        public int X;
        public int Y;
    }

    private class Base
    {
        private readonly int _a;
    }

    private sealed class Derived : Base
    {
        private readonly string _b = string.Empty;
    }

    private sealed class Generic<T>
    {
        private readonly T? _item;
    }

    [Shareable]
    private class SeesToItself
    {
        private int _count;
    }

    private sealed class AsBase : SeesToItself
    {
        private readonly int _more;
    }

    private sealed record Order(string Name, List<string> Lines);

    private readonly record struct Basket(int Number, Customer Customer);

    private readonly record struct Customer(string Name, Random Random);

    private class Open
    {
        private int _count;
    }

    private sealed class DerivedFromOpen : Open
    {
        private readonly int _more;
    }

    private sealed class Knot(KnotEnd? end)
    {
        private readonly KnotEnd? _end = end;
        private readonly int[]? _items;
    }

    private sealed class KnotEnd(Knot? knot)
    {
        private readonly Knot? _knot = knot;
    }

    private sealed class OtherKnot(OtherKnotEnd? end)
    {
        private readonly OtherKnotEnd? _end = end;
        private readonly int[]? _items;
    }

    private sealed class OtherKnotEnd(OtherKnot? knot)
    {
        private readonly OtherKnot? _knot = knot;
    }

    [Shareable]
    private sealed class Cache<T>
    {
        private T? _item;
    }

    [Shareable(Arguments = ShareKind.Unknown)]
    private sealed class Tagged<T>
    {
        private int _count;
    }

    [Sendable]
    private sealed class Parser
    {
        private int _position;
    }

    [Sendable(Readable = true)]
    private class Table
    {
        private int _count;
    }

    private sealed class DerivedTable : Table;

    [NotShareable("it draws", Cure = "Draw later.")]
    private class Canvas;

    private sealed class DerivedCanvas : Canvas;

    [Shareable]
    private interface IFacts;
#pragma warning restore
}
