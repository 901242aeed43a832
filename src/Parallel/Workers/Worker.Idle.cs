using System;
using System.Diagnostics;
using System.Threading;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>The life of a pool's own thread: look for work, run it, and sleep when there is none. See Sleeping/README.md.</content>
internal sealed unsafe partial class Worker
{
    /// <summary>Looks at everybody before sleeping; together some fifty microseconds, about what waking costs.</summary>
    private const int LooksBeforeIdleSleep = 40;

    private const int LooksBetweenQuestions = 8;

    /// <summary>After so many in a row that were not worth stealing, an idle worker asks for no more and goes to sleep.</summary>
    private const int MostTinySteals = 5;

    private const int MostPauses = 8;

    /// <summary>Runs until the pool is closed.</summary>
    internal void RunUntilClosed()
    {
        Forget();
        Arrive(ref Seat.Mine.Executor);
        _set.Sleepers.StartSearching();                                             // S1
        while (WorkUntilNothingIsLeft())
        {
            // Each round is a call of its own, so that a sleeping worker's stack keeps nothing alive that it worked on.
        }
        _set.Idle.StopSearching();
        Leave(ref Seat.Mine.Executor);
    }

    /// <returns>False when the pool is closed, or the worker is sent back to the reserve.</returns>
    private bool WorkUntilNothingIsLeft()
    {
        if (FindWork() is not { } job)
            return false;
        _set.Sleepers.StopSearching(_set);                                          // S2
        // Who has just finished a job looks once more before it counts as searching: a thief of many small jobs would otherwise
        // write the word that every publisher reads, twice for each.
        for (Job? next = job; next is not null; next = TakeWork(out _))
        {
            long start = Stopwatch.GetTimestamp();
            RunStolen(next);
            _tinySteals = Stopwatch.GetTimestamp() - start > s_worthStealing ? 0 : _tinySteals + 1;
            // Each theft of a tiny fork costs its owner several forks' time: the more there were in a row, the longer he is left alone.
            for (int pauses = Math.Min(_tinySteals / 2, MostPauses); pauses > 0; pauses--)
                Pause();
        }
        _set.Sleepers.StartSearching();                                             // S1
        return true;
    }

    /// <returns>A job; null when the pool is closed, or the worker is sent back to the reserve.</returns>
    private Job? FindWork()
    {
        int looks = 0;
        while (!_set.IsClosed && !IsDismissed())
        {
            if (TakeWork(out bool contended) is { } job)
                return job;
            if (_dismissed)
                return null; // it may have been called up again already: the token at its parker is for R5, not for a sleep
            if (contended)
                continue;
            if (++looks < LooksBeforeIdleSleep)
            {
                if (looks % LooksBetweenQuestions == (StealsAreTiny ? 0 : 1) && _tinySteals < MostTinySteals)
                    AskEveryone();
                Pause();
                continue;
            }
            _set.Sleepers.Sleep(IdleParker, _set, _set);                            // S3 to S7
            looks = 0;
            _tinySteals = 0;
        }
        return null;
    }
}
