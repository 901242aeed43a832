using BenchmarkDotNet.Attributes;
using ForkJoin;
using Bcl = System.Threading.Tasks.Parallel;

namespace Benchmarks;

/// <summary>
/// One fork and join that nobody steals, in every form: a complete binary tree of forks on a pool of one worker, divided by their
/// number. The first two are the same recursions with calls in place of forks; the last is the base library's, on its own pool.
/// </summary>
[MemoryDiagnoser]
public class JoinBenchmarks : IDisposable
{
    private const int Depth = 12;
    private const int Leaves = 1 << Depth;
    private const int Forks = Leaves - 1;

    private readonly int _depth = Depth;
    private readonly ForkJoinPool _pool = new(1);
    private readonly OwnedArray<int> _data = OwnedArray.Create<int>(Leaves);

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Forks)]
    public int SerialElision() => _pool.Run(Depth, static depth => Serial(depth));

    [Benchmark(OperationsPerInvoke = Forks)]
    public int SerialElisionOverSlices() => _pool.Run(_data, static data =>
    {
        using var scope = BorrowScope.Open();
        return Serial(scope.Borrow(data));
    });

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StructBody() => _pool.Run(Depth, static depth => Fork.Join<Body, int, int>(depth - 1, depth - 1) is var (a, b) ? a + b : 0);

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StructClosure() => _pool.Run(Depth, static depth =>
        Fork.Join<Closure, int, Closure, int>(new(depth - 1), new(depth - 1)) is var (a, b) ? a + b : 0);

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StructBodyOverSlices() => _pool.Run(_data, static data =>
        Fork.Join<HalfBody, (OwnedArray<int>, Range), int>((data, ..(Leaves / 2)), (data, (Leaves / 2)..)) is var (a, b) ? a + b : 0);

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StaticLambda() => _pool.Run(Depth, static depth => ByLambda(depth));

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StaticLambdaOverSlices() => _pool.Run(_data, static data =>
    {
        using var scope = BorrowScope.Open();
        return ByLambda(scope.Borrow(data));
    });

    [Benchmark(OperationsPerInvoke = Forks)]
    public int StaticLambdaOverSlicesToWrite() => _pool.Run(_data, static data =>
    {
        using var scope = BorrowScope.Open();
        return ByLambda(scope.BorrowMut(data));
    });

    [Benchmark(OperationsPerInvoke = Forks)]
    public int CapturingLambdas() => _pool.Run(Depth, static depth => ByCapture(depth));

    [Benchmark(OperationsPerInvoke = Forks)]
    public int ParallelInvoke() => ByInvoke(_depth);

    private static int Serial(int depth) => depth == 0 ? 1 : Serial(depth - 1) + Serial(depth - 1);

    private static int Serial(Slice<int> part)
    {
        if (part.Length == 1)
            return 1;
        var (left, right) = part.Split();
        return Serial(left) + Serial(right);
    }

    private static int ByLambda(int depth)
    {
        if (depth == 0)
            return 1;
        var (a, b) = Fork.Join(depth - 1, depth - 1, static depth => ByLambda(depth));
        return a + b;
    }

    private static int ByLambda(Slice<int> part)
    {
        if (part.Length == 1)
            return 1;
        var (left, right) = part.Split();
        var (a, b) = Fork.Join(left, right, static half => ByLambda(half));
        return a + b;
    }

    private static int ByLambda(SliceMut<int> part)
    {
        if (part.Length == 1)
            return 1;
        var (left, right) = part.Split();
        var (a, b) = Fork.Join(left, right, static half => ByLambda(half));
        return a + b;
    }

    private static int ByCapture(int depth)
    {
        if (depth == 0)
            return 1;
        var (a, b) = Fork.Join(() => ByCapture(depth - 1), () => ByCapture(depth - 1));
        return a + b;
    }

    private static int ByInvoke(int depth)
    {
        if (depth == 0)
            return 1;
        int a = 0, b = 0;
        Bcl.Invoke(() => a = ByInvoke(depth - 1), () => b = ByInvoke(depth - 1));
        return a + b;
    }

    /// <summary>The tree as a body.</summary>
    private struct Body : IForkBody<int, int>
    {
        public static int Invoke(int depth, ForkContext fork)
        {
            if (depth == 0)
                return 1;
            var (a, b) = fork.Join<Body, int, int>(depth - 1, depth - 1);
            return a + b;
        }
    }

    /// <summary>The tree as a body that carries its depth.</summary>
    private readonly struct Closure(int depth) : IForkClosure<int>
    {
        public int Invoke(ForkContext fork)
        {
            if (depth == 0)
                return 1;
            var (a, b) = fork.Join<Closure, int, Closure, int>(new(depth - 1), new(depth - 1));
            return a + b;
        }
    }

    /// <summary>The way into a slice body: one of the first two forks borrows its half.</summary>
    private struct HalfBody : IForkBody<(OwnedArray<int> Data, Range Range), int>
    {
        public static int Invoke((OwnedArray<int> Data, Range Range) half, ForkContext fork)
        {
            using var scope = BorrowScope.Open();
            return SliceBody.Invoke(scope.Borrow(half.Data, half.Range), fork);
        }
    }

    /// <summary>The tree as a body over a slice.</summary>
    private struct SliceBody : ISliceBody<Slice<int>, int>
    {
        public static int Invoke(Slice<int> slice, ForkContext fork)
        {
            if (slice.Length == 1)
                return 1;
            var (left, right) = slice.Split();
            var (a, b) = fork.JoinSlices<SliceBody, Slice<int>, int>(left, right);
            return a + b;
        }
    }
}
