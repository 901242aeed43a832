using System.Diagnostics;
using ForkJoin;

namespace Compare;

/// <summary>
/// A job of some 20 µs posted once a millisecond, for two seconds; the figure is the processor time of the whole process, in percent
/// of one processor. Serial runs the jobs on the main thread.
/// </summary>
internal static class Posts
{
    private const int XorShifts = 14_000;

    public static void Measure(Measuring measuring)
    {
        int n = measuring.Size(2000);
        var sink = new Sink();
        Measuring.Repeat(() => Work(sink), 100);
        double serialNs = Time(n, static (_, sink) => Work(sink), measuring, sink);
        Measuring.Repeat(() => measuring.Pool.RunAsync(sink, static sink => Work(sink)).Wait(), 100);
        var ns = new double[Math.Min(measuring.Options.Reps, 3)];
        sink.Count = 0;
        for (int r = 0; r < ns.Length; r++)
            ns[r] = Time(n, static (pool, sink) => pool!.RunAsync(sink, static sink => Work(sink)), measuring, sink);
        SpinWait.SpinUntil(() => Volatile.Read(ref sink.Count) == n * ns.Length, 1000);
        measuring.Emit(
            measuring.Options.Bench, serialNs, ns, Stats.Text(sink.Count), Stats.Text((long)n * ns.Length),
            $"{Stats.Member("n", n)},{Stats.Member("cpu_pct", Stats.Median(ns) / (n * 1e4))},{Stats.Member("serial_cpu_pct", serialNs / (n * 1e4))}");
    }

    private static double Time(int n, Action<ForkJoinPool?, Sink> post, Measuring measuring, Sink sink)
    {
        ForkJoinPool pool = measuring.Pool;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < n; i++)
        {
            Thread.Sleep(1);
            post(pool, sink);
        }
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds;
    }

    private static void Work(Sink sink)
    {
        ulong x = 1;
        for (int i = 0; i < XorShifts; i++)
            x = Kernels.XorShift(x);
        sink.Last = x;
        Interlocked.Increment(ref sink.Count);
    }

    private sealed class Sink
    {
        public long Count;
        public ulong Last;
    }
}

/// <summary>
/// How long after a fork into a sleeping pool its body begins, while the section's own code neither waits nor joins. Serial is what the
/// system takes to wake a thread with an event, measured in the same process.
/// </summary>
internal static class Start
{
    public static void Measure(Measuring measuring)
    {
        int n = measuring.Size(1000);
        ForkJoinPool pool = measuring.Pool;
        using var wake = new AutoResetEvent(initialState: false);
        var bare = new Begun();
        var thread = new Thread(() =>
        {
            while (wake.WaitOne() && !bare.Over)
                Volatile.Write(ref bare.At, Stopwatch.GetTimestamp());
        }) { IsBackground = true };
        thread.Start();
        double[] system = Time(n, bare, begun => wake.Set());
        bare.Over = true;
        wake.Set();
        var begun = new Begun();
        double[] ours = Time(n, begun, begun => pool.Run(begun, static begun => Fork.Section(begun, static (section, begun) =>
        {
            section.Fork(begun, static begun => Volatile.Write(ref begun.At, Stopwatch.GetTimestamp()));
            while (Volatile.Read(ref begun.At) == 0)
                Thread.SpinWait(1);
            return default(Unit);
        })));
        measuring.Emit(
            measuring.Options.Bench, Stats.Median(system), ours, Stats.Text(n), Stats.Text(n),
            $"{Stats.Member("n", n)},{Stats.Member("p99_ns", Stats.Percentile99(ours))},{Stats.Member("serial_p99_ns", Stats.Percentile99(system))}");
    }

    private static double[] Time(int n, Begun begun, Action<Begun> start)
    {
        var ns = new double[n];
        for (int k = -200; k < n; k++)
        {
            Thread.Sleep(1);
            Volatile.Write(ref begun.At, 0);
            long from = Stopwatch.GetTimestamp();
            start(begun);
            while (Volatile.Read(ref begun.At) == 0)
                Thread.SpinWait(1);
            if (k >= 0)
                ns[k] = (begun.At - from) * (1e9 / Stopwatch.Frequency);
        }
        return ns;
    }

    private sealed class Begun
    {
        public long At;
        public volatile bool Over;
    }
}
