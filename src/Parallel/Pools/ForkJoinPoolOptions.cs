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

    /// <summary>
    /// How many workers take part, the calling thread being one of them: 1 to 32 767, as many as processors unless set. A pool of
    /// n has n − 1 threads of its own.
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

    /// <summary>The priority of the pool's threads.</summary>
    public ThreadPriority Priority { get; init; } = ThreadPriority.Normal;
}
