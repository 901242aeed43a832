using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Bcl = System.Threading.Tasks.Parallel;
using Ours = ForkJoin.Parallel;

namespace Benchmarks;

/// <summary>
/// ForEach over everything that it takes, beside the base library's: the same source and body, on both libraries' own threads. The first
/// six bodies are trivial, so that what is measured is the loop; the costs of the last two differ from item to item.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ForEachBenchmarks
{
    /// <summary>How many items there are whose costs differ.</summary>
    private const int Unbalanced = 1000;

    /// <summary>How much dearer than the others the one dear item is.</summary>
    private const int Dear = 1000;

    private readonly int _unbalanced = Unbalanced;

    private static readonly Action<int> s_body = static item => Volatile.Write(ref s_sink, item);

    private static int s_sink;

    private int[] _array = [];
    private List<int> _list = [];
    private ConcurrentQueue<int> _queue = [];

    [Params(100, 100_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _array = [.. Enumerable.Range(0, Length)];
        _list = [.. _array];
        _queue = new(_array);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("Array")]
    public void ArrayBcl() => Bcl.ForEach(_array, s_body);

    [Benchmark, BenchmarkCategory("Array")]
    public void Array() => Ours.ForEach(_array, s_body);

    [Benchmark(Baseline = true), BenchmarkCategory("List")]
    public void ListBcl() => Bcl.ForEach(_list, s_body);

    [Benchmark, BenchmarkCategory("List")]
    public void List() => Ours.ForEach(_list, s_body);

    [Benchmark(Baseline = true), BenchmarkCategory("Ranges")]
    public void RangesBcl() => Bcl.ForEach(Partitioner.Create(0, Length), static range => Each(range));

    [Benchmark, BenchmarkCategory("Ranges")]
    public void Ranges() => Ours.ForEach(Partitioner.Create(0, Length), static range => Each(range));

    [Benchmark(Baseline = true), BenchmarkCategory("Partitioner")]
    public void PartitionerBcl() => Bcl.ForEach(Partitioner.Create(_list, loadBalance: true), s_body);

    [Benchmark, BenchmarkCategory("Partitioner")]
    public void PartitionerOurs() => Ours.ForEach(Partitioner.Create(_list, loadBalance: true), s_body);

    [Benchmark(Baseline = true), BenchmarkCategory("Iterator")]
    public void IteratorBcl() => Bcl.ForEach(Yielded(Length), s_body);

    [Benchmark, BenchmarkCategory("Iterator")]
    public void Iterator() => Ours.ForEach(Yielded(Length), s_body);

    [Benchmark(Baseline = true), BenchmarkCategory("Queue")]
    public void QueueBcl() => Bcl.ForEach(_queue, s_body);

    [Benchmark, BenchmarkCategory("Queue")]
    public void Queue() => Ours.ForEach(_queue, s_body);

    [Benchmark(Baseline = true), BenchmarkCategory("Rising")]
    public void RisingBcl() => Bcl.ForEach(Yielded(_unbalanced), static item => Spin(item));

    [Benchmark, BenchmarkCategory("Rising")]
    public void Rising() => Ours.ForEach(Yielded(_unbalanced), static item => Spin(item));

    [Benchmark(Baseline = true), BenchmarkCategory("OneDear")]
    public void OneDearBcl() => Bcl.ForEach(Yielded(_unbalanced), static item => Spin(item == 0 ? 100 * Dear : 100));

    [Benchmark, BenchmarkCategory("OneDear")]
    public void OneDear() => Ours.ForEach(Yielded(_unbalanced), static item => Spin(item == 0 ? 100 * Dear : 100));

    private static void Each((int From, int To) range)
    {
        for (int i = range.From; i < range.To; i++)
            Volatile.Write(ref s_sink, i);
    }

    private static void Each(Tuple<int, int> range) => Each((range.Item1, range.Item2));

    private static void Spin(int steps)
    {
        uint x = 1;
        for (int i = 0; i < steps; i++)
            x = (x * 1664525) + 1013904223;
        Volatile.Write(ref s_sink, (int)x);
    }

    private static IEnumerable<int> Yielded(int count)
    {
        for (int i = 0; i < count; i++)
            yield return i;
    }
}
