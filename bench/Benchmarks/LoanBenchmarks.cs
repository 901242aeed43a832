using BenchmarkDotNet.Attributes;
using ForkJoin;

namespace Benchmarks;

/// <summary>
/// One loan and its end. With one loan to a scope the scope's own opening and end are part of it; with a hundred they are spread,
/// and the owner has up to a hundred disjoint loans to look through.
/// </summary>
[MemoryDiagnoser]
public class LoanBenchmarks : IDisposable
{
    private const int Scopes = 1000;
    private const int Hundred = 100;

    private readonly ForkJoinPool _pool = new(1);
    private readonly OwnedArray<int> _data = OwnedArray.Create<int>(Hundred);

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Scopes)]
    public int ScopeWithoutLoan()
    {
        int opened = 0;
        for (int i = 0; i < Scopes; i++)
        {
            using var scope = BorrowScope.Open();
            opened++;
        }
        return opened + _data.Length;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Scopes)]
    public int ReadLoanOnAScope()
    {
        int sum = 0;
        for (int i = 0; i < Scopes; i++)
        {
            using var scope = BorrowScope.Open();
            sum += scope.Borrow(_data).Length;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Scopes)]
    public int WriteLoanOnAScope()
    {
        int sum = 0;
        for (int i = 0; i < Scopes; i++)
        {
            using var scope = BorrowScope.Open();
            sum += scope.BorrowMut(_data).Length;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Hundred)]
    public int HundredReadLoansOnAScope()
    {
        using var scope = BorrowScope.Open();
        int sum = 0;
        for (int i = 0; i < Hundred; i++)
            sum += scope.Borrow(_data, i..(i + 1)).Length;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Hundred)]
    public int HundredWriteLoansOnAScope()
    {
        using var scope = BorrowScope.Open();
        int sum = 0;
        for (int i = 0; i < Hundred; i++)
            sum += scope.BorrowMut(_data, i..(i + 1)).Length;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Scopes)]
    public int ReadLoanOnASection() => _pool.Run(_data, static data =>
    {
        int sum = 0;
        for (int i = 0; i < Scopes; i++)
            sum += Fork.Section(data, static (section, data) => section.Borrow(data).Length);
        return sum;
    });

    [Benchmark(OperationsPerInvoke = Scopes)]
    public int WriteLoanOnASection() => _pool.Run(_data, static data =>
    {
        int sum = 0;
        for (int i = 0; i < Scopes; i++)
            sum += Fork.Section(data, static (section, data) => section.BorrowMut(data).Length);
        return sum;
    });

    [Benchmark(OperationsPerInvoke = Hundred)]
    public int HundredReadLoansOnASection() => _pool.Run(_data, static data => Fork.Section(data, static (section, data) =>
    {
        int sum = 0;
        for (int i = 0; i < Hundred; i++)
            sum += section.Borrow(data, i..(i + 1)).Length;
        return sum;
    }));

    [Benchmark(OperationsPerInvoke = Hundred)]
    public int HundredWriteLoansOnASection() => _pool.Run(_data, static data => Fork.Section(data, static (section, data) =>
    {
        int sum = 0;
        for (int i = 0; i < Hundred; i++)
            sum += section.BorrowMut(data, i..(i + 1)).Length;
        return sum;
    }));
}
