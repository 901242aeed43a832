using System;
using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace ForkJoin.ShareFacts;

/// <summary>A statement about a type: what it is, and what its type arguments must be for that.</summary>
internal readonly record struct Statement(ShareKind Kind, ShareKind Arguments, string Why = "", string Cure = "");

/// <summary>What the documentation of the base library says about its types. It wears no attributes of ours.</summary>
internal static class KnownTypes
{
    private const string LendIt = "Lend a slice of it, copy it into something immutable, or put it into a Mutex<T> or SharedRef<T>.";
    private const string HandItOver = "Make one for each fork and hand it over as the fork's state, or put it into a Mutex<T>.";
    private const string Changeable = "whoever changes it must be alone with it";

    private static readonly Dictionary<Type, Statement> s_exact = Exact();

    /// <summary>Those whose descendants are the same.</summary>
    private static readonly (Type Base, Statement Statement)[] s_bases =
    [
        (typeof(Random), new(ShareKind.Sendable, default, "each number that is drawn changes it",
            "Use Random.Shared, or hand a Random of its own to each fork as its state.")),
        (typeof(IEnumerator), new(ShareKind.Sendable, default, "each step changes it", "Enumerate inside the fork, or hand each fork an enumerator of its own.")),
        (typeof(MemoryStream), UsedByOne("stream")),
        (typeof(FileStream), UsedByOne("stream")),
        (typeof(HashAlgorithm), UsedByOne("hash")),
        (typeof(Task), new(ShareKind.Shareable, ShareKind.Shareable)),
        (typeof(WaitHandle), new(ShareKind.Shareable, default)),
        (typeof(MemberInfo), new(ShareKind.Shareable, default)),
        (typeof(Assembly), new(ShareKind.Shareable, default)),
        (typeof(Encoding), new(ShareKind.Shareable, default)),
        (typeof(StringComparer), new(ShareKind.Shareable, default)),
        (typeof(Regex), new(ShareKind.Shareable, default)),
        (typeof(TimeProvider), new(ShareKind.Shareable, default)),
        (typeof(RandomNumberGenerator), new(ShareKind.Shareable, default)),
        (typeof(Exception), new(ShareKind.Readable, default, Changeable, "Hand over what the fork needs of it: its message, its type.")),
    ];

    /// <summary>Declared types of which only the value tells: another class stands behind them.</summary>
    private static readonly HashSet<Type> s_faces = [typeof(Stream), typeof(TextReader), typeof(TextWriter), typeof(Random)];

    internal static Statement? Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum)
            return new(ShareKind.Shareable, default);
        if (type.IsArray)
            return Collection();
        if (s_exact.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out Statement exact))
            return exact;
        foreach ((Type known, Statement statement) in s_bases)
        {
            if (known.IsAssignableFrom(type))
                return statement;
        }
        return null;
    }

    /// <summary>Whether the class of the value, and not the declared type, is to be judged.</summary>
    internal static bool IsFace(Type declared) => s_faces.Contains(declared);

    /// <summary>The instances that see to themselves although their class does not.</summary>
    internal static bool IsSynchronised(object value) => ReferenceEquals(value, Random.Shared);

    private static Statement Collection() => new(ShareKind.Readable, ShareKind.Readable, Changeable, LendIt);

    private static Statement UsedByOne(string what) => new(ShareKind.Sendable, default, $"each use moves the {what} on", HandItOver);

    private static Dictionary<Type, Statement> Exact()
    {
        var known = new Dictionary<Type, Statement>();
        Add(new(ShareKind.Shareable, default),
            typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
            typeof(Guid), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Complex), typeof(Index), typeof(Range), typeof(Rune),
            typeof(CancellationToken), typeof(Uri), typeof(Version), typeof(TimeZoneInfo), typeof(CompareInfo), typeof(IPAddress), typeof(DBNull),
            typeof(Type), typeof(Lock), typeof(SemaphoreSlim), typeof(ManualResetEventSlim), typeof(CountdownEvent), typeof(Barrier),
            typeof(ReaderWriterLockSlim), typeof(CancellationTokenSource), typeof(Thread), typeof(Timer), typeof(TaskScheduler), typeof(TaskFactory),
            typeof(TaskCompletionSource), typeof(SynchronizationContext), typeof(ExecutionContext), typeof(ActivitySource),
            typeof(ThreadLocal<>), typeof(AsyncLocal<>), typeof(ArrayPool<>), typeof(MemoryPool<>));
        Add(new(ShareKind.Shareable, ShareKind.Sendable), typeof(Channel<>), typeof(Channel<,>), typeof(ChannelReader<>), typeof(ChannelWriter<>));
        Add(new(ShareKind.Shareable, ShareKind.Shareable),
            typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableQueue<>),
            typeof(ImmutableStack<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
            typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ConcurrentStack<>), typeof(ConcurrentBag<>), typeof(BlockingCollection<>),
            typeof(Lazy<>), typeof(TaskCompletionSource<>), typeof(SearchValues<>));
        Add(Collection(),
            typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(SortedList<,>),
            typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(PriorityQueue<,>), typeof(OrderedDictionary<,>), typeof(Collection<>),
            typeof(ReadOnlyCollection<>), typeof(ReadOnlyDictionary<,>), typeof(Memory<>), typeof(ReadOnlyMemory<>));
        Add(new(ShareKind.Readable, default, Changeable, LendIt),
            typeof(StringBuilder), typeof(BitArray), typeof(CultureInfo), typeof(Stopwatch));
        Add(UsedByOne("stream"),
            typeof(BufferedStream), typeof(DeflateStream), typeof(GZipStream), typeof(ZLibStream), typeof(BrotliStream), typeof(CryptoStream),
            typeof(StreamReader), typeof(StreamWriter), typeof(StringReader), typeof(StringWriter), typeof(BinaryReader), typeof(BinaryWriter));
        Add(new(ShareKind.Sendable, default, "each step changes it", HandItOver), typeof(IEnumerator<>), typeof(IAsyncEnumerator<>));
        Add(UsedByOne("hash"), typeof(IncrementalHash));
        Add(new(ShareKind.Sendable, default, "it is awaited once", "Await it, or make a Task of it with AsTask."), typeof(ValueTask), typeof(ValueTask<>));
        return known;

        void Add(Statement statement, params ReadOnlySpan<Type> types)
        {
            foreach (Type type in types)
                known.Add(type, statement);
        }
    }
}
