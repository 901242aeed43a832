using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance.Helpers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Loops over elements in a row: whatever they stand in and whatever the body gets, each element once, at its own place.</summary>
public sealed class ElementLoopTests
{
    public static TheoryData<string, int> ToWrite => Cases(s_writers.Keys);

    public static TheoryData<string, int> ToRead => Cases(s_readers.Keys);

    [Theory]
    [MemberData(nameof(ToWrite))]
    public void R59_Each_element_is_written_once_at_its_place(string form, int workers)
    {
        Pools.Within(workers, () =>
        {
            foreach (int size in Sizes.Counts)
            {
                int[] elements = [.. Enumerable.Range(0, size)];
                s_writers[form](elements);
                // Each element was its index; the body adds the index it was told, and one.
                for (int i = 0; i < size; i++)
                    Assert.True(elements[i] == i + i + 1 || (elements[i] == i + 1 && form.EndsWith("action", StringComparison.Ordinal)), $"Of {size}, {i} became {elements[i]}.");
            }
        });
    }

    [Theory]
    [MemberData(nameof(ToRead))]
    public void R59_Each_element_is_read_once_at_its_place(string form, int workers)
    {
        Pools.Within(workers, () =>
        {
            foreach (int size in Sizes.Counts)
            {
                int[] elements = [.. Enumerable.Range(0, size)], seen = new int[size];
                s_readers[form](elements, seen);
                Assert.Equal(-1, Array.FindIndex(seen, static times => times != 1));
            }
        });
    }

    [Fact]
    public void R59_Elements_that_hold_references_are_run_in_memory_lists_and_slices()
    {
        string[] words = [.. Enumerable.Range(0, 5000).Select(static i => $"{i}")];
        Parallel.ForEach(words.AsMemory(), static (ref string word, int i) => word += i);
        List<string> list = [.. words];
        Parallel.ForEachChunk(list, static (chunk, _) => chunk.Reverse());
        Parallel.ForEachChunk(list, static (chunk, _) => chunk.Reverse(), new LoopOptions { MinChunk = 5000 });
        using OwnedArray<string> owned = OwnedArray.Of(words);
        Fork.Section(section => Parallel.ForEach(section.BorrowMut(owned), static (ref string word, int i) => word += "!"));

        for (int i = 0; i < words.Length; i++)
            Assert.Equal($"{i}{i}!", owned[i]);
        Assert.Equal(owned.ToArray().Select(static word => word[..^1]).Order(), list.Order());
    }

    [Fact]
    public unsafe void R59_Native_memory_is_run_as_a_span_or_as_lent()
    {
        int* native = (int*)NativeMemory.AllocZeroed(10_000, sizeof(int));
        try
        {
            Parallel.ForEach(new Span<int>(native, 10_000), static (ref int item, int i) => item = i);
            using OwnedArray<int> owned = OwnedArray.OverNative(native, 10_000);
            Fork.Section(section => Parallel.ForEachChunk(section.BorrowMut(owned), static (chunk, offset) => chunk[0] += 0));
            for (int i = 0; i < 10_000; i++)
                Assert.Equal(i, native[i]);
        }
        finally
        {
            NativeMemory.Free(native);
        }
    }

