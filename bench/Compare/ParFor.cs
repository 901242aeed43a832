using System.Diagnostics;
using ForkJoin;

namespace Compare;

/// <summary>
/// What one parallel loop call costs, by length. parfor enters the pool for each call; parforin makes the calls inside one entry.
/// Times are of one call; alloc_bytes are of a run, all its calls together.
/// </summary>
internal static class ParFor
{
    private static readonly int[] s_lengths = [1, 16, 256, 4096, 65536, 1048576];

    public static void Measure(Measuring measuring, bool inside)
    {
        int[] lengths = measuring.Options.Size is { } size ? [size] : s_lengths;
        var warm = new int[5000];
        Measuring.Repeat(() => Serial(warm, 1), 100);
        var serial = new (double Ns, string Checksum)[lengths.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            int calls = Calls(lengths[i], inside);
            var data = new int[lengths[i]];
            double[] ns = Time(measuring.Options.Reps, data, d => Serial(d, calls), out _);
            serial[i] = (Stats.Median(ns) / calls, Checksum(data));
        }
        Measuring.Repeat(() => Parallel(measuring, warm, 10, inside));
        for (int i = 0; i < lengths.Length; i++)
        {
            int n = lengths[i], calls = Calls(n, inside);
            var data = new int[n];
            double[] ns = Time(measuring.Options.Reps, data, d => Parallel(measuring, d, calls, inside), out double bytes);
            measuring.Emit(
                $"{measuring.Options.Bench}-{Stats.Text(n)}", serial[i].Ns, [.. ns.Select(t => t / calls)], Checksum(data), serial[i].Checksum,
                $"{Stats.Member("n", n)},{Stats.Member("calls", calls)},{Stats.Member("alloc_bytes", bytes)}");
        }
    }

    private static int Calls(int length, bool inside) =>
        Math.Min(inside ? 100_000 : 2000, Math.Max(8, 8_388_608 / Math.Max(length, 1)));

    /// <summary>Two untimed repetitions first; the array is cleared before each, so the last one's result is what is checked.</summary>
    private static double[] Time(int reps, int[] data, Action<int[]> run, out double bytes)
    {
        var ns = new double[reps];
        var allocated = new double[reps];
        for (int r = -2; r < reps; r++)
        {
            Array.Clear(data);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            run(data);
            double elapsed = Stats.Since(start);
            long after = GC.GetTotalAllocatedBytes(precise: true);
            if (r < 0)
                continue;
            ns[r] = elapsed;
            allocated[r] = after - before;
        }
        bytes = Stats.Median(allocated);
        return ns;
    }

    private static void Serial(int[] data, int calls)
    {
        for (int k = 0; k < calls; k++)
            Kernels.Fill(data, 0);
    }

    private static void Parallel(Measuring measuring, int[] data, int calls, bool inside)
    {
        bool lambda = measuring.Options.Lambda;
        if (inside)
        {
            measuring.Pool.Run((data, calls, lambda), static all =>
            {
                for (int k = 0; k < all.calls; k++)
                    Fill(all.data, default, all.lambda);
                return default(Unit);
            });
            return;
        }
        var options = new LoopOptions { Pool = measuring.Pool };
        for (int k = 0; k < calls; k++)
            Fill(data, options, lambda);
    }

    private static void Fill(int[] data, LoopOptions options, bool lambda)
    {
        if (lambda)
            Fills.ByLambda(data, options);
        else
            Fills.ByBody(data, options);
    }

    private static string Checksum(int[] data) => Stats.Hex(Kernels.Digest(data));
}
