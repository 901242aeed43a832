using System.Collections;
using System.Collections.Concurrent;

namespace ForkJoin.Tests.DropIn;

/// <summary>Numbers from 0 on, whose enumerators count what is done with them and can be made to fail at any of their members.</summary>
internal sealed class Numbers(int count) : IEnumerable<int>, IDisposable
{
    private int _enumerators;
    private int _disposals;
    private int _ownDisposals;
    private int _moves;
    private int _inside;

    internal int Count { get; } = count;

    internal Fault Fault { get; init; }

    /// <summary>The number before which the enumerator fails.</summary>
    internal int FaultAt { get; init; }

    /// <summary>Whether all take from one enumerator.</summary>
    internal bool IsShared { get; init; } = true;

    /// <summary>Whether two threads have been inside one enumerator at one time.</summary>
    internal bool WereTwoInside { get; private set; }

    internal int Enumerators => _enumerators;

    internal int Disposals => _disposals;

    internal int OwnDisposals => _ownDisposals;

    internal int Moves => _moves;

    /// <summary>Runs at each MoveNext.</summary>
    internal Action? Moving { get; init; }

    public IEnumerator<int> GetEnumerator()
    {
        if (Fault == Fault.NullEnumerator)
            return null!;
        if (Fault == Fault.GetEnumerator)
            throw new FaultException(Fault);
        Interlocked.Increment(ref _enumerators);
        return new Enumerator(this);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Interlocked.Increment(ref _ownDisposals);
        if (Fault == Fault.DisposeSource)
            throw new FaultException(Fault);
    }

    private sealed class Enumerator(Numbers numbers) : IEnumerator<int>
    {
        private int _at = -1;

        public int Current => numbers.Fault == Fault.Current && _at >= numbers.FaultAt ? throw new FaultException(numbers.Fault) : _at;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (Interlocked.Increment(ref numbers._inside) != 1 && numbers.IsShared)
                numbers.WereTwoInside = true;
            Interlocked.Increment(ref numbers._moves);
            numbers.Moving?.Invoke();
            Interlocked.Decrement(ref numbers._inside);
            return numbers.Fault == Fault.MoveNext && _at + 1 >= numbers.FaultAt ? throw new FaultException(numbers.Fault) : ++_at < numbers.Count;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            Interlocked.Increment(ref numbers._disposals);
            if (numbers.Fault == Fault.Dispose)
                throw new FaultException(numbers.Fault);
        }
    }
}

/// <summary>A partitioner that gives what it is told to give: each worker the same numbers.</summary>
internal sealed class Given(IEnumerable<int>? partitions, bool dynamic = true, bool throws = false) : Partitioner<int>
{
    public override bool SupportsDynamicPartitions => dynamic;

    public override IEnumerable<int> GetDynamicPartitions() => throws ? throw new FaultException(Fault.Partition) : partitions!;

    public override IList<IEnumerator<int>> GetPartitions(int partitionCount) => throw new NotSupportedException();
}

/// <summary>The same with keys.</summary>
internal sealed class GivenKeys(IEnumerable<int>? partitions, bool dynamic = true, bool normalized = true) : OrderablePartitioner<int>(true, true, normalized)
{
    public override bool SupportsDynamicPartitions => dynamic;

    public override IEnumerable<KeyValuePair<long, int>> GetOrderableDynamicPartitions() =>
        partitions?.Select(static item => KeyValuePair.Create((long)item, item))!;

    public override IList<IEnumerator<KeyValuePair<long, int>>> GetOrderablePartitions(int partitionCount) => throw new NotSupportedException();
}

/// <summary>Where a source fails.</summary>
public enum Fault
{
    None,
    GetEnumerator,
    NullEnumerator,
    MoveNext,
    Current,
    Dispose,
    DisposeSource,
    Partition,
}

/// <summary>What a source throws that was told to.</summary>
internal sealed class FaultException(Fault fault) : Exception(fault.ToString());
