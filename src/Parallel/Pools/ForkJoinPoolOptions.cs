using System;
using System.Threading;

namespace ForkJoin;

/// <summary>How a pool is made.</summary>
/// <example><code>
/// using var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = 4, Name = "images" });
/// </code></example>
public sealed record ForkJoinPoolOptions
{
    private readonly int _workers = Environment.ProcessorCount;
    private readonly int _stackSize;
    private readonly int _mostSpareThreads = 256;

    /// <summary>
    /// How many workers take part, the calling thread being one of them: 1 to 32 767, as many as processors unless set. A pool of
    /// n has n − 1 threads of its own; further ones are started when work is posted (see
    /// <see cref="ForkJoinPool.RunAsync(Action, CancellationToken)"/>) or when a worker blocks (see <see cref="MostSpareThreads"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 32 767.</exception>
    public int Workers
    {
        get => _workers;
        init
        {
            if (value is < 1 or > short.MaxValue)
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "A pool has 1 to 32767 workers, the calling thread being one of them.");
            _workers = value;
        }
    }

    /// <summary>The name of the pool and of its threads, as debuggers show it.</summary>
    public string Name { get; init; } = "ForkJoin";

    /// <summary>The stack of each thread of the pool in bytes; 0, unless set, for the system's default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StackSize
    {
        get => _stackSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _stackSize = value;
        }
    }

    /// <summary>
    /// How many threads may work in the place of blocked workers at the same time (<see cref="ForkJoinPool.Blocking(Action)"/>): 256
    /// unless set, at most 32 767; with 0 blocking is not compensated. When so many are at work, further workers simply block.
    /// A thread is started only when a worker is blocked and none rests, so the number costs nothing by itself. 256 is far more
    /// than a program that works needs, and few enough that one that blocks by mistake does not exhaust the machine.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0 or above 32 767.</exception>
    public int MostSpareThreads
    {
        get => _mostSpareThreads;
        init
        {
            if (value is < 0 or > short.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(value), value, "A pool has 0 to 32767 spare threads.");
            _mostSpareThreads = value;
        }
    }

    /// <summary>The priority of the pool's threads.</summary>
    public ThreadPriority Priority { get; init; } = ThreadPriority.Normal;
}
