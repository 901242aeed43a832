using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using ForkJoin.Analyzers.Model;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.Model;

/// <summary>
/// The analyzer says of types what the run time says (R07, R35). Where it cannot be sure, because a reference does not show the fields of classes, it says
/// that it is not; which is right as long as the run time says "unknown" or, seeing them all, "shareable".
/// </summary>
public sealed class SharingFactsTests
{
    /// <summary>Types as a user's source may declare them, one reason or another each.</summary>
    private const string Declared = """
        namespace Declared;
        public sealed record Frozen(int A, string B);
        public sealed record Order(string Name, List<string> Lines);
        public readonly record struct Basket(int Number, Customer Customer);
        public readonly record struct Customer(string Name, Random Random);
        public record struct Changing(int A);
        public struct Point { public int X; public int Y; public static Random R = new(); public const string C = ""; }
        public sealed class Tree(Tree? left, int value) { public Tree? Left { get; } = left; public int Value { get; } = value; }
        public sealed class Settable { public int A { get; set; } }
        public sealed class Initialised { public int A { get; init; } public required string B { get; init; } }
        public sealed class Happening { public event Action? Changed; public void Raise() => Changed?.Invoke(); }
        public abstract class Computed { public int A => 1; public abstract int B { get; } public event Action C { add { } remove { } } }
        public class Base { private readonly int _a; }
        public sealed class Derived : Base { private readonly string _b = ""; }
        public class Open { private int _count; }
        public sealed class DerivedFromOpen : Open { private readonly int _more; }
        [Shareable] public class SeesToItself { private int _count; }
        public sealed class AsBase : SeesToItself { private readonly int _more; }
        public sealed class WeakAsBase : SeesToItself { private int _more; }
        public sealed class Generic<T> { private readonly T? _item; public struct Inner { public T Value; } }
        [Shareable] public sealed class Cache<T> { private T? _item; }
        [Shareable(Arguments = ShareKind.Unknown)] public sealed class Tagged<T> { private int _count; }
        [Shareable(Arguments = ShareKind.Shareable)] public sealed class Both<T, U>;
        [Sendable] public sealed class Parser { private int _position; }
        [Sendable(Readable = true)] public class Table { private int _count; }
        public sealed class DerivedTable : Table;
        [NotShareable("it draws", Cure = "Draw later.")] public class Canvas;
        public class DerivedCanvas : Canvas;
        [Shareable] public sealed class ShareableCanvas : Canvas;
        public struct WithCanvas { public object Anything; public Canvas Canvas; }
        public sealed class HoldsCanvas(Canvas canvas) { private readonly Canvas _canvas = canvas; }
        [Shareable] public interface IFacts;
        public interface INothing;
        public delegate void Doing();
        public ref struct Fleeting { public int A; }
        public unsafe struct Pointing { public int* P; }
        public unsafe struct Fixed { public fixed int Items[4]; }
        public enum Colour { Red }
        public sealed class Knot(KnotEnd? end) { private readonly KnotEnd? _end = end; private readonly int[]? _items; }
        public sealed class KnotEnd(Knot? knot) { private readonly Knot? _knot = knot; }
        public sealed class Steps : IEnumerator<int> { public int Current => 0; object System.Collections.IEnumerator.Current => 0; public bool MoveNext() => false; public void Reset() { } public void Dispose() { } }
        public sealed class Lucky : Random;
        public class Failed : Exception;
        public sealed class Kept(int count) { public int Next() => count++; }
        public struct KeptInStruct(Random random) { public int Next() => random.Next(); }
        public struct Endless<T> where T : struct { public T Item; }
        """;

    public static TheoryData<Type> Closed => [.. Library().Concat(BaseLibrary()).Concat(Own()).Distinct()];

    [Theory]
    [MemberData(nameof(Closed))]
    public void R07_it_says_of_a_type_what_the_run_time_says(Type type)
    {
        SharingVerdict said = s_facts.Of(SymbolOf(type, s_compilation.Value));
        ShareVerdict verdict = Shareability.Of(type);
        if (said.IsSure)
            Same(verdict, said);
        else
            Assert.Contains(verdict.Kind, new[] { ForkJoin.ShareKind.Unknown, ForkJoin.ShareKind.Shareable, ForkJoin.ShareKind.Sendable, ForkJoin.ShareKind.Readable });
    }

