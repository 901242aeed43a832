using BenchmarkDotNet.Attributes;
using ForkJoin;
using Bcl = System.Threading.Tasks.Parallel;

namespace Benchmarks;

/// <summary>
/// A call from a thread outside into a pool that has nothing to do, as many workers as processors: entering alone, and entering
/// for one join of two empty arms. Beside it what the base library takes for the same.
/// </summary>
[MemoryDiagnoser]
public class ExternalCallBenchmarks : IDisposable
{
    private readonly ForkJoinPool _pool = new(Environment.ProcessorCount);
    private readonly Action _nothing = static () => { };

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void ParallelInvoke() => Bcl.Invoke(_nothing, _nothing);

    [Benchmark]
    public void EnterAndLeave() => _pool.Run(_nothing);

    [Benchmark]
    public int JoinInPool() => _pool.Run(1, static one => Fork.Join(one, one, static n => n) is var (a, b) ? a + b : 0);

    [Benchmark]
    public void JoinInSharedPool() => Fork.Join(_nothing, _nothing);

    [Benchmark]
    public void InvokeInSharedPool() => Fork.Invoke(_nothing, _nothing);

    [Benchmark]
    public void EmptySectionInSharedPool() => Fork.Section(_nothing, static (_, _) => { });
}