    [Fact]
    public void R59_A_span_of_an_array_stays_where_it_is_while_the_loop_collects_garbage()
    {
        int[] elements = new int[10_000];
        Parallel.ForEachChunk(
            elements.AsSpan(),
            static (chunk, offset) =>
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                for (int i = 0; i < chunk.Length; i++)
                    chunk[i] = offset + i;
            },
            new LoopOptions { MinChunk = 2000 });
        Assert.Equal(Enumerable.Range(0, 10_000), elements);
    }

    [Fact]
    public void R59_A_list_that_its_loop_changes_is_refused()
    {
        List<int> list = [.. new int[1000]];
        AggregateException refused = Assert.Throws<AggregateException>(() =>
            Parallel.ForEach(list, (ref int _, int i) => list.Add(i), new LoopOptions { MaxChunk = 1, MaxDegreeOfParallelism = 1 }));
        Assert.IsType<InvalidOperationException>(Assert.Single(refused.InnerExceptions));
        Assert.Equal(1001, list.Count);
    }

    [Fact]
    public void R59_A_loop_over_nothing_but_a_null_says_which()
    {
        Assert.Equal("list", Assert.Throws<ArgumentNullException>(static () => Parallel.ForEachChunk((List<int>)null!, static (_, _) => { })).ParamName);
        Assert.Equal("list", Assert.Throws<ArgumentNullException>(static () => Parallel.ForEach((List<int>)null!, default(Increment))).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => Parallel.ForEachChunk(default(Memory<int>), null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => Parallel.ForEach(default(Span<int>), null!)).ParamName);
    }

    private static readonly Dictionary<string, Action<int[]>> s_writers = new()
    {
        ["memory, by reference"] = static x => Parallel.ForEach(x.AsMemory(), AddIndex),
        ["span, by reference"] = static x => Parallel.ForEach(x.AsSpan(), AddIndex),
        ["list, by reference"] = static x => AsList(x, static list => Parallel.ForEach(list, AddIndex)),
        ["slice, by reference"] = static x => Lent(x, static slice => Parallel.ForEach(slice, AddIndex)),
        ["memory, action"] = static x => Parallel.ForEach(x.AsMemory(), default(Increment), default(LoopOptions)),
        ["span, action"] = static x => Parallel.ForEach(x.AsSpan(), default(Increment)),
        ["list, action"] = static x => AsList(x, static list => Parallel.ForEach(list, default(Increment))),
        ["slice, action"] = static x => Lent(x, static slice => Parallel.ForEach(slice, default(Increment))),
        ["memory, chunks"] = static x => Parallel.ForEachChunk(x.AsMemory(), AddIndices),
        ["span, chunks"] = static x => Parallel.ForEachChunk(x.AsSpan(), AddIndices),
        ["list, chunks"] = static x => AsList(x, static list => Parallel.ForEachChunk(list, AddIndices)),
        ["slice, chunks"] = static x => Lent(x, static slice => Parallel.ForEachChunk(slice, AddIndices)),
        ["memory, chunk body"] = static x => Parallel.ForEachChunk(x.AsMemory(), default(AddChunk)),
        ["span, chunk body"] = static x => Parallel.ForEachChunk(x.AsSpan(), default(AddChunk)),
        ["list, chunk body"] = static x => AsList(x, static list => Parallel.ForEachChunk(list, default(AddChunk))),
        ["slice, chunk body"] = static x => Lent(x, static slice => Parallel.ForEachChunk(slice, default(AddChunk))),
        ["an array, as a span to write"] = static x => Parallel.ForEachChunk(x, static (chunk, offset) =>
        {
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] += offset + i + 1;
        }),
        ["indices of long"] = static x => Parallel.For(0, x.LongLength, new AddLong(x)),
        ["indices, with options"] = static x => Parallel.For(0, x.Length, i => x[i] += i + 1, default(LoopOptions)),
        ["indices of long, with options"] = static x => Parallel.For(0L, x.Length, i => x[i] += (int)i + 1, default(LoopOptions)),
    };

    private static readonly Dictionary<string, Action<int[], int[]>> s_readers = new()
    {
        ["memory, action"] = static (x, seen) => Parallel.ForEach((ReadOnlyMemory<int>)x, new See(seen), default(LoopOptions)),
        ["span, action"] = static (x, seen) => Parallel.ForEach((ReadOnlySpan<int>)x, new See(seen)),
        ["slice, action"] = static (x, seen) => Lent(x, slice => Parallel.ForEach(slice.AsReadOnly(), new See(seen))),
        ["memory, chunks"] = static (x, seen) => Parallel.ForEachChunk((ReadOnlyMemory<int>)x, (chunk, offset) => new SeeChunk(seen).Invoke(chunk, offset)),
        ["span, chunks"] = static (x, seen) => Parallel.ForEachChunk((ReadOnlySpan<int>)x, (chunk, offset) => new SeeChunk(seen).Invoke(chunk, offset)),
        ["slice, chunks"] = static (x, seen) => Lent(x, slice => Parallel.ForEachChunk(slice.AsReadOnly(), (chunk, offset) => new SeeChunk(seen).Invoke(chunk, offset))),
        ["memory, chunk body"] = static (x, seen) => Parallel.ForEachChunk((ReadOnlyMemory<int>)x, new SeeChunk(seen)),
        ["span, chunk body"] = static (x, seen) => Parallel.ForEachChunk((ReadOnlySpan<int>)x, new SeeChunk(seen)),
        ["slice, chunk body"] = static (x, seen) => Lent(x, slice => Parallel.ForEachChunk(slice.AsReadOnly(), new SeeChunk(seen))),
    };

    private static RefAction<int> AddIndex => static (ref int item, int index) => item += index + 1;

    private static Action<Span<int>, int> AddIndices => static (chunk, offset) => default(AddChunk).Invoke(chunk, offset);

    private static TheoryData<string, int> Cases(IEnumerable<string> forms)
    {
        var cases = new TheoryData<string, int>();
        foreach (string form in forms)
        {
            foreach (int workers in Pools.Counts)
                cases.Add(form, workers);
        }
        return cases;
    }

    private static void AsList(int[] elements, Action<List<int>> loop)
    {
        List<int> list = [.. elements];
        loop(list);
        list.CopyTo(elements);
    }

    /// <summary>Lends an array, all but its first and last element of padding, so that a slice does not begin where its store does.</summary>
    private static void Lent(int[] elements, SliceAction<SliceMut<int>> loop)
    {
        using OwnedArray<int> owned = OwnedArray.Of([-1, .. elements, -1]);
        using (var scope = BorrowScope.Open())
            loop(scope.BorrowMut(owned, 1..^1));
        NoLoansLeft.On(owned);
        for (int i = 0; i < elements.Length; i++)
            elements[i] = owned[i + 1];
        Assert.Equal((-1, -1), (owned[0], owned[elements.Length + 1]));
    }

    private readonly struct Increment : IRefAction<int>
    {
        public void Invoke(ref int item) => item++;
    }

    private readonly struct AddLong(int[] values) : IForBody
    {
        public void Invoke(long index) => values[index] += (int)index + 1;
    }

    private readonly struct AddChunk : IChunkBody<int>
    {
        public void Invoke(Span<int> chunk, int offset)
        {
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] += offset + i + 1;
        }
    }

    private readonly struct See(int[] seen) : IInAction<int>
    {
        public void Invoke(in int item) => seen[item]++;
    }

    private readonly struct SeeChunk(int[] seen) : IReadOnlyChunkBody<int>
    {
        public void Invoke(ReadOnlySpan<int> chunk, int offset)
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                if (chunk[i] == offset + i)
                    seen[offset + i]++;
            }
        }
    }
}
