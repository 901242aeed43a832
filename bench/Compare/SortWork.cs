using ForkJoin;

namespace Compare;

/// <summary>Random integers to be sorted, the same for both sorts.</summary>
internal abstract class SortingWorkload : Workload
{
    private readonly int[] _source;

    protected SortingWorkload(int n)
    {
        _source = new int[n];
        ulong x = 42;
        for (int i = 0; i < n; i++)
        {
            x = Kernels.XorShift(x);
            _source[i] = (int)(x >> 32);
        }
        Data = OwnedArray.Create<int>(n);
    }

    protected OwnedArray<int> Data { get; }

    public sealed override void Reset() => Data.CopyFrom(_source);

    public sealed override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(Data).Span));
    }
}

/// <summary>The best sort that slices allow; serially the base library's.</summary>
internal sealed class SortWork(int n) : SortingWorkload(n)
{
    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        scope.BorrowMut(Data).Span.Sort();
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        pool.Run((Data, pool.Workers), static sort =>
        {
            using var scope = BorrowScope.Open();
            Sorting.Sort(scope.BorrowMut(sort.Data), sort.Workers);
            return default(Unit);
        });
        return 0;
    }
}

/// <summary>Quicksort by hand, the same in every system: one partition, then both sides as forks.</summary>
internal sealed class DcSortWork(Options options, int n) : SortingWorkload(n)
{
    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Kernels.DcSort(scope.BorrowMut(Data).Span);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        if (options.Lambda)
        {
            pool.Run(Data, static data =>
            {
                using var scope = BorrowScope.Open();
                ByLambda(scope.BorrowMut(data));
                return default(Unit);
            });
        }
        else
        {
            pool.Run(Data, static data => Start(data));
        }
        return 0;
    }

    private static void ByLambda(SliceMut<int> part)
    {
        if (part.Length <= Kernels.SortCut)
        {
            part.Span.Sort();
            return;
        }
        var (left, right) = part.SplitAt(Kernels.Partition(part.Span));
        Fork.Join(left, right, static half => ByLambda(half));
    }

    /// <summary>A slice body is entered from a fork: the first two parts are two forks, and each borrows its own.</summary>
    private static Unit Start(OwnedArray<int> data)
    {
        int split;
        using (var scope = BorrowScope.Open())
        {
            Span<int> all = scope.BorrowMut(data).Span;
            if (all.Length <= Kernels.SortCut)
            {
                all.Sort();
                return default;
            }
            split = Kernels.Partition(all);
        }
        Fork.Join<Part, IndexRange<OwnedArray<int>>, Unit>(new(data, 0, split), new(data, split, data.Length));
        return default;
    }

    /// <summary>One of the first two forks.</summary>
    private struct Part : IForkBody<IndexRange<OwnedArray<int>>, Unit>
    {
        public static Unit Invoke(IndexRange<OwnedArray<int>> range, ForkContext fork)
        {
            using var scope = BorrowScope.Open();
            return Body.Invoke(scope.BorrowMut(range.State, range.Start..range.End), fork);
        }
    }

    /// <summary>Quicksort as a body.</summary>
    private struct Body : ISliceBody<SliceMut<int>, Unit>
    {
        public static Unit Invoke(SliceMut<int> slice, ForkContext fork)
        {
            if (slice.Length <= Kernels.SortCut)
            {
                slice.Span.Sort();
                return default;
            }
            var (left, right) = slice.SplitAt(Kernels.Partition(slice.Span));
            fork.JoinSlices<Body, SliceMut<int>, Unit>(left, right);
            return default;
        }
    }
}
