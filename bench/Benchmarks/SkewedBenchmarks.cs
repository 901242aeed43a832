using BenchmarkDotNet.Attributes;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin;
using Bcl = System.Threading.Tasks.Parallel;
using Parallel = ForkJoin.Parallel;

namespace Benchmarks;

/// <summary>Loops whose iterations differ in cost: rising and falling along the range, one dear iteration at either end, a few long ones.</summary>
[MemoryDiagnoser]
public class SkewedBenchmarks
{
    public enum Cost
    {
        Rising,
        Falling,
        DearFirst,
        DearLast,
        EightLong,
    }

    private int[] _costs = [];
    private int[] _results = [];
    private Action<int> _body = static _ => { };

    [ParamsAllValues]
    public Cost Costs { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        int[] costs = _costs = Costs == Cost.EightLong ? new int[8] : new int[1000];
        int[] results = _results = new int[costs.Length];
        for (int i = 0; i < costs.Length; i++)
        {
            costs[i] = Costs switch
            {
                Cost.Rising => i,
                Cost.Falling => costs.Length - i,
                Cost.DearFirst => i == 0 ? 100_000 : 100,
                Cost.DearLast => i == costs.Length - 1 ? 100_000 : 100,
                _ => 100_000,
            };
        }
        _body = i => results[i] = Work(costs[i]);
    }

    [Benchmark(Baseline = true)]
    public void PlainLoop()
    {
        for (int i = 0; i < _costs.Length; i++)
            _results[i] = Work(_costs[i]);
    }

    [Benchmark]
    public void BclFor() => Bcl.For(0, _costs.Length, _body);

    [Benchmark]
    public void Plinq() => ParallelEnumerable.Range(0, _costs.Length).ForAll(_body);

    [Benchmark]
    public void ParallelHelperFor() => ParallelHelper.For(0, _costs.Length, new Body(_costs, _results));

    [Benchmark]
    public void ForWithDelegate() => Parallel.For(0, _costs.Length, _body);

    [Benchmark]
    public void ForWithStructBody() => Parallel.For(0, _costs.Length, new Body(_costs, _results));

    private static int Work(int steps)
    {
        uint x = (uint)steps;
        for (int k = 0; k < steps; k++)
            x = (x * 1664525) + 1013904223;
        return (int)x;
    }

    private readonly struct Body(int[] costs, int[] results) : IAction
    {
        public void Invoke(int i) => results[i] = Work(costs[i]);
    }
}
