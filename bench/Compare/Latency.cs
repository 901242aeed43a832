using System.Diagnostics;
using ForkJoin;

namespace Compare;

/// <summary>How long one small fork-join takes that finds everybody asleep: 1 ms of sleep, then two tasks of a microsecond each.</summary>
internal static class Latency
{
    private const int Untimed = 50;

    public static void Measure(Measuring measuring)
    {
        int n = measuring.Size(1000);
        Measuring.Repeat(() => Kernels.Spin(1), 100);
        double[] serial = Time(n, static (_, x) => (Kernels.Spin(x), 0, Kernels.Spin(x + 1), 0), measuring, out ulong expected, out _, out _);
        Func<Measuring, ulong, (ulong, int, ulong, int)> pair = measuring.Options.Lambda ? ByLambda : ByBody;
        Measuring.Repeat(() => pair(measuring, 1), 200);
        double[] parallel = Time(n, pair, measuring, out ulong digest, out int inParallel, out double bytes);
        measuring.Emit(
            measuring.Options.Bench, Stats.Median(serial), parallel, Stats.Hex(digest), Stats.Hex(expected),
            $"{Stats.Member("n", n)},{Stats.Member("p99_ns", Stats.Percentile99(parallel))},{Stats.Member("serial_p99_ns", Stats.Percentile99(serial))},"
            + $"{Stats.Member("par_frac", (double)inParallel / n)},{Stats.Member("alloc_bytes", bytes)}");
    }

    private static double[] Time(
        int n, Func<Measuring, ulong, (ulong Left, int LeftThread, ulong Right, int RightThread)> pair, Measuring measuring,
        out ulong digest, out int inParallel, out double bytes)
    {
        var ns = new double[n];
        long before = 0;
        digest = 0;
        inParallel = 0;
        for (int k = -Untimed; k < n; k++)
        {
            if (k == 0)
                before = GC.GetTotalAllocatedBytes(precise: true);
            Thread.Sleep(1);
            ulong seed = 1 + (2 * (ulong)(k + Untimed));
            long start = Stopwatch.GetTimestamp();
            var result = pair(measuring, seed);
            double elapsed = Stats.Since(start);
            digest = (digest * 31) + (result.Left * 31) + result.Right;
            if (k < 0)
                continue;
            ns[k] = elapsed;
            if (result.LeftThread != result.RightThread)
                inParallel++;
        }
        bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        return ns;
    }

    private static (ulong, int, ulong, int) ByLambda(Measuring measuring, ulong seed) => measuring.Pool.Run(seed, static seed =>
        Fork.Join(seed, seed + 1, static x => (Kernels.Spin(x), Environment.CurrentManagedThreadId)) is var (left, right)
            ? (left.Item1, left.Item2, right.Item1, right.Item2)
            : default);

    private static (ulong, int, ulong, int) ByBody(Measuring measuring, ulong seed) => measuring.Pool.Run(seed, static seed =>
        Fork.Join<Task, ulong, (ulong, int)>(seed, seed + 1) is var (left, right)
            ? (left.Item1, left.Item2, right.Item1, right.Item2)
            : default);

    /// <summary>One of the two tasks as a body.</summary>
    private struct Task : IForkBody<ulong, (ulong, int)>
    {
        public static (ulong, int) Invoke(ulong seed, ForkContext fork) => (Kernels.Spin(seed), Environment.CurrentManagedThreadId);
    }
}

/// <summary>The processor time that the process uses while there is nothing to do, right after a parallel job has ended.</summary>
internal static class Idle
{
    private const int Queens = 10;

    public static void Measure(Measuring measuring)
    {
        int ms = measuring.Size(2000);
        for (int k = 0; k < 100; k++)
            Kernels.Queens(8, 0, 0, 0, 0);
        Thread.Sleep(300);
        double baseNs = Nap(ms);
        var work = new QueensWork(measuring.Options, Queens);
        string expected = work.Checksum(work.Serial());
        for (int k = 0; k < 20; k++)
        {
            work.Parallel(measuring.Pool);
            Thread.Sleep(100);
        }
        Thread.Sleep(500);
        var idleNs = new double[Math.Min(measuring.Options.Reps, 3)];
        var bytes = new double[idleNs.Length];
        string checksum = expected;
        for (int k = 0; k < idleNs.Length; k++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long count = work.Parallel(measuring.Pool);
            bytes[k] = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (work.Checksum(count) != expected)
                checksum = work.Checksum(count);
            idleNs[k] = Nap(ms);
        }
        measuring.Emit(
            measuring.Options.Bench, baseNs, idleNs, checksum, expected,
            $"{Stats.Member("n", ms)},{Stats.Member("idle_pct", Stats.Median(idleNs) / (ms * 1e4))},{Stats.Member("base_pct", baseNs / (ms * 1e4))},"
            + Stats.Member("alloc_bytes", Stats.Median(bytes)));
    }

    private static double Nap(int ms)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(ms);
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds;
    }
}
