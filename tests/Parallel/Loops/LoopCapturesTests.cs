#pragma warning disable FJ0021 // captures that are refused are what these tests are about

using System.Reflection;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Helpers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Bodies that carry what must not be shared are refused where they are handed over, as with forks, and nothing has run.</summary>
public sealed class LoopCapturesTests
{
    private static readonly int[] s_elements = new int[10];
    private static readonly Memory2D<int> s_grid = new(new int[3, 3]);

    public static TheoryData<string> Places => [.. s_places.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void R59_A_body_with_what_must_not_be_shared_is_refused(string place)
    {
        var bound = new Bound();
        Assert.Throws<NotShareableException>(() => s_places[place](bound));
        Assert.Equal(0, bound.Runs);
    }

    [Fact]
    public void R59_Every_form_that_takes_a_body_of_ours_is_among_these()
    {
        string[] forms =
        [
            .. from method in typeof(Parallel).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
               let parameters = method.GetParameters()
               where parameters[^1].ParameterType == typeof(LoopOptions)
               select $"{method.Name}({string.Join(", ", parameters.SkipLast(1).Where(static p => p.Name is not ("tileHeight" or "tileWidth")).Select(static p => Kind(p.ParameterType)))})",
        ];
        Assert.Equal(forms.Order(StringComparer.Ordinal), s_places.Keys.Order(StringComparer.Ordinal));
    }

    private static string Kind(Type type) =>
        type.IsByRef ? "struct" : type.IsAssignableTo(typeof(Delegate)) ? $"delegate of {Kind(type.GetMethod("Invoke")!.GetParameters()[0].ParameterType)}"
        : type.Name.Split('`')[0];

    private static readonly Dictionary<string, Action<Bound>> s_places = new()
    {
        ["For(Int32, Int32, struct)"] = static b => Parallel.For(0, 9, new Body(b), default(LoopOptions)),
        ["For(Int64, Int64, struct)"] = static b => Parallel.For(0, 9, new LongBody(b)),
        ["For(Int32, Int32, delegate of Int32)"] = static b => Parallel.For(0, 9, _ => b.Run(), default(LoopOptions)),
        ["For(Int64, Int64, delegate of Int64)"] = static b => Parallel.For(0L, 9, _ => b.Run(), default(LoopOptions)),
        ["For2D(Int32, Int32, Int32, Int32, struct)"] = static b => Parallel.For2D(0, 3, 0, 3, new Body(b), default(LoopOptions)),
        ["ForEach(Memory, struct)"] = static b => Parallel.ForEach(s_elements.AsMemory(), new Body(b), default(LoopOptions)),
        ["ForEach(ReadOnlyMemory, struct)"] = static b => Parallel.ForEach((ReadOnlyMemory<int>)s_elements, new Body(b), default(LoopOptions)),
        ["ForEach(Memory2D, struct)"] = static b => Parallel.ForEach(s_grid, new Body(b), default(LoopOptions)),
        ["ForEach(ReadOnlyMemory2D, struct)"] = static b => Parallel.ForEach((ReadOnlyMemory2D<int>)s_grid, new Body(b), default(LoopOptions)),
        ["ForEach(Span, struct)"] = static b => Parallel.ForEach(s_elements.AsSpan(), new Body(b)),
        ["ForEach(ReadOnlySpan, struct)"] = static b => Parallel.ForEach((ReadOnlySpan<int>)s_elements, new Body(b)),
        ["ForEach(List, struct)"] = static b => Parallel.ForEach(new List<int>(s_elements), new Body(b)),
        ["ForEach(SliceMut, struct)"] = static b => Lent(slice => Parallel.ForEach(slice, new Body(b))),
        ["ForEach(Slice, struct)"] = static b => Lent(slice => Parallel.ForEach(slice.AsReadOnly(), new Body(b))),
        ["ForEach(Memory, delegate of struct)"] = static b => Parallel.ForEach(s_elements.AsMemory(), (ref int _, int _) => b.Run()),
        ["ForEach(Span, delegate of struct)"] = static b => Parallel.ForEach(s_elements.AsSpan(), (ref int _, int _) => b.Run()),
        ["ForEach(List, delegate of struct)"] = static b => Parallel.ForEach(new List<int>(s_elements), (ref int _, int _) => b.Run()),
        ["ForEach(SliceMut, delegate of struct)"] = static b => Lent(slice => Parallel.ForEach(slice, (ref int _, int _) => b.Run())),
        ["ForEachChunk(Memory, delegate of Span)"] = static b => Parallel.ForEachChunk(s_elements.AsMemory(), (_, _) => b.Run()),
        ["ForEachChunk(ReadOnlyMemory, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachChunk((ReadOnlyMemory<int>)s_elements, (_, _) => b.Run()),
        ["ForEachChunk(Span, delegate of Span)"] = static b => Parallel.ForEachChunk(s_elements.AsSpan(), (_, _) => b.Run()),
        ["ForEachChunk(ReadOnlySpan, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachChunk((ReadOnlySpan<int>)s_elements, (_, _) => b.Run()),
        ["ForEachChunk(List, delegate of Span)"] = static b => Parallel.ForEachChunk(new List<int>(s_elements), (_, _) => b.Run()),
        ["ForEachChunk(SliceMut, delegate of Span)"] = static b => Lent(slice => Parallel.ForEachChunk(slice, (_, _) => b.Run())),
        ["ForEachChunk(Slice, delegate of ReadOnlySpan)"] = static b => Lent(slice => Parallel.ForEachChunk(slice.AsReadOnly(), (_, _) => b.Run())),
        ["ForEachChunk(Memory, struct)"] = static b => Parallel.ForEachChunk(s_elements.AsMemory(), new Body(b)),
        ["ForEachChunk(ReadOnlyMemory, struct)"] = static b => Parallel.ForEachChunk((ReadOnlyMemory<int>)s_elements, new Body(b)),
        ["ForEachChunk(Span, struct)"] = static b => Parallel.ForEachChunk(s_elements.AsSpan(), new Body(b)),
        ["ForEachChunk(ReadOnlySpan, struct)"] = static b => Parallel.ForEachChunk((ReadOnlySpan<int>)s_elements, new Body(b)),
        ["ForEachChunk(List, struct)"] = static b => Parallel.ForEachChunk(new List<int>(s_elements), new Body(b)),
        ["ForEachChunk(SliceMut, struct)"] = static b => Lent(slice => Parallel.ForEachChunk(slice, new Body(b))),
        ["ForEachChunk(Slice, struct)"] = static b => Lent(slice => Parallel.ForEachChunk(slice.AsReadOnly(), new Body(b))),
        ["ForEachChunk(ReadOnlyMemory, Memory, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachChunk((ReadOnlyMemory<int>)s_elements, new int[10].AsMemory(), (_, _, _) => b.Run()),
        ["ForEachChunk(ReadOnlySpan, Span, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachChunk((ReadOnlySpan<int>)s_elements, new int[10].AsSpan(), (_, _, _) => b.Run()),
        ["ForEachChunk(Slice, SliceMut, delegate of ReadOnlySpan)"] =
            static b => Lent(slice => Parallel.ForEachChunk(slice.Part(0, 5).AsReadOnly(), slice.Part(5, 5), (_, _, _) => b.Run())),
        ["ForEachChunk(ReadOnlyMemory, Memory, struct)"] = static b => Parallel.ForEachChunk((ReadOnlyMemory<int>)s_elements, new int[10].AsMemory(), new Body(b)),
        ["ForEachChunk(ReadOnlySpan, Span, struct)"] = static b => Parallel.ForEachChunk((ReadOnlySpan<int>)s_elements, new int[10].AsSpan(), new Body(b)),
        ["ForEachChunk(Slice, SliceMut, struct)"] = static b => Lent(slice => Parallel.ForEachChunk(slice.Part(0, 5).AsReadOnly(), slice.Part(5, 5), new Body(b))),
        ["ForEachRow(Memory2D, delegate of Span)"] = static b => Parallel.ForEachRow(s_grid, (_, _) => b.Run()),
        ["ForEachRow(ReadOnlyMemory2D, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachRow((ReadOnlyMemory2D<int>)s_grid, (_, _) => b.Run()),
        ["ForEachRow(Span2D, delegate of Span)"] = static b => Parallel.ForEachRow(s_grid.Span, (_, _) => b.Run()),
        ["ForEachRow(ReadOnlySpan2D, delegate of ReadOnlySpan)"] = static b => Parallel.ForEachRow((ReadOnlySpan2D<int>)s_grid.Span, (_, _) => b.Run()),
        ["ForEachColumn(Memory2D, delegate of RefEnumerable)"] = static b => Parallel.ForEachColumn(s_grid, (_, _) => b.Run()),
        ["ForEachColumn(ReadOnlyMemory2D, delegate of ReadOnlyRefEnumerable)"] = static b => Parallel.ForEachColumn((ReadOnlyMemory2D<int>)s_grid, (_, _) => b.Run()),
        ["ForEachColumn(Span2D, delegate of RefEnumerable)"] = static b => Parallel.ForEachColumn(s_grid.Span, (_, _) => b.Run()),
        ["ForEachColumn(ReadOnlySpan2D, delegate of ReadOnlyRefEnumerable)"] = static b => Parallel.ForEachColumn((ReadOnlySpan2D<int>)s_grid.Span, (_, _) => b.Run()),
        ["ForEachTile(Memory2D, delegate of Span2D)"] = static b => Parallel.ForEachTile(s_grid, (_, _, _) => b.Run()),
        ["ForEachTile(ReadOnlyMemory2D, delegate of ReadOnlySpan2D)"] = static b => Parallel.ForEachTile((ReadOnlyMemory2D<int>)s_grid, (_, _, _) => b.Run()),
        ["ForEachTile(Span2D, delegate of Span2D)"] = static b => Parallel.ForEachTile(s_grid.Span, (_, _, _) => b.Run()),
        ["ForEachTile(ReadOnlySpan2D, delegate of ReadOnlySpan2D)"] = static b => Parallel.ForEachTile((ReadOnlySpan2D<int>)s_grid.Span, (_, _, _) => b.Run()),
    };

    private static void Lent(SliceAction<SliceMut<int>> loop)
    {
        using OwnedArray<int> owned = OwnedArray.Of(new int[10]);
        using var scope = BorrowScope.Open();
        loop(scope.BorrowMut(owned));
    }

    [NotShareable("Made for this test.")]
    private sealed class Bound
    {
        internal int Runs { get; private set; }

        internal void Run() => Runs++;
    }

    [NotShareable("Made for this test.")]
    private readonly struct LongBody(Bound bound) : IForBody
    {
        public void Invoke(long index) => bound.Run();
    }

    [NotShareable("Made for this test.")]
    private readonly struct Body(Bound bound) : IAction, IAction2D, IRefAction<int>, IInAction<int>, IChunkBody<int>, IReadOnlyChunkBody<int>, IZipBody<int, int>
    {
        public void Invoke(int i) => bound.Run();

        public void Invoke(int i, int j) => bound.Run();

        public void Invoke(ref int item) => bound.Run();

        void IInAction<int>.Invoke(in int item) => bound.Run();

        public void Invoke(Span<int> chunk, int offset) => bound.Run();

        public void Invoke(ReadOnlySpan<int> chunk, int offset) => bound.Run();

        public void Invoke(ReadOnlySpan<int> source, Span<int> target, int offset) => bound.Run();
    }
}
