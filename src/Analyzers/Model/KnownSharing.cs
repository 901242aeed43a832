using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>A statement about a type: what it is, and what its type arguments must be for that.</summary>
internal readonly record struct Statement(ShareKind Kind, ShareKind Arguments, string Why = "", string Cure = "");

/// <summary>
/// What is known of the base library: the table of the run time (src/Core/Shareability/KnownTypes.cs), by name. A test holds the two against
/// each other, entry by entry.
/// </summary>
internal static class KnownSharing
{
    private const string LendIt = "Lend a slice of it, copy it into something immutable, or put it into a Mutex<T> or SharedRef<T>.";
    private const string HandItOver = "Make one for each fork and hand it over as the fork's state, or put it into a Mutex<T>.";
    private const string Changeable = "whoever changes it must be alone with it";

    private static readonly Dictionary<string, Statement> s_exact = Exact();

    /// <summary>Those whose descendants are the same.</summary>
    private static readonly (string Base, Statement Statement)[] s_bases =
    [
        ("System.Random", new(ShareKind.Sendable, default, "each number that is drawn changes it",
            "Use Random.Shared, or hand a Random of its own to each fork as its state.")),
        ("System.Collections.IEnumerator", new(ShareKind.Sendable, default, "each step changes it", "Enumerate inside the fork, or hand each fork an enumerator of its own.")),
        ("System.IO.MemoryStream", UsedByOne("stream")),
        ("System.IO.FileStream", UsedByOne("stream")),
        ("System.Security.Cryptography.HashAlgorithm", UsedByOne("hash")),
        ("System.Threading.Tasks.Task", new(ShareKind.Shareable, ShareKind.Shareable)),
        ("System.Threading.WaitHandle", new(ShareKind.Shareable, default)),
        ("System.Reflection.MemberInfo", new(ShareKind.Shareable, default)),
        ("System.Reflection.Assembly", new(ShareKind.Shareable, default)),
        ("System.Text.Encoding", new(ShareKind.Shareable, default)),
        ("System.StringComparer", new(ShareKind.Shareable, default)),
        ("System.Text.RegularExpressions.Regex", new(ShareKind.Shareable, default)),
        ("System.TimeProvider", new(ShareKind.Shareable, default)),
        ("System.Security.Cryptography.RandomNumberGenerator", new(ShareKind.Shareable, default)),
        ("System.Exception", new(ShareKind.Readable, default, Changeable, "Hand over what the fork needs of it: its message, its type.")),
    ];

    private static readonly Dictionary<string, int> s_placeOfBase = Places();

    internal static Statement? Find(ITypeSymbol type)
    {
        if (IsPrimitive(type.SpecialType) || type.TypeKind == TypeKind.Enum)
            return new(ShareKind.Shareable, default);
        if (type.TypeKind == TypeKind.Array)
            return Collection();
        if (type is not INamedTypeSymbol named)
            return null;
        return s_exact.TryGetValue(TypeName.InTables(named), out Statement exact) ? exact : OfBase(named);
    }

    /// <summary>The declared types of which only the value tells: another class stands behind them.</summary>
    internal static bool IsFace(ITypeSymbol type) => type is INamedTypeSymbol named
        && TypeName.InTables(named) is "System.IO.Stream" or "System.IO.TextReader" or "System.IO.TextWriter" or "System.Random";

    /// <summary>The first of the table that it descends from, as the run time has it.</summary>
    private static Statement? OfBase(INamedTypeSymbol type)
    {
        int first = int.MaxValue;
        for (INamedTypeSymbol? one = type; one is not null; one = one.BaseType)
            first = Earlier(first, one);
        foreach (INamedTypeSymbol one in type.AllInterfaces)
            first = Earlier(first, one);
        return first == int.MaxValue ? null : s_bases[first].Statement;
    }

    private static int Earlier(int first, INamedTypeSymbol type) =>
        type.Arity == 0 && s_placeOfBase.TryGetValue(TypeName.InTables(type), out int place) && place < first ? place : first;

    private static bool IsPrimitive(SpecialType type) => type
        is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte
        or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static Statement Collection() => new(ShareKind.Readable, ShareKind.Readable, Changeable, LendIt);

    private static Statement UsedByOne(string what) => new(ShareKind.Sendable, default, $"each use moves the {what} on", HandItOver);

