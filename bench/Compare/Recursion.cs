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

    public override long Parallel(ForkJoinPool pool)
    {
        if (children == 0)
            return 1;
        return 1 + (options.Lambda
            ? pool.Run(new Siblings(Kernels.UtsRoot, 0, children), static all => Range(all))
            : pool.Run(new Siblings(Kernels.UtsRoot, 0, children), static all =>
                Fork.Join<Body, Siblings, long>(all.LeftHalf(), all.RightHalf()) is var (a, b) ? a + b : 0));
    }

    public override string Checksum(long value) => Stats.Text(value);

    public override string Extra(double parallelNs, double serialNs) =>
        $",{Stats.Member("nodes", _nodes)},{Stats.Member("ns_per_node", parallelNs / _nodes)}";

    private static long Range(Siblings all)
    {
        if (all.Count == 1)
            return Node(all.First());
        var (a, b) = Fork.Join(all.LeftHalf(), all.RightHalf(), static half => Range(half));
        return a + b;
    }

    private static long Node(ulong node) => Kernels.UtsIsInner(node) ? 1 + Range(new Siblings(node, 0, 4)) : 1;

    /// <summary>Siblings as a body.</summary>
    private struct Body : IForkBody<Siblings, long>
    {
        public static long Invoke(Siblings all, ForkContext fork)
        {
            if (all.Count <= 1)
            {
                if (all.Count == 0)
                    return 0;
                ulong node = all.First();
                if (!Kernels.UtsIsInner(node))
                    return 1;
                var (left, right) = fork.Join<Body, Siblings, long>(new(node, 0, 2), new(node, 2, 4));
                return 1 + left + right;
            }
            var (a, b) = fork.Join<Body, Siblings, long>(all.LeftHalf(), all.RightHalf());
            return a + b;
        }
    }

    /// <summary>Children [Start, End) of a node.</summary>
    private readonly record struct Siblings(ulong Parent, int Start, int End)
    {
        public int Count => End - Start;

        public ulong First() => Kernels.UtsChild(Parent, (ulong)Start);

        public Siblings LeftHalf() => this with { End = Start + (Count / 2) };

        public Siblings RightHalf() => this with { Start = Start + (Count / 2) };
    }
}
