using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ForkJoin.Splitting;

/// <summary>
/// How many indices a worker runs between two looks whether somebody is hungry: as many as take some microseconds, measured while the
/// loop runs. Cheap bodies make large blocks, where a look costs nothing; dear ones are looked at after each index. A loop of few
/// indices reads no clock.
/// </summary>
internal struct Pace
{
    /// <summary>Loops no longer than this, in blocks of the smallest size, are not timed: reading the clock twice costs as much as some of them.</summary>
    private const int Untimed = 16;

    /// <summary>How long a hungry worker may wait for an answer, about; a theft takes a microsecond or two.</summary>
    private static readonly long s_wanted = Stopwatch.Frequency * 5 / 1_000_000;

    private readonly ulong _most;
    private readonly ulong _untimed;
    private long _since;

    /// <param name="smallest">The fewest indices of a block, 1 or more; the last of a loop may be smaller.</param>
    /// <param name="most">The most indices of a block.</param>
    internal Pace(ulong smallest, ulong most)
    {
        Smallest = Block = smallest;
        _most = Math.Max(smallest, most);
        _untimed = smallest > ulong.MaxValue / Untimed ? ulong.MaxValue : smallest * Untimed;
    }

    /// <summary>From one index on, without a bound.</summary>
    internal static Pace Automatic => new(1, long.MaxValue);

    /// <summary>The fewest indices of a block.</summary>
    internal ulong Smallest { get; }

    /// <summary>The indices of the next block.</summary>
    internal ulong Block { readonly get; private set; }

    /// <summary>A block has been run.</summary>
    /// <param name="left">How many indices are left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Adapt(ulong left)
    {
        if (left > _untimed)
            Measure();
    }

    /// <summary>The pace for a part of the range that starts at another time, perhaps on another thread.</summary>
    internal readonly Pace Handed() => this with { _since = 0 };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Measure()
    {
        long now = Stopwatch.GetTimestamp();
        long since = _since;
        _since = now;
        if (since == 0)
            return; // the first block is cold
        long took = now - since;
        if (took * 32 < s_wanted)
            Grow(16);
        else if (took * 2 < s_wanted)
            Grow(2);
        else if (took > s_wanted * 2)
            Block = Math.Max(Smallest, (ulong)(Block * (double)s_wanted / took) / Smallest * Smallest);
    }

    private void Grow(ulong times) => Block = Block > _most / times ? _most / Smallest * Smallest : Block * times;
}
