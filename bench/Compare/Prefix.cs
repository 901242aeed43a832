using ForkJoin;

namespace Compare;

/// <summary>
/// Inclusive prefix sums in place. Bound by memory, so it goes window by window: within one the blocks are summed, the sums made
/// running ones, and the blocks scanned from there, while the window is still in the cache. One worker alone scans straight on.
/// </summary>
internal sealed class PrefixWork(Options options, int n) : Workload
{
    private const int Block = 1 << 14;
    private const int BlocksAWorker = 32;

    private readonly OwnedArray<long> _data = OwnedArray.Create<long>(n);

    public override void Reset()
    {
        using var scope = BorrowScope.Open();
        Span<long> all = scope.BorrowMut(_data).Span;
        for (int i = 0; i < all.Length; i++)
            all[i] = Kernels.PrefixInput(i);
    }

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Kernels.Prefix(scope.BorrowMut(_data).Span, 0);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        if (pool.Workers == 1 || n <= Block)
            pool.Run(_data, static data => Straight(data));
        else if (options.Lambda)
            pool.Run((_data, pool.Workers), static all => ByLambda(all._data, all.Workers));
        else
            pool.Run((_data, pool.Workers), static all => ByBody(all._data, all.Workers));
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_data).Span));
    }

    private static Unit Straight(OwnedArray<long> data)
    {
        using var scope = BorrowScope.Open();
        Kernels.Prefix(scope.BorrowMut(data).Span, 0);
        return default;
    }

    private static int WindowBlocks(int workers) => Math.Min(BlocksAWorker * workers, int.MaxValue / Block);

    private static int Blocks(int length) => (length + Block - 1) / Block;

    /// <summary>Turns sums of blocks into what stands before each block.</summary>
    private static long Accumulate(Span<long> sums, long before)
    {
        foreach (ref long sum in sums)
            (sum, before) = (before, before + sum);
        return before;
    }

    private static Unit ByLambda(OwnedArray<long> data, int workers)
    {
        int window = WindowBlocks(workers);
        using var sums = OwnedArray.Pooled<long>(window);
        using var scope = BorrowScope.Open();
        SliceMut<long> allSums = scope.BorrowMut(sums);
        long before = 0;
        foreach (SliceMut<long> part in scope.BorrowMut(data).Chunks(window * Block))
        {
            SliceMut<long> partSums = allSums[..Blocks(part.Length)];
            Sum(part, partSums);
            before = Accumulate(partSums.Span, before);
            Scan(part, partSums);
        }
        return default;
    }

    private static void Sum(Slice<long> part, SliceMut<long> sums)
    {
        if (sums.Length == 1)
        {
            sums[0] = Kernels.Sum(part.Span);
            return;
        }
        var (leftSums, rightSums) = sums.Split();
        var (left, right) = part.SplitAt(leftSums.Length * Block);
        Fork.Join(left, leftSums, right, rightSums, static (part, sums) => Sum(part, sums));
    }

    private static void Scan(SliceMut<long> part, Slice<long> sums)
    {
        if (sums.Length == 1)
        {
            Kernels.Prefix(part.Span, sums[0]);
            return;
        }
        var (leftSums, rightSums) = sums.Split();
        var (left, right) = part.SplitAt(leftSums.Length * Block);
        Fork.Join(left, leftSums, right, rightSums, static (part, sums) => Scan(part, sums));
    }

    private static Unit ByBody(OwnedArray<long> data, int workers)
    {
        int window = WindowBlocks(workers);
        using var sums = OwnedArray.Pooled<long>(window);
        long before = 0;
        for (int start = 0; start < data.Length; start += Math.Min(window * Block, data.Length - start))
        {
            var part = new Window(data, sums, start);
            int blocks = Math.Min(window, Blocks(data.Length - start));
            Halving<SumLeaf, Window, Unit>.Start(part, blocks);
            using (var scope = BorrowScope.Open())
                before = Accumulate(scope.BorrowMut(sums, ..blocks).Span, before);
            Halving<ScanLeaf, Window, Unit>.Start(part, blocks);
        }
        return default;
    }

    /// <summary>Sums one block.</summary>
    private struct SumLeaf : ILeaf<Window, Unit>
    {
        public static int Grain => 1;

        public static Unit Run(Window state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            scope.BorrowMut(state.Sums, start..end).Span[0] = Kernels.Sum(scope.Borrow(state.Data, state.Elements(start)).Span);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }

    /// <summary>Scans one block.</summary>
    private struct ScanLeaf : ILeaf<Window, Unit>
    {
        public static int Grain => 1;

        public static Unit Run(Window state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            Kernels.Prefix(scope.BorrowMut(state.Data, state.Elements(start)).Span, scope.Borrow(state.Sums, start..end).Span[0]);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }

    /// <summary>The blocks from <paramref name="Start"/> on.</summary>
    private readonly record struct Window(OwnedArray<long> Data, OwnedArray<long> Sums, int Start)
    {
        public Range Elements(int block)
        {
            int first = Start + (block * Block);
            return first..(first + Math.Min(Block, Data.Length - first));
        }
    }
}
