using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>The last look of a worker that waits for a stolen job.</summary>
internal interface ILastLook
{
    /// <summary>Whether there is, or may be, something that it can help with: then it must not sleep.</summary>
    bool SeesWork();
}

/// <summary>
/// How a worker sleeps that waits for a stolen job, and is woken when the job is done or when there is something below it to help
/// with: steps H1 to H5 of README.md. One of each worker, never copied.
/// </summary>
internal struct HelperSleep<TSync>()
    where TSync : struct, ISync
{
    private int _asleep;

    /// <summary>Where it sleeps. May hold a stale token; its waits look again.</summary>
    internal Parker<TSync> Parker { get; } = new();

    /// <summary>Sleeps, unless the latch is set or the last look sees work. Returns for any reason or none: look again.</summary>
    internal void Sleep<TLook>(ref int latch, ref TLook look)
        where TLook : struct, ILastLook
    {
        TSync.Release(ref _asleep, 1);                                               // H1
        if (Latch<TSync>.StartWaiting(ref latch) && !look.SeesWork())                // H2, H3, H4
            Parker.Park();                                                           // H5
        TSync.Release(ref _asleep, 0);
    }

    /// <summary>
    /// For whoever has made public something below the job that this worker waits for, after P2. Of several one wakes it: whoever
    /// finds it no longer asleep knows that it will look again.
    /// </summary>
    internal void Wake()
    {
        if (TSync.Acquire(ref _asleep) != 0 && TSync.Exchange(ref _asleep, 0) != 0)  // P7
            Parker.Unpark();
    }
}