    private static Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < s_bases.Length; i++)
            places.Add(s_bases[i].Base, i);
        return places;
    }

    private static Dictionary<string, Statement> Exact()
    {
        var known = new Dictionary<string, Statement>(StringComparer.Ordinal);
        Add(new(ShareKind.Shareable, default), "System",
            "String", "Decimal", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "Half", "Int128", "UInt128", "Index", "Range",
            "Uri", "Version", "TimeZoneInfo", "DBNull", "Type");
        Add(new(ShareKind.Shareable, default), "System.Threading",
            "CancellationToken", "Lock", "SemaphoreSlim", "ManualResetEventSlim", "CountdownEvent", "Barrier", "ReaderWriterLockSlim",
            "CancellationTokenSource", "Thread", "Timer", "SynchronizationContext", "ExecutionContext", "ThreadLocal`1", "AsyncLocal`1",
            "Tasks.TaskScheduler", "Tasks.TaskFactory", "Tasks.TaskCompletionSource");
        Add(new(ShareKind.Shareable, default), "System",
            "Numerics.BigInteger", "Numerics.Complex", "Text.Rune", "Globalization.CompareInfo", "Net.IPAddress", "Diagnostics.ActivitySource",
            "Buffers.ArrayPool`1", "Buffers.MemoryPool`1");
        Add(new(ShareKind.Shareable, ShareKind.Sendable), "System.Threading.Channels", "Channel`1", "Channel`2", "ChannelReader`1", "ChannelWriter`1");
        Add(new(ShareKind.Shareable, ShareKind.Shareable), "System.Collections.Immutable",
            "ImmutableArray`1", "ImmutableList`1", "ImmutableDictionary`2", "ImmutableHashSet`1", "ImmutableQueue`1", "ImmutableStack`1",
            "ImmutableSortedDictionary`2", "ImmutableSortedSet`1");
        Add(new(ShareKind.Shareable, ShareKind.Shareable), "System",
            "Collections.Frozen.FrozenDictionary`2", "Collections.Frozen.FrozenSet`1", "Collections.Concurrent.ConcurrentDictionary`2",
            "Collections.Concurrent.ConcurrentQueue`1", "Collections.Concurrent.ConcurrentStack`1", "Collections.Concurrent.ConcurrentBag`1",
            "Collections.Concurrent.BlockingCollection`1", "Lazy`1", "Threading.Tasks.TaskCompletionSource`1", "Buffers.SearchValues`1");
        Add(Collection(), "System.Collections.Generic",
            "List`1", "Dictionary`2", "HashSet`1", "Queue`1", "Stack`1", "LinkedList`1", "SortedList`2", "SortedDictionary`2", "SortedSet`1",
            "PriorityQueue`2", "OrderedDictionary`2");
        Add(Collection(), "System",
            "Collections.ObjectModel.Collection`1", "Collections.ObjectModel.ReadOnlyCollection`1", "Collections.ObjectModel.ReadOnlyDictionary`2",
            "Memory`1", "ReadOnlyMemory`1");
        Add(new(ShareKind.Readable, default, Changeable, LendIt), "System",
            "Text.StringBuilder", "Collections.BitArray", "Globalization.CultureInfo", "Diagnostics.Stopwatch");
        Add(UsedByOne("stream"), "System.IO",
            "BufferedStream", "Compression.DeflateStream", "Compression.GZipStream", "Compression.ZLibStream", "Compression.BrotliStream",
            "StreamReader", "StreamWriter", "StringReader", "StringWriter", "BinaryReader", "BinaryWriter");
        Add(UsedByOne("stream"), "System.Security.Cryptography", "CryptoStream");
        Add(new(ShareKind.Sendable, default, "each step changes it", HandItOver), "System.Collections.Generic", "IEnumerator`1", "IAsyncEnumerator`1");
        Add(UsedByOne("hash"), "System.Security.Cryptography", "IncrementalHash");
        Add(new(ShareKind.Sendable, default, "it is awaited once", "Await it, or make a Task of it with AsTask."), "System.Threading.Tasks", "ValueTask", "ValueTask`1");
        return known;

        void Add(Statement statement, string space, params string[] types)
        {
            foreach (string type in types)
                known.Add($"{space}.{type}", statement);
        }
    }
}
