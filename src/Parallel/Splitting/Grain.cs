using System;

namespace ForkJoin.Splitting;

/// <summary>The bounds of a loop's blocks.</summary>
internal sealed class Grain
{
    /// <summary>Loops of no more blocks than this are not timed: reading the clock twice costs as much as some of them.</summary>
    private const int BlocksUntimed = 16;

    private readonly ulong _most;

    /// <param name="smallest">The fewest indices of a block, 1 or more; the last of a loop may be smaller.</param>
    /// <param name="most">The most indices of a block.</param>
    internal Grain(ulong smallest, ulong most)
    {
        Smallest = smallest;
        _most = Math.Max(smallest, most) / smallest * smallest;
        Untimed = smallest > ulong.MaxValue / BlocksUntimed ? ulong.MaxValue : smallest * BlocksUntimed;
    }

    /// <summary>From one index on, without a bound.</summary>
    internal static Grain Automatic { get; } = new(1, long.MaxValue);

    /// <summary>The fewest indices of a block.</summary>
    internal ulong Smallest { get; }

    /// <summary>What is left of a loop, up to which it is not timed.</summary>
    internal ulong Untimed { get; }

    /// <summary>A block so many times as large, within the bounds.</summary>
    internal ulong Times(ulong block, ulong times) => block > _most / times ? _most : block * times;

    /// <summary>A block of about so many indices, within the bounds: like all blocks a multiple of the smallest.</summary>
    internal ulong AtLeast(ulong block) => Math.Max(Smallest, block / Smallest * Smallest);
}
