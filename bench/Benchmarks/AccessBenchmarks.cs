using BenchmarkDotNet.Attributes;
using ForkJoin;

namespace Benchmarks;

/// <summary>One element read or written: through a plain array, the owner, a slice's span taken once, and the slice itself.</summary>
[MemoryDiagnoser]
public class AccessBenchmarks : IDisposable
{
    private const int Length = 4096;

    private readonly int[] _array = new int[Length];
    private readonly OwnedArray<int> _data = OwnedArray.Create<int>(Length);

    [GlobalCleanup]
    public void Dispose()
    {
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public int ReadPlainArray()
    {
        int[] array = _array;
        int sum = 0;
        for (int i = 0; i < array.Length; i++)
            sum += array[i];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public int ReadOwnerByIndex()
    {
        OwnedArray<int> data = _data;
        int sum = 0;
        for (int i = 0; i < Length; i++)
            sum += data[i];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public int ReadSpanOfSlice()
    {
        using var scope = BorrowScope.Open();
        ReadOnlySpan<int> span = scope.Borrow(_data).Span;
        int sum = 0;
        for (int i = 0; i < span.Length; i++)
            sum += span[i];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public int ReadSliceByIndex()
    {
        using var scope = BorrowScope.Open();
        Slice<int> slice = scope.Borrow(_data);
        int sum = 0;
        for (int i = 0; i < slice.Length; i++)
            sum += slice[i];
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void WritePlainArray()
    {
        int[] array = _array;
        for (int i = 0; i < array.Length; i++)
            array[i] = i;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void WriteOwnerByIndex()
    {
        OwnedArray<int> data = _data;
        for (int i = 0; i < Length; i++)
            data[i] = i;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void WriteSpanOfSlice()
    {
        using var scope = BorrowScope.Open();
        Span<int> span = scope.BorrowMut(_data).Span;
        for (int i = 0; i < span.Length; i++)
            span[i] = i;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void WriteSliceByIndex()
    {
        using var scope = BorrowScope.Open();
        SliceMut<int> slice = scope.BorrowMut(_data);
        for (int i = 0; i < slice.Length; i++)
            slice[i] = i;
    }
}
