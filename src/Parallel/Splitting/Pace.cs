using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ForkJoin.Splitting;

/// <summary>
/// How many indices a worker runs between two looks whether somebody is hungry: as many as take some microseconds, measured while the
/// loop runs. Cheap bodies make large blocks, where a look costs nothing; dear ones are looked at after each index. And whether what is
/// left is worth anybody's help. A loop of few indices reads no clock.
/// </summary>
/// <param name="grain">The bounds of a block.</param>
/// <param name="block">The indices of the first block.</param>
internal struct Pace(Grain grain, ulong block)
{
    /// <summary>How long a hungry worker may wait for an answer, about; a theft takes a microsecond or two.</summary>
    private static readonly long s_wanted = Stopwatch.Frequency * 5 / 1_000_000;

    /// <summary>What has to be left of a loop for it to be worth sharing with somebody who looks for work: some times what a theft costs the two.</summary>
    private static readonly long s_worthSharing = Stopwatch.Frequency * 12 / 1_000_000;

    /// <summary>What has to be left of a loop for it to be worth waking somebody: three times what waking takes.</summary>
    private static readonly long s_worthWaking = Stopwatch.Frequency * 90 / 1_000_000;

    /// <inheritdoc cref="s_worthWaking"/>
    internal static long WorthWaking => s_worthWaking;

    private long _since;

    /// <summary>The indices of the next block.</summary>
    internal ulong Block { readonly get; private set; } = block;

    /// <summary>Whether the block at hand takes much longer than wanted. For those who say when it begins.</summary>
    internal readonly bool IsLate => Stopwatch.GetTimestamp() - _since > s_wanted * 2;

    /// <summary>A block begins now, which is not where the last one ended.</summary>
    internal void Restart() => _since = Stopwatch.GetTimestamp();

    /// <summary>Whether what is left is worth sharing, as far as is known.</summary>
    internal Worth Worth { readonly get; private set; }

    /// <summary>A range is begun.</summary>
    /// <param name="isFew">Whether it has so few indices that each may be long: then it is worth everything at once.</param>
    /// <param name="isExpectedLong">Whether it is taken to be, until its length in time is known.</param>
    internal void Begin(bool isFew, bool isExpectedLong)
    {
        if (isFew || isExpectedLong)
            Worth = Worth.Waking;
        if (!isFew)
            _since = Stopwatch.GetTimestamp();
    }

    /// <summary>A block has been run.</summary>
    /// <param name="left">How many indices are left.</param>
    /// <returns>Whether <see cref="Worth"/> has been judged by it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Adapt(ulong left) => left > grain.Untimed && Measure(left);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Measure(ulong left)
    {
        long now = Stopwatch.GetTimestamp();
        long since = _since;
        _since = now;
        if (since == 0)
            return false;
        long took = now - since;
        bool isLongEnough = took * 10 >= s_wanted; // or else reading the clock is too much of it
        if (isLongEnough)
            Worth = Judge((double)left / Block * took);
        if (took * 32 < s_wanted)
            Block = grain.Times(Block, 16);
        else if (took * 2 < s_wanted)
            Block = grain.Times(Block, 2);
        else if (took > s_wanted * 2)
            Block = grain.AtLeast((ulong)(Block * (double)s_wanted / took));
        return isLongEnough;
    }

    private static Worth Judge(double ahead) =>
        ahead < s_worthSharing ? Worth.Nothing : ahead < s_worthWaking ? Worth.Sharing : Worth.Waking;
}

/// <summary>
/// Finds out that a loop whose length nobody knows is worth waking somebody: it has already lasted as long as one has to be for that.
/// </summary>
internal struct Longness()
{
    private long _until = Stopwatch.GetTimestamp() + Pace.WorthWaking;

    /// <summary>True once: at the first look after that time.</summary>
    internal bool HasBecomeLong()
    {
        if (_until == long.MaxValue || Stopwatch.GetTimestamp() < _until)
            return false;
        _until = long.MaxValue;
        return true;
    }
}

/// <summary>What may be spent on having part of a loop run elsewhere.</summary>
internal enum Worth
{
    /// <summary>Nothing: it is over sooner than it is handed over.</summary>
    Nothing,

    /// <summary>A theft, by somebody who is awake.</summary>
    Sharing,

    /// <summary>Waking somebody.</summary>
    Waking,
}
