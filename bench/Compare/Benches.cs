namespace Compare;

/// <summary>The benches by name, with their default sizes and the small ones that warm them up.</summary>
internal static class Benches
{
    public static Action<Measuring>? Find(string name) => name switch
    {
        "fib" => m => m.Run(n => new FibWork(m.Options, n), small: 20, size: 35),
        "parfor" => m => ParFor.Measure(m, inside: false),
        "parforin" => m => ParFor.Measure(m, inside: true),
        "sum" => m => m.Run(n => new SumWork(m.Options, n), small: 20_000, size: 50_000_000),
        "dot" => m => m.Run(n => new DotWork(m.Options, n), small: 20_000, size: 20_000_000),
        "saxpy" => m => m.Run(n => new SaxpyWork(m.Options, n), small: 20_000, size: 20_000_000),
        "sort" => m => m.Run(n => new SortWork(n), small: 20_000, size: 10_000_000),
        "dcsort" => m => m.Run(n => new DcSortWork(m.Options, n), small: 20_000, size: 10_000_000),
        "prefix" => m => m.Run(n => new PrefixWork(m.Options, n), small: 50_000, size: 50_000_000),
        "nqueens" => m => m.Run(n => new QueensWork(m.Options, n), small: 6, size: 12),
        "matmul" => m => m.Run(n => new MatmulWork(m.Options, n), small: 128, size: 1024),
        "uts" => m => m.Run(n => new UtsWork(m.Options, n), small: 64, size: 512),
        "skew" => m => m.Run(n => new SkewWork(m.Options, n), small: 300, size: 20_000),
        "mandel" => m => m.Run(n => new MandelWork(m.Options, n), small: 40, size: 2000),
        "coarse" => m => m.Run(n => new CoarseWork(m.Options, n), small: 2, size: 64),
        "tiny" => Tiny.Measure,
        "latency" => Latency.Measure,
        "start" => Start.Measure,
        "posts" => Posts.Measure,
        "idle" => Idle.Measure,
        _ => null,
    };
}
