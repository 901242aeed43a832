using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>
/// The life of a pool's thread: look for work, run it, sleep when there is none, and – if it is the reserve's – rest when it is no longer
/// needed. Steps S1 to S7 of Sleeping/README.md, and R3 to R5 of README.md beside this file. Knows what a worker can do, never what
/// work is. One of each worker, never copied.
/// </summary>
internal struct IdleLife<TSync>()
    where TSync : struct, ISync
{
    /// <summary>Whether the reserve owns this thread.</summary>
    private bool _inReserve;

    /// <summary>It is on the list of those who rest, and may already have been called up again.</summary>
    private bool _dismissed;

    /// <summary>
    /// Where it sleeps and rests. Exactly one token for each time that it is taken off the list of sleepers or of those who rest.
    /// </summary>
    internal Parker<TSync> Parker { get; } = new();

    /// <summary>The life of a pool's own thread.</summary>
    internal void RunUntilClosed<TJob>(IPool<TSync> pool, IIdler<TJob> worker)
        where TJob : class
    {
        worker.Begin();
        pool.Sleepers.StartSearching();                                             // S1
        WorkUntilSentHome(pool, worker);
        pool.Sleepers.Counts.StopSearching();
        worker.End();
    }

    /// <summary>The life of a thread of the reserve. Whoever calls it up has counted it as searching.</summary>
    internal void ServeInReserve<TJob>(IPool<TSync> pool, IIdler<TJob> worker)
        where TJob : class
    {
        _inReserve = true;
        do
        {
            worker.Begin();
            WorkUntilSentHome(pool, worker);
            pool.Sleepers.StopSearching(pool);                                      // R4
            worker.End();
        }
        while (RestsUntilCalledUp());
    }

    private bool RestsUntilCalledUp()
    {
        if (!_dismissed)
            return false;
        _dismissed = false;
        Parker.Park();                                                              // R5
        return true;
    }

    private void WorkUntilSentHome<TJob>(IPool<TSync> pool, IIdler<TJob> worker)
        where TJob : class
    {
        while (WorkUntilNothingIsLeft(pool, worker))
        {
            // Each round is a call of its own, so that a sleeping or resting worker's stack keeps nothing alive that it worked on.
        }
    }

    /// <returns>False when the pool is closed, or the worker is sent back to the reserve.</returns>
    private bool WorkUntilNothingIsLeft<TJob>(IPool<TSync> pool, IIdler<TJob> worker)
        where TJob : class
    {
        if (FindWork(pool, worker) is not { } job)
            return false;
        pool.Sleepers.StopSearching(pool);                                          // S2
        // Who has just finished a job looks once more before it counts as searching: a thief of many small jobs would otherwise
        // write the word that every publisher reads, twice for each.
        for (TJob? next = job; next is not null; next = TakeWork(pool, worker, out _))
            worker.RunTaken(next);
        pool.Sleepers.StartSearching();                                             // S1
        return true;
    }

    /// <returns>A job; null when the pool is closed, or the worker is sent back to the reserve.</returns>
    private TJob? FindWork<TJob>(IPool<TSync> pool, IIdler<TJob> worker)
        where TJob : class
    {
        int looks = 0;
        while (!pool.Sleepers.AreClosed && !IsDismissed(pool))
        {
            if (TakeWork(pool, worker, out bool contended) is { } job)
                return job;
            if (_dismissed)
                return null; // it may have been called up again already: the token at its parker is for R5, not for a sleep
            if (contended || worker.WaitsForNextLook(++looks))
                continue;
            pool.Sleepers.Sleep(Parker, pool, pool.Watched);                        // S3 to S7
            looks = 0;
        }
        return null;
    }

    private TJob? TakeWork<TJob>(IPool<TSync> pool, IIdler<TJob> worker, out bool contended)
        where TJob : class
    {
        contended = false;
        return IsDismissed(pool) ? null : worker.TakeWork(out contended);
    }

    /// <summary>Whether it is to rest; asked at every look, before a sleep and after it.</summary>
    private bool IsDismissed(IPool<TSync> pool) => _inReserve && (_dismissed || (_dismissed = pool.Reserve.MayRest(Parker)));
}
