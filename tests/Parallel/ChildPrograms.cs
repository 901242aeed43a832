using System.Diagnostics;

namespace ForkJoin.Tests;

/// <summary>What the children do.</summary>
internal static class ChildPrograms
{
    private static int Main(string[] args)
    {
        Console.Out.WriteLine(args switch
        {
            ["deep", var kind, var workers, var depth] => Deep(kind, int.Parse(workers), int.Parse(depth)),
            ["fault", var where] => Faults.SchedulerFaultTests.Plant(where),
            ["idle", var workers] => Idle(int.Parse(workers)),
            _ => throw new ArgumentException("no such program"),
        });
        return 0;
    }

    private static string Deep(string kind, int workers, int depth)
    {
        using var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = workers, StackSize = 256 * 1024 });
        return pool.Run(() => kind switch
        {
            "left" => Chains.Left(depth),
            "right" => Chains.Right(depth),
            "struct-left" => Chains.StructLeft(depth),
            "struct-right" => Chains.StructRight(depth),
            "sections" => Chains.Sections(depth),
            _ => throw new ArgumentException(kind),
        }).ToString();
    }

    /// <summary>Milliseconds of processor time that a pool takes in two seconds after it has worked.</summary>
    private static string Idle(int workers)
    {
        using var pool = new ForkJoinPool(workers);
        pool.Run(() => Fork.Section(static section =>
        {
            for (int i = 0; i < 1000; i++)
                section.Fork(static () => Thread.SpinWait(1000));
        }));
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromSeconds(0.5)); // compilers of the runtime finish what they have begun
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        never.Wait(TimeSpan.FromSeconds(2));
        self.Refresh();
        return ((int)(self.TotalProcessorTime - before).TotalMilliseconds).ToString();
    }
}

/// <summary>Recursions as deep as they are asked to be; each counts its levels.</summary>
internal static class Chains
{
    internal static long Left(int depth)
    {
        if (depth == 0)
            return 0;
        var (rest, here) = Fork.Join(() => Left(depth - 1), static () => 1L);
        return rest + here;
    }

    internal static long Right(int depth)
    {
        if (depth == 0)
            return 0;
        var (here, rest) = Fork.Join(static () => 1L, () => Right(depth - 1));
        return rest + here;
    }

    internal static long StructLeft(int depth)
    {
        var (rest, here) = Fork.Join<LeftBody, int, long>(depth, -1);
        return rest + here - 1;
    }

    internal static long StructRight(int depth)
    {
        var (here, rest) = Fork.Join<RightBody, int, long>(-1, depth);
        return rest + here - 1;
    }

    internal static long Sections(int depth) => depth == 0 ? 0 : 1 + Fork.Section(depth, static (section, depth) =>
    {
        Forked<long> rest = section.Fork(depth, static depth => Sections(depth - 1));
        return rest.Join();
    });

    private readonly struct LeftBody : IForkBody<int, long>
    {
        public static long Invoke(int depth, ForkContext fork)
        {
            if (depth <= 0)
                return -depth;
            var (rest, here) = fork.Join<LeftBody, int, long>(depth - 1, -1);
            return rest + here;
        }
    }

    private readonly struct RightBody : IForkBody<int, long>
    {
        public static long Invoke(int depth, ForkContext fork)
        {
            if (depth <= 0)
                return -depth;
            var (here, rest) = fork.Join<RightBody, int, long>(-1, depth - 1);
            return rest + here;
        }
    }
}
