using System;
using System.Diagnostics;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <content>
/// What an idle worker takes, and how it passes the time between two looks. The steps of its life are in <see cref="IdleLife{TSync}"/>.
/// </content>
internal sealed unsafe partial class Worker : IIdler<Job>
{
    /// <summary>Looks at everybody before sleeping; together some fifty microseconds, about what waking costs.</summary>
    private const int LooksBeforeIdleSleep = 40;

    private const int LooksBetweenQuestions = 8;

    /// <summary>After so many in a row that were not worth stealing, an idle worker asks for no more and goes to sleep.</summary>
    private const int MostTinySteals = 5;

    private const int MostPauses = 8;

    /// <summary>
    /// An idle worker looks at the deques first: what has begun is finished before something new is, which keeps memory and the
    /// time of each piece bounded. But every so many looks it asks for posted work first, so that recursion without end does not
    /// starve it. (Go's scheduler looks at its global queue now and then for the same reason.) The other way round nothing can
    /// starve: every fork has an owner, who runs it himself if nobody else does.
    /// </summary>
    private const int LooksForEachAtPostedFirst = 16;

    private readonly PostedJob _posted = new();

    private IdleLife<HardwareSync> _life = new();

    private int _looks;

    /// <summary>The life of one of the pool's own threads.</summary>
    internal void RunUntilClosed() => _life.RunUntilClosed(_set, this);

    /// <summary>The life of a thread of the reserve. Whoever calls it up has counted it as searching.</summary>
    internal void ServeInReserve() => _life.ServeInReserve(_set, this);

    /// <inheritdoc/>
    public void Begin()
    {
        Forget();
        Arrive(ref Seat.Mine.Executor);
    }

    /// <inheritdoc/>
    public void End() => Leave(ref Seat.Mine.Executor);

    /// <inheritdoc/>
    public Job? TakeWork(out bool contended)
    {
        contended = false;
        if (++_looks % LooksForEachAtPostedFirst == 0 && TakePosted() is { } first)
            return first;
        return StealFromAnyone(default(TakeAny), out contended) ?? TakeOfferOfAnyone() ?? TakePosted();
    }

    private PostedJob? TakePosted() => _set.Injector.Take() is { } work ? _posted.Holding(work, this) : null;

    /// <inheritdoc/>
    public void RunTaken(Job job)
    {
        long start = Stopwatch.GetTimestamp();
        RunStolen(job);
        _tinySteals = Stopwatch.GetTimestamp() - start > s_worthStealing ? 0 : _tinySteals + 1;
        // Each theft of a tiny fork costs its owner several forks' time: the more there were in a row, the longer he is left alone.
        for (int pauses = Math.Min(_tinySteals / 2, MostPauses); pauses > 0; pauses--)
            Pause();
    }

    /// <inheritdoc/>
    public bool WaitsForNextLook(int looks)
    {
        if (looks >= LooksBeforeIdleSleep)
        {
            _tinySteals = 0;
            return false;
        }
        if (looks % LooksBetweenQuestions == (StealsAreTiny ? 0 : 1) && _tinySteals < MostTinySteals)
            AskEveryone();
        Pause();
        return true;
    }
}
