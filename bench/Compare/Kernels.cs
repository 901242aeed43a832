using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compare;

/// <summary>
/// The serial kernels, out of line, so that serial and parallel runs execute the same code: the same naive loops as every peer's, and by hand
/// with vectors where the peers' compilers vectorise them and the JIT does not (fill, saxpy, the rows of matmul).
/// Chunks know where they stand in the whole by the index of their first element.
/// </summary>
internal static class Kernels
{
    public const int SortCut = 2048;
    public const int TileSide = 64;
    public const ulong UtsRoot = 8;

    private const ulong Knuth = 2654435761;

    public static ulong XorShift(ulong x)
    {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        return x;
    }

    public static ulong Digest(ReadOnlySpan<int> values)
    {
        ulong h = 0;
        foreach (int v in values)
            h = (h * 31) + (ulong)(long)v;
        return h;
    }

    public static ulong Digest(ReadOnlySpan<long> values)
    {
        ulong h = 0;
        foreach (long v in values)
            h = (h * 31) + (ulong)v;
        return h;
    }

    public static ulong Digest(ReadOnlySpan<ulong> values)
    {
        ulong h = 0;
        foreach (ulong v in values)
            h = (h * 31) + v;
        return h;
    }

    /// <summary>Of each element times <paramref name="scale"/>, as integers.</summary>
    public static ulong Digest(ReadOnlySpan<float> values, float scale)
    {
        ulong h = 0;
        foreach (float v in values)
            h = (h * 31) + (ulong)(long)(v * scale);
        return h;
    }

    public static double SumInput(int i) => (((ulong)i * Knuth) >> 7) & 1023;

    public static long PrefixInput(int i) => (long)((((ulong)i * Knuth) >> 9) & 255) - 128;

    public static long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fill(Span<int> part, int first)
    {
        Span<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(part);
        Vector<int> next = (Vector.CreateSequence(first, 1) * 3) + Vector<int>.One;
        Vector<int> step = Vector.Create(3 * Vector<int>.Count);
        foreach (ref Vector<int> vector in vectors)
        {
            vector = next;
            next += step;
        }
        for (int i = vectors.Length * Vector<int>.Count; i < part.Length; i++)
            part[i] = ((first + i) * 3) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Sum(ReadOnlySpan<double> part)
    {
        double sum = 0;
        for (int i = 0; i < part.Length; i++)
            sum += part[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Sum(ReadOnlySpan<long> part)
    {
        long sum = 0;
        for (int i = 0; i < part.Length; i++)
            sum += part[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Saxpy(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..x.Length];
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(x);
        Span<Vector<float>> ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int i = 0; i < xs.Length; i++)
            ys[i] += a * xs[i];
        for (int i = xs.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] += a * x[i];
    }

    /// <summary>In place; returns the sum of everything up to the end of the part.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Prefix(Span<long> part, long before)
    {
        long sum = before;
        for (int i = 0; i < part.Length; i++)
        {
            sum += part[i];
            part[i] = sum;
        }
        return sum;
    }

    /// <summary>Hoare's, around the median of first, middle and last. Both parts are non-empty.</summary>
    public static int Partition(Span<int> x)
    {
        int a = x[0], b = x[x.Length / 2], c = x[^1];
        int pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        for (int i = -1, j = x.Length; ;)
        {
            do i++; while (x[i] < pivot);
            do j--; while (x[j] > pivot);
            if (i >= j)
                return j + 1 == x.Length ? j : j + 1;
            (x[i], x[j]) = (x[j], x[i]);
        }
    }

    public static void DcSort(Span<int> x)
    {
        if (x.Length <= SortCut)
        {
            x.Sort();
            return;
        }
        int split = Partition(x);
        DcSort(x[..split]);
        DcSort(x[split..]);
    }

    public static long Queens(int n, int row, uint columns, uint left, uint right)
    {
        if (row == n)
            return 1;
        long count = 0;
        for (uint free = ((1u << n) - 1) & ~(columns | left | right); free != 0; free &= free - 1)
        {
            uint queen = free & (0 - free);
            count += Queens(n, row + 1, columns | queen, (left | queen) << 1, (right | queen) >> 1);
        }
        return count;
    }

    /// <summary>One row of a tile, 64 elements wide: c += (row of a) × (tile of b). Rows of b lie <paramref name="pitch"/> apart.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MultiplyRow(Span<float> c, ReadOnlySpan<float> a, ReadOnlySpan<float> b, int pitch)
    {
        Span<Vector512<float>> sums = MemoryMarshal.Cast<float, Vector512<float>>(c);
        ReadOnlySpan<Vector512<float>> rows = MemoryMarshal.Cast<float, Vector512<float>>(b);
        int step = pitch / Vector512<float>.Count;
        // The row of c stays in registers while k runs, as it does in what gcc and LLVM make of the naive loops.
        Vector512<float> c0 = sums[0], c1 = sums[1], c2 = sums[2], c3 = sums[3];
        for (int k = 0; k < a.Length; k++)
        {
            Vector512<float> t = Vector512.Create(a[k]);
            ReadOnlySpan<Vector512<float>> row = rows.Slice(k * step, TileSide / 16);
            c0 += t * row[0];
            c1 += t * row[1];
            c2 += t * row[2];
            c3 += t * row[3];
        }
        (sums[0], sums[1], sums[2], sums[3]) = (c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UtsChild(ulong node, ulong i)
    {
        ulong x = node + ((i + 1) * 0x9e3779b97f4a7c15);
        x ^= x >> 30;
        x *= 0xbf58476d1ce4e5b9;
        x ^= x >> 27;
        x *= 0x94d049bb133111eb;
        x ^= x >> 31;
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool UtsIsInner(ulong node) => (node & 0xFFFFF) < 261900;

    public static long Uts(ulong node)
    {
        long count = 1;
        if (UtsIsInner(node))
        {
            for (uint i = 0; i < 4; i++)
                count += Uts(UtsChild(node, i));
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Skew(int i)
    {
        ulong x = (ulong)i + 1;
        for (int k = 0; k < i; k++)
            x = XorShift(x);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MandelRow(Span<int> row, int height, int y)
    {
        double dx = 2.5 / row.Length, dy = 2.5 / height, cy = -1.25 + (y * dy);
        for (int px = 0; px < row.Length; px++)
        {
            double cx = -2.0 + (px * dx), zr = 0, zi = 0;
            int steps = 0;
            while (steps < 200)
            {
                double r2 = zr * zr, i2 = zi * zi;
                if (r2 + i2 > 4.0)
                    break;
                zi = (2.0 * zr * zi) + cy;
                zr = r2 - i2 + cx;
                steps++;
            }
            row[px] = steps;
        }
    }

    /// <summary>About a microsecond.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Spin(ulong x)
    {
        for (int k = 0; k < 700; k++)
            x = XorShift(x);
        return x;
    }
}
