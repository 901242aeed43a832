using ForkJoin;

namespace Compare;

/// <summary>fib, forked at every level: what one fork and join costs.</summary>
internal sealed class FibWork(Options options, int n) : Workload
{
    public override long Serial() => Kernels.Fib(n);

    public override long Parallel(ForkJoinPool pool) => options.Lambda
        ? pool.Run(n, static n => ByLambda(n))
        : pool.Run(n, static n => n < 2 ? n : Fork.Join<Body, int, long>(n - 1, n - 2) is var (a, b) ? a + b : 0);

    public override string Checksum(long value) => Stats.Text(value);

    public override string Extra(double parallelNs, double serialNs)
    {
        long forks = Forks(n);
        return forks == 0
            ? string.Empty
            : $",{Stats.Member("forks", forks)},{Stats.Member("ns_per_fork", parallelNs / forks)},{Stats.Member("serial_ns_per_fork", serialNs / forks)}";
    }

    private static long Forks(int n)
    {
        long a = 0, b = 1;
        for (int i = 0; i <= n; i++)
            (a, b) = (b, a + b);
        return a - 1;
    }

    private static long ByLambda(int n)
    {
        if (n < 2)
            return n;
        var (a, b) = Fork.Join(n - 1, n - 2, static n => ByLambda(n));
        return a + b;
    }

    /// <summary>fib as a body.</summary>
    private struct Body : IForkBody<int, long>
    {
        public static long Invoke(int n, ForkContext fork)
        {
            if (n < 2)
                return n;
            var (a, b) = fork.Join<Body, int, long>(n - 1, n - 2);
            return a + b;
        }
    }
}

/// <summary>n queens: a fork for every further child at every row, no cutoff.</summary>
internal sealed class QueensWork(Options options, int n) : Workload
{
    public override long Serial() => Kernels.Queens(n, 0, 0, 0, 0);

    public override long Parallel(ForkJoinPool pool)
    {
        if (n == 0)
            return 1;
        // The root has n children and nothing beside it, so both arms of its first join are given here.
        uint all = (1u << n) - 1;
        var first = new Board(n, 0, 0, 0, 0, 1);
        var others = first with { Free = all & ~1u };
        return options.Lambda
            ? pool.Run((first, others), static root => Sum(Fork.Join(root.first, root.others, static b => ByLambda(b))))
            : pool.Run((first, others), static root => Sum(Fork.Join<Body, Board, long>(root.first, root.others)));
    }

    public override string Checksum(long value) => Stats.Text(value);

    private static long Sum((long Left, long Right) counts) => counts.Left + counts.Right;

    private static long ByLambda(Board board)
    {
        if (board.Free == 0)
            return 0;
        if (board.IsLastChoice)
            return board.HasLastRow ? 1 : ByLambda(board.Place());
        return Sum(Fork.Join(board.OnlyFirst(), board.Others(), static b => ByLambda(b)));
    }

    /// <summary>A board as a body.</summary>
    private struct Body : IForkBody<Board, long>
    {
        public static long Invoke(Board board, ForkContext fork)
        {
            // While there is one choice there is nothing to fork.
            while (board.IsLastChoice)
            {
                if (board.HasLastRow)
                    return 1;
                board = board.Place();
            }
            return board.Free == 0 ? 0 : Sum(fork.Join<Body, Board, long>(board.OnlyFirst(), board.Others()));
        }
    }

    /// <summary>Queens in the rows before <paramref name="Row"/>; in this row those in <paramref name="Free"/> are still to be tried.</summary>
    private readonly record struct Board(int Side, int Row, uint Columns, uint Left, uint Right, uint Free)
    {
        public bool IsLastChoice => Free != 0 && (Free & (Free - 1)) == 0;

        public bool HasLastRow => Row + 1 == Side;

        public Board OnlyFirst() => this with { Free = Free & (0 - Free) };

        public Board Others() => this with { Free = Free & (Free - 1) };

        public Board Place()
        {
            uint columns = Columns | Free, left = (Left | Free) << 1, right = (Right | Free) >> 1;
            return new Board(Side, Row + 1, columns, left, right, ((1u << Side) - 1) & ~(columns | left | right));
        }
    }
}

/// <summary>An unbalanced tree, deep and narrow: a fork a child, no cutoff.</summary>
internal sealed class UtsWork(Options options, int children) : Workload
{
    private long _nodes = 1;

    public override long Serial()
    {
        long count = 1;
        for (int i = 0; i < children; i++)
            count += Kernels.Uts(Kernels.UtsChild(Kernels.UtsRoot, (ulong)i));
        return _nodes = count;
    }

    public override long Parallel(ForkJoinPool pool) => options.Lambda
        ? pool.Run(children, static all => 1 + Roots(0, all))
        : pool.Run(children, static all => Fork.Join<RootRange, (int, int), long>((0, all / 2), (all / 2, all)) is var (a, b) ? 1 + a + b : 0);

    public override string Checksum(long value) => Stats.Text(value);

    public override string Extra(double parallelNs, double serialNs) =>
        $",{Stats.Member("nodes", _nodes)},{Stats.Member("ns_per_node", parallelNs / _nodes)}";

    private static long Roots(int start, int end)
    {
        if (end - start <= 1)
            return end == start ? 0 : Tree(Kernels.UtsChild(Kernels.UtsRoot, (ulong)start));
        int middle = start + ((end - start) / 2);
        var (a, b) = Fork.Join((start, middle), (middle, end), static range => Roots(range.Item1, range.Item2));
        return a + b;
    }

    private static long Tree(ulong node)
    {
        if (!Kernels.UtsIsInner(node))
            return 1;
        var (a, b) = Fork.Join((node, 0ul), (node, 2ul), static half => Half(half.node, half.Item2));
        return 1 + a + b;
    }

    private static long Half(ulong parent, ulong first)
    {
        var (a, b) = Fork.Join(Kernels.UtsChild(parent, first), Kernels.UtsChild(parent, first + 1), static node => Tree(node));
        return a + b;
    }

    /// <summary>Some of the root's children.</summary>
    private struct RootRange : IForkBody<(int Start, int End), long>
    {
        public static long Invoke((int Start, int End) all, ForkContext fork)
        {
            if (all.End - all.Start <= 1)
                return all.End == all.Start ? 0 : Node.Invoke(Kernels.UtsChild(Kernels.UtsRoot, (ulong)all.Start), fork);
            int middle = all.Start + ((all.End - all.Start) / 2);
            var (a, b) = fork.Join<RootRange, (int, int), long>((all.Start, middle), (middle, all.End));
            return a + b;
        }
    }

    /// <summary>A node and everything below it.</summary>
    private struct Node : IForkBody<ulong, long>
    {
        public static long Invoke(ulong node, ForkContext fork)
        {
            if (!Kernels.UtsIsInner(node))
                return 1;
            var (a, b) = fork.Join<Pair, (ulong, ulong), long>((node, 0), (node, 2));
            return 1 + a + b;
        }
    }

    /// <summary>Two neighbours among a node's four children.</summary>
    private struct Pair : IForkBody<(ulong Parent, ulong First), long>
    {
        public static long Invoke((ulong Parent, ulong First) pair, ForkContext fork)
        {
            var (a, b) = fork.Join<Node, ulong, long>(
                Kernels.UtsChild(pair.Parent, pair.First), Kernels.UtsChild(pair.Parent, pair.First + 1));
            return a + b;
        }
    }
}