    [Fact]
    public void R35_it_infers_from_a_source_what_the_run_time_infers_from_its_assembly()
    {
        CSharpCompilation compilation = Fixture.Compile(Declared);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("declared").LoadFromStream(image);
        var facts = new SharingFacts();
        Type[] types = [.. assembly.GetExportedTypes().Where(static type => !type.Name.Contains('<', StringComparison.Ordinal)).SelectMany(Closing)];
        Assert.True(types.Length > 40);
        foreach (Type type in types)
        {
            SharingVerdict said = facts.Of(SymbolOf(type, compilation));
            Assert.True(said.IsSure, type.ToString());
            Same(Shareability.Of(type), said);
        }
    }

    [Fact]
    public void R07_it_is_sure_of_every_type_that_the_run_time_knows()
    {
        string[] unsure = [.. Library().Where(static type => type != typeof(Stream) && type != typeof(TextReader) && type != typeof(TextWriter) && !s_facts.Of(SymbolOf(type, s_compilation.Value)).IsSure).Select(static type => type.Name)];
        Assert.Empty(unsure); // of the three others the value tells
    }

    private static readonly Lazy<CSharpCompilation> s_compilation = new(static () => Fixture.Compile("class Empty;"));
    private static readonly SharingFacts s_facts = new();

    private static void Same(ShareVerdict verdict, SharingVerdict said)
    {
        Assert.True((int)verdict.Kind == (int)said.Kind, $"{verdict} at run time, {said.Kind} here: {said.Named(verdict.Type.Name)}: {said.Why}");
        if (verdict.Kind is ForkJoin.ShareKind.NotShareable or ForkJoin.ShareKind.Sendable)
            Assert.Equal((verdict.Path, verdict.Why, verdict.Cure), (said.Path, said.Why, said.Cure));
    }

    /// <summary>The table of the run time, entry by entry.</summary>
    private static IEnumerable<Type> Library()
    {
        Type table = typeof(Shareability).Assembly.GetType("ForkJoin.ShareFacts.KnownTypes")!;
        const BindingFlags Any = BindingFlags.NonPublic | BindingFlags.Static;
        foreach (Type type in ((IDictionary)table.GetField("s_exact", Any)!.GetValue(null)!).Keys.Cast<Type>().SelectMany(Closing))
            yield return type;
        foreach (object entry in (Array)table.GetField("s_bases", Any)!.GetValue(null)!)
            yield return (Type)entry.GetType().GetField("Item1")!.GetValue(entry)!;
        foreach (Type type in (IEnumerable<Type>)table.GetField("s_faces", Any)!.GetValue(null)!)
            yield return type;
    }

    private static IEnumerable<Type> Own() =>
        from assembly in new[] { typeof(Shareability).Assembly, typeof(Fork).Assembly }
        from type in assembly.GetExportedTypes()
        where !(type.IsAbstract && type.IsSealed) && !type.FullName!.Contains('<', StringComparison.Ordinal) // what the compiler makes for extensions
        from closed in Closing(type)
        select closed;

