using ForkJoin;

namespace Compare;

/// <summary>out[i] = xorshift i times from i + 1: the work grows along the array.</summary>
internal sealed class SkewWork(Options options, int n) : Workload
{
    private readonly OwnedArray<ulong> _out = OwnedArray.Create<ulong>(n);

    public override void Reset()
    {
        using var scope = BorrowScope.Open();
        scope.BorrowMut(_out).Span.Clear();
    }

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Each(scope.BorrowMut(_out).Span, 0);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        using var scope = BorrowScope.Open();
        SliceMut<ulong> all = scope.BorrowMut(_out);
        var inPool = new LoopOptions { Pool = pool };
        if (options.Lambda)
            ForkJoin.Parallel.ForEachChunk(all, static (part, first) => Each(part, first), inPool);
        else
            ForkJoin.Parallel.ForEachChunk(all, new Body(), inPool);
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_out).Span));
    }

    private static void Each(Span<ulong> part, int first)
    {
        for (int i = 0; i < part.Length; i++)
            part[i] = Kernels.Skew(first + i);
    }

    private readonly struct Body : IChunkBody<ulong>
    {
        public void Invoke(Span<ulong> chunk, int offset) => Each(chunk, offset);
    }
}

/// <summary>The Mandelbrot set, n × n, by rows: their work differs by orders of magnitude.</summary>
internal sealed class MandelWork(Options options, int n) : Workload
{
    private readonly OwnedArray<int> _image = OwnedArray.Create<int>(n * n);

    public override void Reset()
    {
        using var scope = BorrowScope.Open();
        scope.BorrowMut(_image).Span.Clear();
    }

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Span<int> image = scope.BorrowMut(_image).Span;
        for (int y = 0; y < n; y++)
            Kernels.MandelRow(image.Slice(y * n, n), n, y);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        if (n == 0)
            return 0;
        using var scope = BorrowScope.Open();
        SliceMut<int> all = scope.BorrowMut(_image);
        var byRows = new LoopOptions { Pool = pool, MinChunk = n };
        if (options.Lambda)
        {
            int side = n;
            ForkJoin.Parallel.ForEachChunk(all, (part, first) => Rows(part, first, side), byRows);
        }
        else
        {
            ForkJoin.Parallel.ForEachChunk(all, new Body(n), byRows);
        }
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_image).Span));
    }

    /// <summary>Chunks are whole rows: their smallest size is one.</summary>
    private static void Rows(Span<int> part, int first, int side)
    {
        for (int at = 0; at < part.Length; at += side)
            Kernels.MandelRow(part.Slice(at, side), side, (first + at) / side);
    }

    private readonly struct Body(int side) : IChunkBody<int>
    {
        public void Invoke(Span<int> chunk, int offset) => Rows(chunk, offset, side);
    }
}
