using ForkJoin;

namespace Compare;

/// <summary>
/// Coarse tasks: a tree of joins whose leaves compute for 1 to 8 ms each without a join, so that a worker's private frames are out of
/// reach for long. Whoever gets hungry meanwhile must find something that was made public before.
/// </summary>
internal sealed class CoarseWork(Options options, int leaves) : Workload
{
    private const int Unit = 400_000;

    public override long Serial() => Range(0, leaves, static (start, middle, end) => (Leaves(start, middle), Leaves(middle, end)));

    public override long Parallel(ForkJoinPool pool) => leaves < 2 ? Serial() : options.Lambda
        ? pool.Run(leaves, static leaves => ByLambda((0, leaves)))
        : pool.Run(leaves, static leaves => Fork.Join<Body, (int, int), long>((0, leaves / 2), (leaves / 2, leaves)) is var (a, b) ? a ^ b : 0);

    public override string Checksum(long value) => Stats.Text(value);

    private static long Leaves(int start, int end) => Range(start, end, static (start, middle, end) => (Leaves(start, middle), Leaves(middle, end)));

    private static long ByLambda((int Start, int End) range) =>
        Range(range.Start, range.End, static (start, middle, end) => Fork.Join((start, middle), (middle, end), static half => ByLambda(half)));

    private static long Range(int start, int end, Func<int, int, int, (long, long)> both)
    {
        if (end - start == 1)
            return Leaf(start);
        var (a, b) = both(start, (start + end) / 2, end);
        return a ^ b;
    }

    /// <summary>1 to 8 units of work, in no order.</summary>
    private static long Leaf(int i)
    {
        ulong x = (ulong)i + 1;
        int rounds = Unit * (1 + (i * 5 % 8));
        for (int k = 0; k < rounds; k++)
            x = Kernels.XorShift(x);
        return (long)x;
    }

    /// <summary>A range of leaves as a body.</summary>
    private struct Body : IForkBody<(int Start, int End), long>
    {
        public static long Invoke((int Start, int End) range, ForkContext fork)
        {
            if (range.End - range.Start == 1)
                return Leaf(range.Start);
            int middle = (range.Start + range.End) / 2;
            var (a, b) = fork.Join<Body, (int, int), long>((range.Start, middle), (middle, range.End));
            return a ^ b;
        }
    }
}
