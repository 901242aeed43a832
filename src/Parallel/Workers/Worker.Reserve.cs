using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// What an idle worker takes, and the life of one from the reserve: called up, it works like the pool's own threads; no longer
/// needed, it rests. See README.md beside this file.
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>
    /// An idle worker looks at the deques first: what has begun is finished before something new is, which keeps memory and the
    /// time of each piece bounded. But every so many looks it asks for posted work first, so that recursion without end does not
    /// starve it. (Go's scheduler looks at its global queue now and then for the same reason.) The other way round nothing can
    /// starve: every fork has an owner, who runs it himself if nobody else does.
    /// </summary>
    private const int LooksForEachAtPostedFirst = 16;

    private readonly PostedJob _posted = new();

    private int _looks;

    /// <summary>Whether the reserve owns it.</summary>
    private bool _inReserve;

    /// <summary>It is on the list of those who rest, and may already have been called up again.</summary>
    private bool _dismissed;

    /// <summary>One look at everything there is for a worker with nothing of its own to do.</summary>
    private Job? TakeWork(out bool contended)
    {
        contended = false;
        if (IsDismissed())
            return null;
        if (++_looks % LooksForEachAtPostedFirst == 0 && TakePosted() is { } first)
            return first;
        return StealFromAnyone(default(TakeAny), out contended) ?? TakePosted();
    }

    private PostedJob? TakePosted() => _set.Injector.Take() is { } work ? _posted.Holding(work, this) : null;

    private bool IsDismissed() => _inReserve && (_dismissed || (_dismissed = _set.Reserve.MayRest(this)));

    /// <summary>Runs until the pool is closed. Whoever calls it up has counted it as searching.</summary>
    internal void ServeInReserve()
    {
        _inReserve = true;
        while (true)
        {
            Forget();
            Arrive(ref Seat.Mine.Executor);
            while (WorkUntilNothingIsLeft())
            {
                // Each round is a call of its own, so that a resting worker's stack keeps nothing alive that it worked on.
            }
            _set.Sleepers.StopSearching(_set);                                                   // R4
            Leave(ref Seat.Mine.Executor);
            if (!_dismissed)
                return;
            _dismissed = false;
            IdleParker.Park();                                                      // R5
        }
    }
}
