using System.Diagnostics;
using System.Globalization;
using ForkJoin;

namespace Compare;

/// <summary>A workload at one size: the same task serially and in parallel, on the same data.</summary>
internal abstract class Workload
{
    /// <summary>Puts the data back as it was. Outside the clock.</summary>
    public virtual void Reset()
    {
    }

    public abstract long Serial();

    /// <summary>Called on the main thread, outside the pool.</summary>
    public abstract long Parallel(ForkJoinPool pool);

    /// <summary>What both must agree on, from the value they returned or from the data.</summary>
    public abstract string Checksum(long value);

    /// <summary>More JSON members for this bench, beginning with a comma.</summary>
    public virtual string Extra(double parallelNs, double serialNs) => string.Empty;
}

/// <summary>
/// Warms up, times and reports. Serial is measured before there is a pool. Before a clock starts, every method involved must
/// have reached tier 1: many calls at a small size with pauses for the background compiler, then 0.8 s at the measured size.
/// </summary>
internal sealed class Measuring(Options options)
{
    private const int Rounds = 10;
    private const int CallsARound = 40;
    private const int CompilerPauseMs = 130;

    private ForkJoinPool? _pool;

    public Options Options => options;

    public bool Failed { get; private set; }

    /// <summary>The pool of N workers, the main thread being one of them whenever it is inside.</summary>
    public ForkJoinPool Pool => _pool ??= new ForkJoinPool(options.Threads);

    public int Size(int standard) => options.Size ?? standard;

    public void Run(Func<int, Workload> make, int small, int size)
    {
        int n = Size(size);
        Workload work = make(n);
        Warm(make(small), pool: null);
        string expected = Settle(work, pool: null);
        double[] serial = Time(work, pool: null, expected, out _);
        Warm(make(small), Pool);
        Settle(work, Pool);
        ForkJoinPoolStatistics before = Pool.Statistics;
        double[] parallel = Time(work, Pool, expected, out Allocations allocated);
        ForkJoinPoolStatistics after = Pool.Statistics;
        double reps = options.Reps;
        Emit(
            options.Bench, Stats.Median(serial), parallel, allocated.Checksum, expected,
            $"{Stats.Member("n", n)},{Stats.Member("alloc_bytes", allocated.Median)},"
            + $"{Stats.Member("publications", (after.Publications - before.Publications) / reps)},{Stats.Member("steals", (after.Steals - before.Steals) / reps)}{work.Extra(Stats.Median(parallel), Stats.Median(serial))}");
    }

    /// <summary>Repeats a call in rounds, until whatever it calls is compiled for good.</summary>
    public static void Repeat(Action call, int callsARound = CallsARound)
    {
        for (int round = 0; round < Rounds; round++)
        {
            for (int k = 0; k < callsARound; k++)
                call();
            Thread.Sleep(CompilerPauseMs);
        }
    }

    public void Emit(string bench, double serialNs, double[] parallelNs, string checksum, string expected, string extra)
    {
        bool ok = checksum == expected;
        Failed |= !ok;
        string peer = options.Lambda ? "forkjoin-lambda" : "forkjoin";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"peer":"{{peer}}","bench":"{{bench}}","threads":{{options.Threads}},"serial_ns":{{serialNs:F1}},"median_ns":{{Stats.Median(parallelNs):F1}},"min_ns":{{parallelNs.Min():F1}},"checksum":"{{checksum}}","extra":{"ok":{{(ok ? "true" : "false")}},"reps":{{options.Reps}},{{extra}}""") + "}}");
    }

    private static long Once(Workload work, ForkJoinPool? pool) => pool is null ? work.Serial() : work.Parallel(pool);

    private static void Warm(Workload work, ForkJoinPool? pool) => Repeat(() =>
    {
        work.Reset();
        work.Checksum(Once(work, pool));
    });

    private static string Settle(Workload work, ForkJoinPool? pool)
    {
        string checksum = string.Empty;
        long start = Stopwatch.GetTimestamp();
        for (int k = 0; k < 2 || Stopwatch.GetElapsedTime(start).TotalSeconds < 0.8; k++)
        {
            work.Reset();
            checksum = work.Checksum(Once(work, pool));
            if (k % 4 == 3)
                Thread.Sleep(20);
        }
        return checksum;
    }

    private double[] Time(Workload work, ForkJoinPool? pool, string expected, out Allocations allocations)
    {
        var ns = new double[options.Reps];
        var bytes = new double[options.Reps];
        string seen = expected;
        for (int r = 0; r < ns.Length; r++)
        {
            work.Reset();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            long value = Once(work, pool);
            ns[r] = Stats.Since(start);
            bytes[r] = GC.GetTotalAllocatedBytes(precise: true) - before;
            string checksum = work.Checksum(value);
            if (checksum != expected)
                seen = checksum;
        }
        allocations = new Allocations(Stats.Median(bytes), seen);
        return ns;
    }

    /// <summary>What a run leaves beside its time: bytes allocated, and a checksum that differs if any of its repetitions' did.</summary>
    private readonly record struct Allocations(double Median, string Checksum);
}

/// <summary>Figures and their JSON form.</summary>
internal static class Stats
{
    public static double Since(long timestamp) => (Stopwatch.GetTimestamp() - timestamp) * (1e9 / Stopwatch.Frequency);

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int n = sorted.Length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;
    }

    public static double Percentile99(double[] values) => values.Order().ElementAt(values.Length * 99 / 100);

    public static string Hex(ulong digest) => digest.ToString("x16", CultureInfo.InvariantCulture);

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Member(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\":{value:0.######}");
}
