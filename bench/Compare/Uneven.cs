using ForkJoin;

namespace Compare;

/// <summary>out[i] = xorshift i times from i + 1: the work grows along the array.</summary>
internal sealed class SkewWork(Options options, int n) : Workload
{
    private const int Grain = 16;

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
        if (options.Lambda)
        {
            pool.Run(_out, static data =>
            {
                using var scope = BorrowScope.Open();
                ByLambda(scope.BorrowMut(data), 0);
                return default(Unit);
            });
        }
        else
        {
            pool.Run(_out, static data => Halving<Leaf, OwnedArray<ulong>, Unit>.Start(data, data.Length));
        }
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

    private static void ByLambda(SliceMut<ulong> part, int first)
    {
        if (part.Length <= Grain)
        {
            Each(part.Span, first);
            return;
        }
        var (left, right) = part.Split();
        Fork.Join(left, first, right, first + left.Length, static (part, first) => ByLambda(part, first));
    }

    /// <summary>One leaf.</summary>
    private struct Leaf : ILeaf<OwnedArray<ulong>, Unit>
    {
        public static int Grain => SkewWork.Grain;

        public static Unit Run(OwnedArray<ulong> state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            Each(scope.BorrowMut(state, start..end).Span, start);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
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
        var image = new Image(_image, n);
        if (n == 0)
            return 0;
        if (options.Lambda)
        {
            pool.Run(image, static image =>
            {
                using var scope = BorrowScope.Open();
                ByLambda(scope.BorrowMut(image.Pixels), new Rows(image.Side, 0));
                return default(Unit);
            });
        }
        else
        {
            pool.Run(image, static image => Halving<Leaf, Image, Unit>.Start(image, image.Side));
        }
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_image).Span));
    }

    private static void ByLambda(SliceMut<int> part, Rows rows)
    {
        int count = part.Length / rows.Side;
        if (count == 1)
        {
            Kernels.MandelRow(part.Span, rows.Side, rows.First);
            return;
        }
        int above = count / 2;
        var (left, right) = part.SplitAt(above * rows.Side);
        Fork.Join(left, rows, right, rows with { First = rows.First + above }, static (part, rows) => ByLambda(part, rows));
    }

    /// <summary>One row.</summary>
    private struct Leaf : ILeaf<Image, Unit>
    {
        public static int Grain => 1;

        public static Unit Run(Image state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            Kernels.MandelRow(scope.BorrowMut(state.Pixels, (start * state.Side)..(end * state.Side)).Span, state.Side, start);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }

    private readonly record struct Image(OwnedArray<int> Pixels, int Side);

    /// <summary>Rows of an image of this side, from <paramref name="First"/> on.</summary>
    private readonly record struct Rows(int Side, int First);
}
