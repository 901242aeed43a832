namespace ForkJoin.Tests.Architecture;

/// <summary>What readers of an example take for granted, by its name: variables that would be declared above it, and functions of theirs.</summary>
internal static class Givens
{
    internal const string Usings = """
        using System.Numerics;
        using ForkJoin;
        using Parallel = ForkJoin.Parallel;
        using ParallelLoopResult = ForkJoin.ParallelLoopResult;
        using ParallelLoopState = ForkJoin.ParallelLoopState;
        using Reader;
        using static Reader.Given;

        """;

    /// <summary>What the method around an example is handed, where the example mentions it.</summary>
    internal static Dictionary<string, string> Parameters { get; } = new()
    {
        ["section"] = "ForkJoinSection", ["fork"] = "ForkContext", ["pool"] = "ForkJoinPool", ["token"] = "CancellationToken",
        ["data"] = "OwnedArray<int>", ["source"] = "OwnedArray<int>", ["target"] = "OwnedArray<int>", ["matrix"] = "OwnedArray<float>", ["page"] = "OwnedArray<byte>",
        ["slice"] = "Slice<int>", ["first"] = "Slice<int>", ["second"] = "Slice<int>", ["third"] = "Slice<int>", ["left"] = "Slice<int>", ["right"] = "Slice<int>", ["into"] = "SliceMut<int>", ["paths"] = "Slice<string>",
        ["x"] = "Slice<double>", ["y"] = "Slice<double>", ["a"] = "Slice<float>", ["b"] = "Slice<float>", ["sum"] = "SliceMut<float>", ["buffer"] = "SliceMut<byte>", ["tile"] = "TileMut<int>",
        ["count"] = "OwnedMut<int>", ["list"] = "OwnedMut<List<string>>", ["title"] = "Owned<string>", ["transform"] = "OwnedMut<Matrix3x2>", ["body"] = "OwnedMut<Vector3>",
        ["counter"] = "Mutex<int>", ["accounts"] = "Mutex<int>", ["account"] = "Mutex<decimal>", ["from"] = "Mutex<decimal>", ["to"] = "Mutex<decimal>", ["log"] = "Mutex<List<string>>", ["journal"] = "Mutex<List<string>>",
        ["settings"] = "SharedRef<Settings>", ["refused"] = "BorrowConflictException", ["archive"] = "Archive",
        ["mid"] = "int", ["half"] = "int", ["pivot"] = "int", ["n"] = "int", ["scale"] = "int", ["name"] = "string", ["wanted"] = "string", ["text"] = "string", ["path"] = "string", ["found"] = "string?",
        ["names"] = "string[]", ["files"] = "string[]", ["images"] = "string[]", ["values"] = "double[]", ["samples"] = "float[]", ["halves"] = "Half[]", ["floats"] = "float[]", ["particles"] = "Particle[]",
        ["image"] = "Image", ["bar"] = "Bar", ["server"] = "Uri", ["reader"] = "TextReader", ["output"] = "TextWriter",
    };

    /// <summary>The file that declares the rest, in a namespace of its own: what an example declares itself comes first.</summary>
    internal const string Declared = """
        using System.Numerics;
        using ForkJoin;
        using Microsoft.Win32.SafeHandles;

        namespace Reader;

        static class Given
        {
            internal static readonly SafeFileHandle s_file = new();

            internal static long Sum(ReadOnlySpan<int> numbers) => numbers.Length;
            internal static long Sum(OwnedArray<int> numbers) => numbers.Length;
            internal static long SumSerial(ReadOnlySpan<int> numbers) => numbers.Length;
            internal static int Count(ReadOnlySpan<int> numbers) => numbers.Length;
            internal static int Count(string text) => text.Length;
            internal static int[] CountsOf(ReadOnlySpan<byte> bytes) => new int[bytes.Length];
            internal static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other) => one.Length + other.Length;
            internal static int Merge(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> into) => one.Length + other.Length + into.Length;
            internal static void Check<T>(ReadOnlySpan<T> items) { }
            internal static void Clear(Span<float> items) => items.Clear();
            internal static void Amplify(Span<float> items) => items.Reverse();
            internal static int Work(ReadOnlySpan<int> one, int scale) => one.Length * scale;
            internal static int Work(ReadOnlySpan<int> one, ReadOnlySpan<int> two, int scale) => (one.Length + two.Length) * scale;
            internal static int Work(ReadOnlySpan<int> one, ReadOnlySpan<int> two, ReadOnlySpan<int> three, int scale) => (one.Length + two.Length + three.Length) * scale;
            internal static bool Contains(string file, string text) => file.Contains(text, StringComparison.Ordinal);
            internal static void Blur(Image image, int row) { }
            internal static void Save(string[] images) { }
            internal static void Show(string[] images) { }
            internal static byte[] Ask(Uri server) => [];
            internal static Task<Settings> LoadAsync() => Task.FromResult(new Settings(""));
            internal static Task<string> DescribeAsync() => Task.FromResult("");
            internal static void RunWhatGoesWrong() { }
        }

        sealed record Settings(string Title);
        sealed record Image(int Height);
        sealed class Bar { internal double Value { get; set; } }
        sealed class Node { internal Node? Left, Right; }
        struct Fib : IForkBody<int, long> { public static long Invoke(int n, ForkContext fork) => n; }
        sealed class SharedCounts { internal void Add(int[] counts) { } }
        struct Particle { internal Vector3 Position, Velocity; }

        // Of a package that the tests have not.
        static class TensorPrimitives
        {
            internal static void Add(ReadOnlySpan<float> one, ReadOnlySpan<float> other, Span<float> sums) { }
            internal static void Multiply(ReadOnlySpan<float> one, float factor, Span<float> products) { }
            internal static void ConvertToSingle(ReadOnlySpan<Half> halves, Span<float> floats) { }
        }
        """;
}
