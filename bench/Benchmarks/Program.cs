using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Benchmarks.JoinBenchmarks).Assembly).Run(args);
