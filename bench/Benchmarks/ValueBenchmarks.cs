using System;
using System.Threading;
using BenchmarkDotNet.Attributes;
using ForkJoin;

namespace Benchmarks;

/// <summary>One loan of a single value and its release, to read and to write, against a lock and a reader–writer lock around the same field.</summary>
[MemoryDiagnoser]
public class ValueBenchmarks : IDisposable
{
    private const int Loans = 1000;

    private readonly OwnedMut<long> _owner = Own.Mut(0L);
    private readonly Lock _lock = new();
    private readonly ReaderWriterLockSlim _readers = new();
    private long _field;

    [GlobalCleanup]
    public void Dispose()
    {
        _readers.Dispose();
        _owner.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Loans)]
    public long PlainField()
    {
        for (int i = 0; i < Loans; i++)
            Volatile.Write(ref _field, Volatile.Read(ref _field) + 1);
        return _field;
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public long OwnerDirectly()
    {
        for (int i = 0; i < Loans; i++)
            _owner.Value++;
        return _owner.Value;
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public long BorrowToRead()
    {
        long sum = 0;
        for (int i = 0; i < Loans; i++)
        {
            using Borrowed<long> reader = _owner.Borrow();
            sum += reader.Value;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public void BorrowToWrite()
    {
        for (int i = 0; i < Loans; i++)
        {
            using BorrowedMut<long> writer = _owner.BorrowMut();
            writer.Value++;
        }
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public long AccessThroughOneGuard()
    {
        using BorrowedMut<long> writer = _owner.BorrowMut();
        for (int i = 0; i < Loans; i++)
            writer.Value++;
        return writer.Value;
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public long AccessThroughOneRef()
    {
        using Lifetime life = Lifetime.Open();
        RefMut<long> reference = life.BorrowMut(_owner);
        for (int i = 0; i < Loans; i++)
            reference.Value++;
        return reference.Value;
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public void BorrowInALifetime()
    {
        using Lifetime life = Lifetime.Open();
        for (int i = 0; i < Loans; i++)
        {
            RefMut<long> reference = life.BorrowMut(_owner);
            reference.Value++;
            reference.Release();
        }
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public void InALock()
    {
        for (int i = 0; i < Loans; i++)
        {
            lock (_lock)
                _field++;
        }
    }

    [Benchmark(OperationsPerInvoke = Loans)]
    public long InAReaderLock()
    {
        long sum = 0;
        for (int i = 0; i < Loans; i++)
        {
            _readers.EnterReadLock();
            sum += _field;
            _readers.ExitReadLock();
        }
        return sum;
    }
}
