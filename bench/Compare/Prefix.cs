using ForkJoin;

namespace Compare;

/// <summary>
/// Inclusive prefix sums in place, by windows of one share more than there are workers. First the leftmost share is scanned while
/// the others but the last are summed; then all but the first are scanned, each from the sum of what stands before it. Bound by
/// memory: a window is still in the cache the second time. One worker alone scans straight on.
/// </summary>
internal sealed class PrefixWork(Options options, int n) : Workload
{
    private const int Share = 1 << 16;

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
        if (pool.Workers == 1 || n <= Share)
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

    private static int WindowShares(int workers) => Math.Min(workers + 1, int.MaxValue / Share);

    private static int Shares(int length) => (length + Share - 1) / Share;

    private static void Accumulate(Span<long> sums)
    {
        for (int i = 1; i < sums.Length; i++)
            sums[i] += sums[i - 1];
    }

    private static Unit ByLambda(OwnedArray<long> data, int workers)
    {
        using var sums = OwnedArray.Pooled<long>(WindowShares(workers));
        using var scope = BorrowScope.Open();
        SliceMut<long> allSums = scope.BorrowMut(sums);
        long before = 0;
        foreach (SliceMut<long> window in scope.BorrowMut(data).Chunks(sums.Length * Share))
        {
            if (window.Length <= Share)
            {
                Kernels.Prefix(window.Span, before);
                break; // only the last window can be this short
            }
            SliceMut<long> windowSums = allSums[..(Shares(window.Length) - 1)];
            Sum(window[..(windowSums.Length * Share)], windowSums, new First(true, before));
            Accumulate(windowSums.Span);
            Scan(window[Share..], windowSums);
            before = window[^1];
        }
        return default;
    }

    /// <param name="part">Whole shares.</param>
    /// <param name="sums">One for each share.</param>
    /// <param name="first">Whether the window's first share is among them: it is scanned, not only summed.</param>
    private static void Sum(SliceMut<long> part, SliceMut<long> sums, First first)
    {
        if (sums.Length == 1)
        {
            sums[0] = first.IsHere ? Kernels.Prefix(part.Span, first.Before) : Kernels.Sum(part.AsReadOnly().Span);
            return;
        }
        var (leftSums, rightSums) = sums.Split();
        var (left, right) = part.SplitAt(leftSums.Length * Share);
        Fork.Join(left, leftSums, first, right, rightSums, default, static (part, sums, first) => Sum(part, sums, first));
    }

    private static void Scan(SliceMut<long> part, Slice<long> sums)
    {
        if (sums.Length == 1)
        {
            Kernels.Prefix(part.Span, sums[0]);
            return;
        }
        var (leftSums, rightSums) = sums.Split();
        var (left, right) = part.SplitAt(leftSums.Length * Share);
        Fork.Join(left, leftSums, right, rightSums, static (part, sums) => Scan(part, sums));
    }

    private static Unit ByBody(OwnedArray<long> data, int workers)
    {
        using var sums = OwnedArray.Pooled<long>(WindowShares(workers));
        long before = 0;
        for (int start = 0; start < data.Length;)
        {
            int length = Math.Min(sums.Length * Share, data.Length - start);
            var window = new Window(data, sums, start, before);
            int shares = Shares(length) - 1;
            Halving<SumLeaf, Window, Unit>.Start(window, Math.Max(shares, 1));
            using (var scope = BorrowScope.Open())
                Accumulate(scope.BorrowMut(sums, ..shares).Span);
            if (shares > 0)
                Halving<ScanLeaf, Window, Unit>.Start(window, shares);
            start += length;
            before = data[start - 1];
        }
        return default;
    }

    /// <summary>Sums one share; scans the window's first.</summary>
    private struct SumLeaf : ILeaf<Window, Unit>
    {
        public static int Grain => 1;

        public static Unit Run(Window state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            Span<long> sum = scope.BorrowMut(state.Sums, start..end).Span;
            sum[0] = start == 0
                ? Kernels.Prefix(scope.BorrowMut(state.Data, state.Elements(0)).Span, state.Before)
                : Kernels.Sum(scope.Borrow(state.Data, state.Elements(start)).Span);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }

    /// <summary>Scans one share after the first.</summary>
    private struct ScanLeaf : ILeaf<Window, Unit>
    {
        public static int Grain => 1;

        public static Unit Run(Window state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            long before = scope.Borrow(state.Sums, start..end).Span[0];
            Kernels.Prefix(scope.BorrowMut(state.Data, state.Elements(start + 1)).Span, before);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }

    /// <summary>The window from <paramref name="Start"/> on; <paramref name="Before"/> is the sum of all before it.</summary>
    private readonly record struct Window(OwnedArray<long> Data, OwnedArray<long> Sums, int Start, long Before)
    {
        public Range Elements(int share)
        {
            int first = Start + (share * Share);
            return first..(first + Math.Min(Share, Data.Length - first));
        }
    }

    private readonly record struct First(bool IsHere, long Before);
}
