using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <summary>
/// What a thread from outside keeps of its visit to a pool: the worker that it was, so that it becomes the same one next time
/// without asking anybody – no lock, no interlocked operation. A thread keeps passes for the first few pools that it visits and
/// drops those of closed ones. There are only so many in all, since thieves look at every worker; who has none borrows a worker
/// for each visit.
/// </summary>
internal sealed class GuestPass
{
    private const int MostPools = 4;

    private static readonly int s_most = Math.Max(16, 4 * Environment.ProcessorCount);
    private static int s_count;

    private readonly WorkerSet _set;
    private readonly Worker _worker;

    /// <summary>This thread's pass for another pool.</summary>
    private readonly GuestPass? _next;

    private GuestPass(WorkerSet set, Worker worker, GuestPass? next)
    {
        _set = set;
        _worker = worker;
        _next = next;
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
    /// <param name="set">The pool's workers.</param>
    /// <param name="here">The executor in the thread's <see cref="Seat"/>.</param>
    /// <param name="passesHere">The thread's <see cref="Seat.Passes"/>.</param>
    internal static Worker Enter(WorkerSet set, ref Executor? here, ref object? passesHere)
    {
        // SAFETY: nothing but a pass is ever stored there.
        GuestPass? pass = Unsafe.As<GuestPass?>(passesHere);
        Worker? worker = pass is not null && ReferenceEquals(pass._set, set) ? pass._worker : FindFurther(set, pass);
        if (worker is null || worker.IsPresent)
        {
            // None for this pool; or this thread is that worker already, further out, and has entered another pool since.
            worker = worker is null && TryMake(set, ref passesHere) is { } made ? made._worker : set.RentGuest();
            worker.Forget();
        }
        worker.Arrive(ref here, visits: true);
        return worker;
    }

    private static Worker? FindFurther(WorkerSet set, GuestPass? pass)
    {
        while (pass is not null && !ReferenceEquals(pass._set, set))
            pass = pass._next;
        return pass?._worker;
    }

    private static GuestPass? TryMake(WorkerSet set, ref object? passesHere)
    {
        var first = (GuestPass?)passesHere;
        int kept = 0;
        GuestPass? open = null;
        for (GuestPass? pass = first; pass is not null; pass = pass._next)
        {
            if (pass._set.IsClosed)
                continue;
            kept++;
            open ??= pass;
        }
        if (kept == 0)
            passesHere = null;
        if (kept >= MostPools || Volatile.Read(ref s_count) >= s_most)
            return null;
        Worker worker = set.RentGuest();
        var made = new GuestPass(set, worker, open);
        Interlocked.Increment(ref s_count);
        worker.HasPass = true;
        passesHere = made;
        return made;
    }
}
