using ForkJoin;

namespace Compare;

/// <summary>
/// C += AB by quadrants down to tiles of 64 × 64: four forks, each two recursive calls in turn. Each leaf borrows its own tile of C;
/// A and B are lent to all for reading.
/// </summary>
internal sealed class MatmulWork : Workload
{
    private const int Tile = Kernels.TileSide;

    private readonly Options _options;
    private readonly Matrices _all;

    public MatmulWork(Options options, int n)
    {
        _options = options;
        float[] a = new float[n * n], b = new float[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[(i * n) + j] = (((i * 7) + (j * 3)) % 13) - 6;
                b[(i * n) + j] = (((i * 5) + (j * 11)) % 17) - 8;
            }
        }
        _all = new Matrices(OwnedArray.Create<float>(n * n, "c"), OwnedArray.Of(a), OwnedArray.Of(b), n);
    }

    public override void Reset()
    {
        using var scope = BorrowScope.Open();
        scope.BorrowMut(_all.C).Span.Clear();
    }

    public override long Serial()
    {
        using var scope = BorrowScope.Open();
        Multiply(new Product(_all, 0, 0, 0, _all.Side), scope.BorrowMut(_all.C).Span, scope.Borrow(_all.A).Span, scope.Borrow(_all.B).Span);
        return 0;
    }

    public override long Parallel(ForkJoinPool pool)
    {
        var whole = new Product(_all, 0, 0, 0, _all.Side);
        if (_options.Lambda)
            pool.Run(whole, static whole => ByLambda(whole));
        else if (whole.IsTile)
            pool.Run(whole, static whole => MultiplyTile(whole));
        else
            pool.Run(whole, static whole => Fork.Join<HalfBody, Half, Unit>(new(whole, 0), new(whole, 2)));
        return 0;
    }

    public override string Checksum(long value)
    {
        using var scope = BorrowScope.Open();
        return Stats.Hex(Kernels.Digest(scope.Borrow(_all.C).Span, 1));
    }

    private static void Multiply(Product product, Span<float> c, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (product.IsTile)
        {
            for (int i = 0; i < Tile; i++)
                Kernels.MultiplyRow(c[product.RowOfC(i)], a[product.RowOfA(i)], b[product.TileOfB..], product.All.Side);
            return;
        }
        for (int q = 0; q < 4; q++)
        {
            Multiply(product.Quadrant(q, second: false), c, a, b);
            Multiply(product.Quadrant(q, second: true), c, a, b);
        }
    }

    private static Unit MultiplyTile(Product product)
    {
        using var scope = BorrowScope.Open();
        ReadOnlySpan<float> a = scope.Borrow(product.All.A).Span, b = scope.Borrow(product.All.B).Span;
        TileMut<float> c = scope.BorrowTileMut(product.All.C, product.All.Side, product.RowsOfC, product.ColumnsOfC);
        for (int i = 0; i < Tile; i++)
            Kernels.MultiplyRow(c.Row(i), a[product.RowOfA(i)], b[product.TileOfB..], product.All.Side);
        return default;
    }

    private static Unit ByLambda(Product product)
    {
        if (product.IsTile)
            return MultiplyTile(product);
        Fork.Join(new Half(product, 0), new Half(product, 2), static half =>
            Fork.Join(half, half with { First = half.First + 1 }, static one =>
            {
                ByLambda(one.Of.Quadrant(one.First, second: false));
                ByLambda(one.Of.Quadrant(one.First, second: true));
            }));
        return default;
    }

    /// <summary>Two quadrants as a body.</summary>
    private struct HalfBody : IForkBody<Half, Unit>
    {
        public static Unit Invoke(Half half, ForkContext fork)
        {
            fork.Join<QuadrantBody, Half, Unit>(half, half with { First = half.First + 1 });
            return default;
        }
    }

    /// <summary>One quadrant as a body.</summary>
    private struct QuadrantBody : IForkBody<Half, Unit>
    {
        public static Unit Invoke(Half one, ForkContext fork)
        {
            Run(one.Of.Quadrant(one.First, second: false), fork);
            Run(one.Of.Quadrant(one.First, second: true), fork);
            return default;
        }

        private static void Run(Product product, ForkContext fork)
        {
            if (product.IsTile)
                MultiplyTile(product);
            else
                fork.Join<HalfBody, Half, Unit>(new(product, 0), new(product, 2));
        }
    }

    private sealed record Matrices(OwnedArray<float> C, OwnedArray<float> A, OwnedArray<float> B, int Side);

    /// <summary>C[Row.., Column..] += A[Row.., Inner..] × B[Inner.., Column..], all of this size.</summary>
    private readonly record struct Product(Matrices All, int Row, int Inner, int Column, int Size)
    {
        public bool IsTile => Size == Tile;

        public int TileOfB => (Inner * All.Side) + Column;

        public Range RowsOfC => Row..(Row + Size);

        public Range ColumnsOfC => Column..(Column + Size);

        public Range RowOfC(int i) => Cells(((Row + i) * All.Side) + Column);

        public Range RowOfA(int i) => Cells(((Row + i) * All.Side) + Inner);

        public Product Quadrant(int q, bool second)
        {
            int half = Size / 2;
            return new Product(All, Row + ((q >> 1) * half), Inner + (second ? half : 0), Column + ((q & 1) * half), half);
        }

        private static Range Cells(int start) => start..(start + Tile);
    }

    /// <summary>Quadrants of a product, from <paramref name="First"/> on.</summary>
    private readonly record struct Half(Product Of, int First);
}
