using System.Diagnostics;
using ForkJoin;

namespace Compare;

/// <summary>
/// Tiny inputs from outside: a sum by halves down to single elements, called again and again from the main thread. Serial is the same
/// recursion with calls for forks. One line a length.
/// </summary>
internal static class Tiny
{
    private static readonly int[] s_lengths = [16, 64, 256, 1000];

    public static void Measure(Measuring measuring)
    {
        int[] lengths = measuring.Options.Size is { } size ? [size] : s_lengths;
        var data = new int[lengths.Max()];
        for (int i = 0; i < data.Length; i++)
            data[i] = i;
        foreach (int n in lengths)
        {
            var all = new Part(data, 0, n);
            int calls = 2_000_000 / n;
            Func<Part, ForkJoinPool, long> parallel = measuring.Options.Lambda
                ? static (all, pool) => pool.Run(all, static all => ByLambda(all))
                : static (all, pool) => pool.Run(all, static all => Fork.Join<Body, Part, long>(all.LeftHalf(), all.RightHalf()) is var (a, b) ? a + b : 0);
            Measuring.Repeat(() => Serial(all), 400);
            Measuring.Repeat(() => parallel(all, measuring.Pool), 400);
            var serialNs = new double[measuring.Options.Reps];
            var parallelNs = new double[measuring.Options.Reps];
            long serial = 0, sum = 0, steals = measuring.Pool.Statistics.Steals, before = 0;
            for (int r = -1; r < measuring.Options.Reps; r++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < calls; k++)
                    serial = Serial(all);
                double serialTime = Stats.Since(start) / calls;
                if (r == 0)
                    before = GC.GetTotalAllocatedBytes(precise: true);
                start = Stopwatch.GetTimestamp();
                for (int k = 0; k < calls; k++)
                    sum = parallel(all, measuring.Pool);
                double parallelTime = Stats.Since(start) / calls;
                if (r < 0)
                    continue;
                serialNs[r] = serialTime;
                parallelNs[r] = parallelTime;
            }
            double bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            measuring.Emit(
                $"{measuring.Options.Bench}-{Stats.Text(n)}", Stats.Median(serialNs), parallelNs, Stats.Text(sum), Stats.Text(serial),
                $"{Stats.Member("n", n)},{Stats.Member("calls", calls)},{Stats.Member("alloc_bytes", bytes)},"
                + Stats.Member("steals", measuring.Pool.Statistics.Steals - steals));
        }
    }

    private static long Serial(Part all) => all.IsOne ? all.Only : Serial(all.LeftHalf()) + Serial(all.RightHalf());

    private static long ByLambda(Part all)
    {
        if (all.IsOne)
            return all.Only;
        var (a, b) = Fork.Join(all.LeftHalf(), all.RightHalf(), static half => ByLambda(half));
        return a + b;
    }

    /// <summary>Part of an array as a body.</summary>
    private struct Body : IForkBody<Part, long>
    {
        public static long Invoke(Part all, ForkContext fork)
        {
            if (all.IsOne)
                return all.Only;
            var (a, b) = fork.Join<Body, Part, long>(all.LeftHalf(), all.RightHalf());
            return a + b;
        }
    }

    /// <summary>The elements [Start, End).</summary>
    private readonly record struct Part(int[] Data, int Start, int End)
    {
        public bool IsOne => End - Start == 1;

        public int Only => Data[Start];

        public Part LeftHalf() => this with { End = (Start + End) / 2 };

        public Part RightHalf() => this with { Start = (Start + End) / 2 };
    }
}
