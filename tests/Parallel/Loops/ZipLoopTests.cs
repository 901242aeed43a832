using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Two sequences in step, one to read beside one to write.</summary>
public sealed class ZipLoopTests
{
    public static TheoryData<string> Forms => [.. s_forms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void R59_Each_pair_is_handed_over_once(string form)
    {
        foreach (int workers in Pools.Counts)
        {
            Pools.Within(workers, () =>
            {
                foreach (int size in Sizes.Counts)
                {
                    int[] source = [.. Enumerable.Range(0, size)];
                    long[] target = new long[size];
                    s_forms[form](source, target);
                    for (int i = 0; i < size; i++)
                        Assert.Equal(2L * i, target[i]);
                }
            });
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void R59_Two_that_differ_in_length_are_refused_before_anything_runs(string form)
    {
        long[] target = new long[99];
        ArgumentException refused = Assert.Throws<ArgumentException>(() => s_forms[form]([.. Enumerable.Range(1, 100)], target));

        Assert.Equal("target", refused.ParamName);
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("100", refused.Message, StringComparison.Ordinal);
        Assert.All(target, static item => Assert.Equal(0, item));
    }

    [Fact]
    public void R59_What_is_written_must_not_overlap_what_is_read()
    {
        using OwnedArray<int> owned = OwnedArray.Of(new int[100]);
        using (var scope = BorrowScope.Open())
        {
            SliceMut<int> all = scope.BorrowMut(owned);
            bool refused = false;
            try
            {
                Parallel.ForEachChunk(all.Part(0, 50).AsReadOnly(), all.Part(49, 50), static (_, target, _) => target.Fill(1));
            }
            catch (BorrowConflictException)
            {
                refused = true;
            }
            Assert.True(refused);
            Parallel.ForEachChunk(all.Part(0, 50).AsReadOnly(), all.Part(50, 50), static (source, target, offset) => target.Fill(2));
        }
        for (int i = 0; i < 100; i++)
            Assert.Equal(i < 50 ? 0 : 2, owned[i]);
        NoLoansLeft.On(owned);
    }

    private static readonly Dictionary<string, Action<int[], long[]>> s_forms = new()
    {
        ["memory"] = static (x, y) => Parallel.ForEachChunk((ReadOnlyMemory<int>)x, y.AsMemory(), AddUp),
        ["spans"] = static (x, y) => Parallel.ForEachChunk((ReadOnlySpan<int>)x, y.AsSpan(), AddUp),
        ["slices"] = static (x, y) => Lent(x, y, static (from, to) => Parallel.ForEachChunk(from, to, AddUp)),
        ["memory, struct"] = static (x, y) => Parallel.ForEachChunk((ReadOnlyMemory<int>)x, y.AsMemory(), default(Add)),
        ["spans, struct"] = static (x, y) => Parallel.ForEachChunk((ReadOnlySpan<int>)x, y.AsSpan(), default(Add)),
        ["slices, struct"] = static (x, y) => Lent(x, y, static (from, to) => Parallel.ForEachChunk(from, to, default(Add))),
    };

    private static Action<ReadOnlySpan<int>, Span<long>, int> AddUp => static (source, target, offset) => default(Add).Invoke(source, target, offset);

    private static void Lent(int[] source, long[] target, SliceAction<Slice<int>, SliceMut<long>> loop)
    {
        using OwnedArray<int> from = OwnedArray.Of([-7, .. source]);
        using OwnedArray<long> to = OwnedArray.Of((long[])target.Clone());
        using (var scope = BorrowScope.Open())
            loop(scope.Borrow(from, 1..), scope.BorrowMut(to));
        NoLoansLeft.On(from);
        NoLoansLeft.On(to);
        for (int i = 0; i < target.Length; i++)
            target[i] = to[i];
    }

    private readonly struct Add : IZipBody<int, long>
    {
        public void Invoke(ReadOnlySpan<int> source, Span<long> target, int offset)
        {
            for (int i = 0; i < source.Length; i++)
                target[i] += source[i] + offset + i;
        }
    }
}
