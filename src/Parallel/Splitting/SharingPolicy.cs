using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// Whether a worker shares what it has left of a range, and when it does so unasked. A loop is worth as much as it is long, which nobody
/// knows beforehand: few indices may each be long; the caller's next loop is taken to be as long as his last one; and in any other case the
/// first block tells. All that is decided about that is decided here; README.md, "What is worth sharing" and "Long loops have parts".
/// </summary>
internal struct SharingPolicy
{
    /// <summary>A long loop is shared in about so many parts for each worker.</summary>
    private const int PartsForEachWorker = 4;

    private Worth _worth;
    private bool _isTold;

    /// <summary>A range is begun.</summary>
    /// <param name="left">How many indices it has.</param>
    /// <param name="isWhole">Whether it is all of a loop, of which nothing is known but what is expected.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="executor">The worker at work.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SharingPolicy(ulong left, bool isWhole, LoopControl loop, Executor executor)
    {
        IsFew = left <= loop.Grain.Untimed * (ulong)executor.Crew;
        bool isExpectedLong = isWhole && loop.Length.IsExpectedLong;
        if (IsFew || isExpectedLong)
            _worth = Worth.Waking;
        if (isExpectedLong)
            FoundLong(left, loop, executor);
        if (IsFew)
            executor.AskForMore();
    }

    /// <summary>Whether it has so few indices that each may be long: then it is worth everything at once.</summary>
    internal readonly bool IsFew { get; }

    /// <summary>Whether what is left is to be shared, now that somebody is hungry.</summary>
    internal readonly bool IsWanted(Executor executor) =>
        _worth == Worth.Waking || (_worth == Worth.Sharing && executor.SomeoneSearches);

    /// <summary>Whether what is left goes in parts: a half of it is to be shared before it is begun, although nobody has asked.</summary>
    /// <returns>If true, another worker takes part until <see cref="LoopControl.EndShare"/>, and the worker's next join shares.</returns>
    internal static bool SharesPart(ulong left, LoopControl loop, Executor executor)
    {
        ulong size = loop.Length.PartSize;
        if (size == 0 || left <= size || !loop.TryShare())
            return false;
        if (executor.ShareNext())
            return true;
        loop.EndShare();
        return false;
    }

    /// <summary>It has been measured how long the range will take. What that means for the loop is told once, and again where it is worth more.</summary>
    /// <param name="ahead">The time that is left, in units of <see cref="Stopwatch"/>.</param>
    /// <param name="left">How many indices are left.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="executor">The worker at work.</param>
    /// <returns>Whether it is now known to be long: see <see cref="SharesPart"/>.</returns>
    internal bool Judge(double ahead, ulong left, LoopControl loop, Executor executor)
    {
        Worth before = _worth;
        _worth = LoopLength.WorthOf(ahead);
        if (_isTold && _worth <= before)
            return false;
        _isTold = true;
        // A half of what was expected to be long need not be so itself.
        executor.LoopsAreLong |= _worth == Worth.Waking || (_worth == Worth.Sharing && loop.Length.IsExpectedLong);
        if (_worth != Worth.Waking)
            return false;
        FoundLong(left, loop, executor);
        return true;
    }

    private static void FoundLong(ulong left, LoopControl loop, Executor executor)
    {
        executor.FoundLong();
        if (loop.Length.PartSize == 0)
            loop.Length.PartSize = Math.Max(loop.Grain.Smallest, left / (ulong)(PartsForEachWorker * executor.Crew));
    }
}

/// <summary>What is known of a loop's length in time, for all who are at it. Written by any of them: each would write about the same.</summary>
internal struct LoopLength
{
    /// <summary>What has to be left of a loop for it to be worth sharing with somebody who looks for work: some times what a theft costs the two.</summary>
    private static readonly long s_worthSharing = Stopwatch.Frequency * 12 / 1_000_000;

    /// <summary>What has to be left of a loop for it to be worth waking somebody: three times what waking takes.</summary>
    private static readonly long s_worthWaking = Stopwatch.Frequency * 90 / 1_000_000;

    /// <summary>Whether it is shared before it is known to be worth it, because the caller's last one was.</summary>
    internal bool IsExpectedLong { readonly get; private set; }

    /// <summary>
    /// Where the loop is long: larger parts than this are shared before they are begun, since what a worker has left is out of reach
    /// while it is at a dear index. 0 where that is not known.
    /// </summary>
    internal ulong PartSize { readonly get; set; }

    /// <inheritdoc cref="s_worthWaking"/>
    internal static long WorthWaking => s_worthWaking;

    /// <summary>What may be spent on a loop that takes so long yet.</summary>
    internal static Worth WorthOf(double ahead) =>
        ahead < s_worthSharing ? Worth.Nothing : ahead < s_worthWaking ? Worth.Sharing : Worth.Waking;

    /// <summary>A loop is called: it is taken to be as long as the one that its caller called last, once.</summary>
    internal void Expect(Executor caller)
    {
        IsExpectedLong = caller.LoopsAreLong;
        caller.LoopsAreLong = false;
    }
}

/// <summary>
/// Finds out that a loop whose length nobody knows is worth waking somebody: it has already lasted as long as one has to be for that.
/// </summary>
internal struct Longness()
{
    private long _until = Stopwatch.GetTimestamp() + LoopLength.WorthWaking;

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
