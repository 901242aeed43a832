using ForkJoin;

namespace Compare;

/// <summary>The sum of doubles: a slice body, or slices and a static lambda.</summary>
internal sealed class SumWork : Workload
{
    private const int Grain = 4096;

    private readonly Options _options;
    private readonly OwnedArray<double> _data;

    public SumWork(Options options, int n)
    {
        _options = options;
        var data = new double[n];
        for (int i = 0; i < n; i++)
            data[i] = Kernels.SumInput(i);
        _data = OwnedArray.Of(data);
    }

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        return (long)Kernels.Sum(scope.Borrow(_data).Span);
    }

    public override long Parallel(ForkJoinPool pool) => (long)(_options.Lambda
        ? pool.Run(_data, static data =>
        {
            using var scope = BorrowScope.Open();
            return ByLambda(scope.Borrow(data));
        })
        : pool.Run(_data, static data => Start(data)));

    public override string Checksum(long value) => Stats.Text(value);

    private static double ByLambda(Slice<double> part)
    {
        if (part.Length <= Grain)
            return Kernels.Sum(part.Span);
        var (left, right) = part.Split();
        var (a, b) = Fork.Join(left, right, static half => ByLambda(half));
        return a + b;
    }

    /// <summary>A slice body is entered from a fork: the halves are two forks, and each borrows its own.</summary>
    private static double Start(OwnedArray<double> data)
    {
        var all = new IndexRange<OwnedArray<double>>(data, 0, data.Length);
        var (a, b) = Fork.Join<Half, IndexRange<OwnedArray<double>>, double>(all.LeftHalf(), all.RightHalf());
        return a + b;
    }

    /// <summary>One of the first two forks.</summary>
    private struct Half : IForkBody<IndexRange<OwnedArray<double>>, double>
    {
        public static double Invoke(IndexRange<OwnedArray<double>> range, ForkContext fork)
        {
            using var scope = BorrowScope.Open();
            return Body.Invoke(scope.Borrow(range.State, range.Start..range.End), fork);
        }
    }

    /// <summary>The sum as a body.</summary>
    private struct Body : ISliceBody<Slice<double>, double>
    {
        public static double Invoke(Slice<double> slice, ForkContext fork)
        {
            if (slice.Length <= Grain)
                return Kernels.Sum(slice.Span);
            var (left, right) = slice.Split();
            var (a, b) = fork.JoinSlices<Body, Slice<double>, double>(left, right);
            return a + b;
        }
    }
}

/// <summary>Two arrays of floats, as dot and saxpy use them.</summary>
internal readonly record struct FloatPair(OwnedArray<float> X, OwnedArray<float> Y)
{
    public static FloatPair Create(int n)
    {
        var pair = new FloatPair(OwnedArray.Create<float>(n, "x"), OwnedArray.Create<float>(n, "y"));
        pair.Fill(pair.X, 17, 8);
        pair.ResetY();
        return pair;
    }

    public void ResetY() => Fill(Y, 13, 5);

    private void Fill(OwnedArray<float> values, int modulus, int middle)
    {
        using var scope = BorrowScope.Open();
        Span<float> all = scope.BorrowMut(values).Span;
        for (int i = 0; i < X.Length; i++)
            all[i] = (i % modulus) - middle;
    }
}

/// <summary>The dot product of two arrays of floats.</summary>
internal sealed class DotWork(Options options, int n) : Workload
{
    private const int Grain = 4096;

    private readonly FloatPair _pair = FloatPair.Create(n);

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        return (long)Kernels.Dot(scope.Borrow(_pair.X).Span, scope.Borrow(_pair.Y).Span);
    }

    public override long Parallel(ForkJoinPool pool) => (long)(options.Lambda
        ? pool.Run(_pair, static pair =>
        {
            using var scope = BorrowScope.Open();
            return ByLambda(scope.Borrow(pair.X), scope.Borrow(pair.Y));
        })
        : pool.Run(_pair, static pair => Halving<Leaf, FloatPair, double>.Start(pair, pair.X.Length)));

    public override string Checksum(long value) => Stats.Text(value);

    private static double ByLambda(Slice<float> x, Slice<float> y)
    {
        if (x.Length <= Grain)
            return Kernels.Dot(x.Span, y.Span);
        var (leftX, rightX) = x.Split();
        var (leftY, rightY) = y.Split();
        var (a, b) = Fork.Join(leftX, leftY, rightX, rightY, static (x, y) => ByLambda(x, y));
        return a + b;
    }

    /// <summary>One leaf.</summary>
    private struct Leaf : ILeaf<FloatPair, double>
    {
        public static int Grain => 4 * DotWork.Grain;

        public static double Run(FloatPair state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            return Kernels.Dot(scope.Borrow(state.X, start..end).Span, scope.Borrow(state.Y, start..end).Span);
        }

        public static double Combine(double left, double right) => left + right;
    }
}

/// <summary>y = 2.5x + y: bound by memory.</summary>
internal sealed class SaxpyWork(Options options, int n) : Workload
{
    private const float Factor = 2.5f;

    private readonly FloatPair _pair = FloatPair.Create(n);

    public override void Reset() => _pair.ResetY();

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Kernels.Saxpy(Factor, scope.Borrow(_pair.X).Span, scope.BorrowMut(_pair.Y).Span);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        using var scope = BorrowScope.Open();
        Slice<float> x = scope.Borrow(_pair.X);
        SliceMut<float> y = scope.BorrowMut(_pair.Y);
        var inPool = new LoopOptions { Pool = pool };
        if (options.Lambda)
            ForkJoin.Parallel.ForEachChunk(x, y, static (x, y, _) => Kernels.Saxpy(Factor, x, y), inPool);
        else
            ForkJoin.Parallel.ForEachChunk(x, y, new Body(), inPool);
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_pair.Y).Span, 2));
    }

    private readonly struct Body : IZipBody<float, float>
    {
        public void Invoke(ReadOnlySpan<float> source, Span<float> target, int offset) => Kernels.Saxpy(Factor, source, target);
    }
}
