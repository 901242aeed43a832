using System;
using System.Threading;

namespace ForkJoin.Workers;

/// <summary>
/// What a thread from outside keeps of its visit to a pool: the worker that it was, so that it becomes the same one next time
/// without asking anybody – no lock, no interlocked operation. A thread keeps one pass, for the first pool that it visits and, once
/// that is closed, for another. Only so many threads have one, since thieves look at every worker; others borrow one for each visit.
/// </summary>
internal sealed class GuestPass
{
    [ThreadStatic]
    private static GuestPass? t_mine;

    private static readonly int s_most = Math.Max(8, 2 * Environment.ProcessorCount);
    private static int s_count;

    private readonly WorkerSet _set;
    private readonly Worker _worker;

    private GuestPass(WorkerSet set)
    {
        _set = set;
        _worker = set.RentGuest();
        _worker.HasPass = true;
    }

#pragma warning disable MA0055 // Nothing but the collector knows when a thread that belongs to somebody else has ended.
    ~GuestPass()
#pragma warning restore MA0055
    {
        Interlocked.Decrement(ref s_count);
        _worker.HasPass = false;
        _set.ReturnGuest(_worker);
    }

    /// <summary>The calling thread becomes a guest of the pool, by its pass or on loan.</summary>
    internal static Worker Enter(WorkerSet set)
    {
        if (t_mine is { } pass && ReferenceEquals(pass._set, set) && !pass._worker.IsPresent)
        {
            pass._worker.ArriveAgain();
            return pass._worker;
        }
        return EnterAnew(set);
    }

    private static Worker EnterAnew(WorkerSet set)
    {
        Worker guest = (t_mine is null || t_mine._set.IsClosed) && TryMake(set) is { } pass ? pass._worker : set.RentGuest();
        guest.Arrive();
        return guest;
    }

    private static GuestPass? TryMake(WorkerSet set)
    {
        if (Interlocked.Increment(ref s_count) > s_most)
        {
            Interlocked.Decrement(ref s_count);
            return null;
        }
        return t_mine = new GuestPass(set);
    }
}