    private static IEnumerable<Type> BaseLibrary() =>
    [
        typeof(bool), typeof(char), typeof(nint), typeof(double), typeof(object), typeof(Array), typeof(int[]), typeof(int[,]), typeof(Random[]), typeof(object[][]), typeof(int?),
        typeof(Guid?), typeof((int, string)), typeof((int, int[])), typeof((Random, int)), typeof((object, Lifetime)), typeof((Lifetime, object)), typeof((int, Lifetime)),
        typeof((int, (string, List<Random>))), typeof(KeyValuePair<string, Random>), typeof(Tuple<int, int>), typeof(ArraySegment<byte>), typeof(Span<int>),
        typeof(DayOfWeek), typeof(Action), typeof(Func<int>), typeof(Delegate), typeof(MulticastDelegate), typeof(IEnumerable<int>), typeof(IList), typeof(List<int>.Enumerator),
        typeof(Dictionary<string, int>.KeyCollection), typeof(List<object>), typeof(List<Random>), typeof(List<Lifetime>), typeof(Dictionary<Lifetime, object>), typeof(ImmutableArray<int[]>),
        typeof(ImmutableArray<int>.Builder), typeof(Task<int[]>), typeof(Task<Random>), typeof(ThreadLocal<Random>), typeof(Lazy<object>), typeof(WeakReference), typeof(Mutex<object>),
        typeof(Mutex<Lifetime>), typeof(SharedRef<Random>), typeof(UTF8Encoding), typeof(InvalidOperationException), typeof(AggregateException), typeof(ManualResetEvent), typeof(Semaphore),
        typeof(MethodInfo), typeof(ParameterInfo), typeof(Module), typeof(System.Security.Cryptography.SHA256), typeof(UnmanagedMemoryStream), typeof(Console), typeof(StringSplitOptions),
        typeof(System.Net.Http.HttpClient), typeof(JsonDocument), typeof(JsonElement), typeof(JsonSerializerOptions), typeof(Utf8JsonReader), typeof(Pipe), typeof(ReadResult),
        typeof(System.Globalization.NumberFormatInfo), typeof(EventArgs), typeof(IDisposable), typeof(IAsyncEnumerable<int>), typeof(CharEnumerator), typeof(SpinLock), typeof(SpinWait),
        typeof(CancellationTokenRegistration), typeof(DateTimeKind), typeof(System.Numerics.Vector3), typeof(System.Numerics.Vector<float>), typeof(System.Runtime.Intrinsics.Vector128<int>),
        typeof(StringComparer), typeof(Comparer<int>), typeof(EqualityComparer<string>), typeof(Progress<int>), typeof(PeriodicTimer), typeof(ConcurrentDictionary<string, List<int>>),
        typeof(FrozenDictionary<string, object>), typeof(ReadOnlyMemory<Random>), typeof(ArrayList), typeof(Hashtable), typeof(BitArray), typeof(System.Drawing.Point), typeof(System.Drawing.Rectangle),
    ];

    /// <summary>A type as it is, or with several kinds of arguments where it is generic.</summary>
    private static IEnumerable<Type> Closing(Type type)
    {
        if (!type.IsGenericTypeDefinition)
            return [type];
        var closed = new List<Type>();
        foreach (Type argument in (Type[])[typeof(int), typeof(string), typeof(int[]), typeof(Random), typeof(object), typeof(Lifetime)])
        {
            try
            {
                closed.Add(type.MakeGenericType([.. type.GetGenericArguments().Select(_ => argument)]));
            }
            catch (ArgumentException)
            {
                // Its constraints do not take that one.
            }
        }
        return closed;
    }

    private static ITypeSymbol SymbolOf(Type type, CSharpCompilation compilation)
    {
        if (type.IsArray)
            return compilation.CreateArrayTypeSymbol(SymbolOf(type.GetElementType()!, compilation), type.GetArrayRank());
        if (!type.IsConstructedGenericType)
            return Definition(type, compilation);
        // Those of the types around come first.
        var arguments = new Queue<ITypeSymbol>(type.GetGenericArguments().Select(argument => SymbolOf(argument, compilation)));
        INamedTypeSymbol definition = Definition(type.GetGenericTypeDefinition(), compilation);
        if (definition.ContainingType is { Arity: > 0 } around)
        {
            INamedTypeSymbol closed = around.Construct([.. around.TypeParameters.Select(_ => arguments.Dequeue())]);
            definition = closed.GetTypeMembers(definition.Name, definition.Arity).Single();
        }
        return arguments.Count == 0 ? definition : definition.Construct([.. arguments]);
    }

    private static INamedTypeSymbol Definition(Type type, CSharpCompilation compilation) =>
        compilation.GetTypesByMetadataName(type.FullName!).FirstOrDefault(found => found.DeclaredAccessibility == Accessibility.Public)
        ?? throw new InvalidOperationException($"{type} is not among the references");
}
