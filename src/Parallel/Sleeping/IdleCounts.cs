using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>
/// How many workers of a pool look for work and how many sleep, in one word, so that whoever publishes work learns both with one
/// load. Changed only when a worker's state changes, never when something is forked. The protocol is in README.md beside this file.
/// </summary>
internal struct IdleCounts<TSync>
    where TSync : struct, ISync
{
    /*  63 ............... 32  31 ................ 0
       [workers asleep      ]  [workers searching   ]  */
    private const long OneSleeper = 1L << 32;
    private const long OneSearcher = 1;

    private PaddedLong _word;

    /// <summary>Both counts at one moment.</summary>
    internal readonly record struct Snapshot(int Searching, int Sleeping)
    {
        /// <summary>Somebody sleeps and nobody is up looking: new work needs a wake-up.</summary>
        internal bool NeedsWaking => Sleeping > 0 && Searching == 0;

        internal int Idle => Searching + Sleeping;
    }

    internal Snapshot Read() => Unpack(TSync.Acquire(ref _word.Value));

    internal void StartSearching() => TSync.Add(ref _word.Value, OneSearcher);                            // S1

    /// <returns>Whether this was the last searcher: it must then see to it that further work is noticed.</returns>
    internal bool StopSearching() =>
        Unpack(TSync.Add(ref _word.Value, -OneSearcher)).Searching == 0;             // S2: a full fence before looking again

    internal void FallAsleep() => TSync.Add(ref _word.Value, OneSleeper - OneSearcher);          // S4: a full fence

    /// <summary>Done by whoever wakes, not by who is woken: from here on nobody wakes a second one for the same work.</summary>
    internal void WakeUp() => TSync.Add(ref _word.Value, OneSearcher - OneSleeper);

    private static Snapshot Unpack(long word) => new((int)word, (int)(word >> 32));
}
