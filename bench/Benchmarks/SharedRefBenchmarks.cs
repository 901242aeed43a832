using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using ForkJoin;

namespace Benchmarks;

/// <summary>Reading and writing one shared number: alone, and from as many threads as there are processors, which all read it at once.</summary>
[MemoryDiagnoser]
public class SharedRefBenchmarks : IDisposable
{
    private const int Rounds = 1000;
    private const int ContendedRounds = 20_000;

    private readonly SharedRef<long> _shared = SharedRef.Of(1L, "shared");
    private readonly ReaderWriterLockSlim _slim = new();
    private readonly Lock _lock = new();
    private readonly Crew _crew = new(Environment.ProcessorCount);
    private long _plain = 1;

    [GlobalCleanup]
    public void Dispose()
    {
        _crew.Dispose();
        _shared.Dispose();
        _slim.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public long ReadPlainField()
    {
        long sum = 0;
        for (int i = 0; i < Rounds; i++)
            sum += Volatile.Read(ref _plain);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long ReadSharedRef() => Shared(Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long ReadReaderWriterLockSlim() => Slim(Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long ReadLock() => Locked(Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long ReadSharedRefAsync()
    {
        long sum = 0;
        for (int i = 0; i < Rounds; i++)
        {
            ValueTask<SharedReadLease<long>> asked = _shared.ReadAsync();
            using SharedReadLease<long> reading = asked.IsCompletedSuccessfully ? asked.Result : throw new InvalidOperationException();
            sum += reading.Value;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public void WriteSharedRef()
    {
        for (int i = 0; i < Rounds; i++)
        {
            using var writing = _shared.Write();
            writing.Value++;
        }
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public void WriteReaderWriterLockSlim()
    {
        for (int i = 0; i < Rounds; i++)
        {
            _slim.EnterWriteLock();
            _plain++;
            _slim.ExitWriteLock();
        }
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public void WriteLock()
    {
        for (int i = 0; i < Rounds; i++)
        {
            lock (_lock)
                _plain++;
        }
    }

    [Benchmark(OperationsPerInvoke = ContendedRounds)]
    public void AllReadSharedRef() => _crew.Run(() => Shared(ContendedRounds));

    [Benchmark(OperationsPerInvoke = ContendedRounds)]
    public void AllReadReaderWriterLockSlim() => _crew.Run(() => Slim(ContendedRounds));

    [Benchmark(OperationsPerInvoke = ContendedRounds)]
    public void AllReadLock() => _crew.Run(() => Locked(ContendedRounds));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Shared(int rounds)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            using var reading = _shared.Read();
            sum += reading.Value;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Slim(int rounds)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            _slim.EnterReadLock();
            sum += _plain;
            _slim.ExitReadLock();
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Locked(int rounds)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            lock (_lock)
                sum += _plain;
        }
        return sum;
    }

    /// <summary>Threads that run one body together, the caller among them.</summary>
    private sealed class Crew : IDisposable
    {
        private readonly Barrier _start;
        private readonly Barrier _end;
        private Action? _body;

        internal Crew(int threads)
        {
            _start = new Barrier(threads);
            _end = new Barrier(threads);
            for (int i = 1; i < threads; i++)
                new Thread(Work) { IsBackground = true }.Start();
        }

        public void Dispose()
        {
            _body = null;
            _start.SignalAndWait();
        }

        internal void Run(Action body)
        {
            _body = body;
            _start.SignalAndWait();
            body();
            _end.SignalAndWait();
        }

        private void Work()
        {
            while (true)
            {
                _start.SignalAndWait();
                if (_body is not { } body)
                    return;
                body();
                _end.SignalAndWait();
            }
        }
    }
}
