using BenchmarkDotNet.Attributes;
using ForkJoin;

namespace Benchmarks;

/// <summary>
/// A section from its opening to its end, with nothing or one fork in it that nobody steals; on a pool of one worker, from inside.
/// The last two are per fork, a hundred of them in each section.
/// </summary>
[MemoryDiagnoser]
public class SectionBenchmarks : IDisposable
{
    private const int Sections = 1000;
    private const int ForksASection = 100;

    private readonly ForkJoinPool _pool = new(1);
    private readonly OwnedArray<int> _data = OwnedArray.Create<int>(ForksASection);

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Sections)]
    public void EmptySection() => _pool.Run(Sections, static count =>
    {
        for (int i = 0; i < count; i++)
            Fork.Section(static _ => { });
        return 0;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public void SectionWithOneFork() => _pool.Run(Sections, static count =>
    {
        for (int i = 0; i < count; i++)
            Fork.Section(static section => section.Fork(static () => { }));
        return 0;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public void SectionWithOneForkOfABody() => _pool.Run(Sections, static count =>
    {
        for (int i = 0; i < count; i++)
            Fork.Section(static section => section.Fork<Nothing, int>(0));
        return 0;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public void SectionWithOneForkOfASliceToRead() => _pool.Run(_data, static data =>
    {
        for (int i = 0; i < Sections; i++)
            Fork.Section(data, static (section, data) => section.Fork(section.Borrow(data), static _ => { }));
        return 0;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public void SectionWithOneForkOfASliceToWrite() => _pool.Run(_data, static data =>
    {
        for (int i = 0; i < Sections; i++)
            Fork.Section(data, static (section, data) => section.Fork(section.BorrowMut(data), static _ => { }));
        return 0;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public int SectionWithOneForkJoinedForItsResult() => _pool.Run(Sections, static count =>
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
            sum += Fork.Section(static section => section.Fork(static () => 1).Join());
        return sum;
    });

    [Benchmark(OperationsPerInvoke = Sections)]
    public int SectionWithOneForkReadAfterItsEnd() => _pool.Run(Sections, static count =>
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
            sum += Fork.Section(static section => section.Fork(static () => 1)).Result;
        return sum;
    });

    [Benchmark(OperationsPerInvoke = ForksASection)]
    public void HundredForks() => _pool.Run(0, static _ =>
    {
        Fork.Section(static section =>
        {
            for (int i = 0; i < ForksASection; i++)
                section.Fork(static () => { });
        });
        return 0;
    });

    [Benchmark(OperationsPerInvoke = ForksASection)]
    public void HundredForksOfSlicesToWrite() => _pool.Run(_data, static data =>
    {
        Fork.Section(data, static (section, data) =>
        {
            foreach (SliceMut<int> one in section.BorrowMut(data).Chunks(1))
                section.Fork(one, static _ => { });
        });
        return 0;
    });

    /// <summary>A body that does nothing.</summary>
    private struct Nothing : IForkBody<int, Unit>
    {
        public static Unit Invoke(int arg, ForkContext fork) => default;
    }
}
