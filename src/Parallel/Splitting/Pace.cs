using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ForkJoin.Splitting;

/// <summary>
/// How many indices a worker runs between two looks whether somebody is hungry: as many as take some microseconds, measured while the
/// loop runs. Cheap bodies make large blocks, where a look costs nothing; dear ones are looked at after each index. And how long what is
/// left will take. A loop of few indices reads no clock.
/// </summary>
/// <param name="grain">The bounds of a block.</param>
/// <param name="block">The indices of the first block.</param>
internal struct Pace(Grain grain, ulong block)
{
    /// <summary>How long a hungry worker may wait for an answer, about; a theft takes a microsecond or two.</summary>
    private static readonly long s_wanted = Stopwatch.Frequency * 5 / 1_000_000;

    private long _since;

    /// <summary>The indices of the next block.</summary>
    internal ulong Block { readonly get; private set; } = block;

    /// <summary>Whether the block at hand takes much longer than wanted. For those who say when it begins.</summary>
    internal readonly bool IsLate => Stopwatch.GetTimestamp() - _since > s_wanted * 2;

    /// <summary>A block begins now, which is not where the last one ended.</summary>
    internal void Restart() => _since = Stopwatch.GetTimestamp();

    /// <summary>The time that what is left will take, in units of <see cref="Stopwatch"/>, as the last block that was measured tells.</summary>
    internal double Ahead { readonly get; private set; }

    /// <summary>A block has been run.</summary>
    /// <param name="left">How many indices are left.</param>
    /// <returns>Whether <see cref="Ahead"/> is known now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Adapt(ulong left) => left > grain.Untimed && Measure(left);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Measure(ulong left)
    {
        long now = Stopwatch.GetTimestamp();
        long since = _since;
        _since = now;
        return since != 0 && Adapt(left, now - since);
    }

    /// <summary>The same, where the block is known to have taken so long.</summary>
    internal bool Adapt(ulong left, long took)
    {
        Ahead = (double)left / Block * took;
        if (took * 32 < s_wanted)
            Block = grain.Times(Block, 16);
        else if (took * 2 < s_wanted)
            Block = grain.Times(Block, 2);
        else if (took > s_wanted * 2)
            Block = grain.AtLeast((ulong)(Block * (double)s_wanted / took));
        return took * 10 >= s_wanted; // or else reading the clock is too much of it
    }
}
