using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>
/// Tells a job's owner that its thief is done. One int of the job: open, then set; in between perhaps marked as waited for, so
/// that the thief knows whom to wake. A latch knows a parker, never a pool.
/// </summary>
internal static class Latch<TSync>
    where TSync : struct, ISync
{
    private const int Open = 0;
    private const int Waited = 1;
    private const int Done = 2;

    /// <summary>Whoever sees it set sees all that was done before.</summary>
    internal static bool IsSet(ref int latch) => TSync.Acquire(ref latch) == Done;                                     // L1

    /// <summary>The owner is about to sleep.</summary>
    /// <returns>False when the latch is set already: do not sleep.</returns>
    internal static bool StartWaiting(ref int latch) =>
        TSync.CompareExchange(ref latch, Waited, Open) != Done;                      // H2, H3: an interlocked operation is a full fence

    /// <summary>
    /// Sets the latch. The last touch of the job: the moment it is set, the owner may use the job again for something else. So
    /// whatever is needed to wake the owner is read before.
    /// </summary>
    internal static void Set(ref int latch, Parker<TSync> owner)
    {
        if (TSync.Exchange(ref latch, Done) == Waited)                               // L2
            owner.Unpark();
    }

    /// <summary>Sets the latch of a job that no thief ever had.</summary>
    internal static void SetByOwner(ref int latch) => TSync.Release(ref latch, Done);                                 // L3
}
