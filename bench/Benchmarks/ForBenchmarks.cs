using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin;
using Bcl = System.Threading.Tasks.Parallel;
using Parallel = ForkJoin.Parallel;

namespace Benchmarks;

/// <summary>
/// A loop of trivial iterations, from one to a million, called from outside the pool: what a call and an iteration cost. Beside the plain loop the
/// same one vectorised, since loops by chunk are where a body vectorises.
/// </summary>
[MemoryDiagnoser]
public class ForBenchmarks
{
    private int[] _values = [];
    private Action<int> _body = static _ => { };

    [Params(1, 16, 256, 4096, 65_536, 1_048_576)]
    public int Iterations { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        int[] values = _values = new int[Iterations];
        _body = i => values[i] = (values[i] * 3) + 1;
    }

    [Benchmark(Baseline = true)]
    public void PlainLoop()
    {
        int[] values = _values;
        for (int i = 0; i < values.Length; i++)
            values[i] = (values[i] * 3) + 1;
    }

    [Benchmark]
    public void BclFor() => Bcl.For(0, Iterations, _body);

    [Benchmark]
    public void Plinq() => ParallelEnumerable.Range(0, Iterations).ForAll(_body);

    [Benchmark]
    public void ParallelHelperFor() => ParallelHelper.For(0, Iterations, new Step(_values));

    [Benchmark]
    public void ForWithDelegate() => Parallel.For(0, Iterations, _body);

    [Benchmark]
    public void ForWithStructBody() => Parallel.For(0, Iterations, new Step(_values));

    [Benchmark]
    public void SerialVectorised() => Advance(_values);

    [Benchmark]
    public void ByChunkWithDelegate() => Parallel.ForEachChunk(_values.AsMemory(), static (chunk, _) => Advance(chunk));

    [Benchmark]
    public void ByChunkWithStructBody() => Parallel.ForEachChunk(_values.AsMemory(), default(Chunk));

    private static void Advance(Span<int> values)
    {
        Span<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        for (int i = 0; i < vectors.Length; i++)
            vectors[i] = (vectors[i] * 3) + Vector<int>.One;
        for (int i = vectors.Length * Vector<int>.Count; i < values.Length; i++)
            values[i] = (values[i] * 3) + 1;
    }

    private readonly struct Step(int[] values) : IAction
    {
        public void Invoke(int i) => values[i] = (values[i] * 3) + 1;
    }

    private readonly struct Chunk : IChunkBody<int>
    {
        public void Invoke(Span<int> chunk, int offset) => Advance(chunk);
    }
}
