using System;
using System.Diagnostics;
using System.Threading;
using ForkJoin.Deques;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// Whether to wake a sleeper for new work. Waking costs the waker microseconds and the sleeper tens of them, so nobody should be
/// woken for work that is done before he is up. What work costs is not known beforehand; what it did cost is. So: eager until
/// proven tiny. A job that somebody was woken for and that was done sooner than a thread wakes up was tiny; from then on joins wake
/// nobody and publish nothing, so they cost what they cost on one worker, while somebody watches (Worker.Watching.cs): once a
/// millisecond the watcher asks, and <see cref="_skip"/> answers later the worker tries again. It does so at once when a root
/// that was asked about turns out to have lasted longer, or the watcher finds it in the same root or in the same arm as a
/// millisecond before. So a wrong guess costs about two milliseconds.
/// </content>
internal sealed unsafe partial class Worker
{
    private const int MostSkipped = 1023;

    /// <summary>A root deeper than this is no tiny one.</summary>
    private const int DeepestTiny = 1024;

    /// <summary>About the time from waking a thread to its first instruction.</summary>
    private static readonly long s_wakeUpTime = Stopwatch.Frequency * 30 / 1_000_000;

    private int _skipped;
    private int _skip;
    private long _wokeAt;

    /// <summary>The watcher's look at which this worker answered last.</summary>
    private int _lookSeen;

    /// <summary>How many of the roots timed last, in a row, took longer than waking somebody.</summary>
    private int _longRoots;

    /// <summary>When the root began that is being timed; 0 when none is.</summary>
    private long _timedSince;

    /// <summary>Whether to leave the sleepers alone and the frames private. Asked for at a join whose guard somebody has raised.</summary>
    private bool IsTiny(PrivateFrame* newest, bool someSearch)
    {
        if (_skip == 0)
            return false;
        int look = _set.Sleepers.Watch.Number;                                      // V3
        if (someSearch)
        {
            // They need no waking: now and then one is worth a try. They may find something else or go to sleep, so where nobody
            // watches, the next join looks again.
            if (look == 0)
                Guard = nuint.MaxValue;
            return Stopwatch.GetTimestamp() - _publishedAt < s_wakeUpTime;
        }
        if (look == _lookSeen && look != 0)
            return true;
        _lookSeen = look;
        if (look == 0)
        {
            _skip = 0;
            return false;
        }
        if (HasLasted(newest))
        {
            BeEager();
            return false;
        }
        return --_skip > 0;
    }

    /// <summary>Whether the root of this join was there when last somebody asked, or the watcher has seen an arm that did not answer.</summary>
    private bool HasLasted(PrivateFrame* newest)
    {
        if (Volatile.Read(ref _keptSilent))
            return true;
        // SAFETY: `newest` is the frame of a join that is running on this thread, and each frame's Older is that of a join around it.
        PrivateFrame* root = newest;
        for (int depth = 0; root->Older is not null; root = root->Older)
        {
            if (++depth > DeepestTiny)
                return true;
        }
        if (root == newest)
            _timedSince = Stopwatch.GetTimestamp();
        bool asked = root->Asked != 0;
        root->Asked = 1;
        return asked;
    }

    private void StopTiming()
    {
        if (Stopwatch.GetTimestamp() - _timedSince < s_wakeUpTime)
            _longRoots = 0;
        else if (++_longRoots == 2) // one may have been long because its thread was not running
            _skip = Math.Min(_skip, 1);
        _timedSince = 0;
    }

    private void BeEager()
    {
        _skip = _skipped = 0;
        Volatile.Write(ref _keptSilent, false);
        OpenOffer();
    }

    /// <summary>New work is in the deque: wake whoever is needed for it.</summary>
    private void TellOthers()
    {
        if (_set.Sleepers.TellOfWork())                                             // P2, P3
            _wokeAt = Stopwatch.GetTimestamp();
        else
            WakeHelper();
    }

    /// <summary>
    /// A public job is over. Taken back after several times what waking takes, it may still have been tiny: its thread was not running
    /// all the time, perhaps because whoever was woken ran in its place.
    /// </summary>
    private void NoteJoined(bool stolen)
    {
        if (_wokeAt == 0)
            return;
        if (Stopwatch.GetTimestamp() - _wokeAt < (stolen ? s_wakeUpTime : 8 * s_wakeUpTime))
            _skip = _skipped = Math.Min((_skipped * 2) + 1, MostSkipped);
        else
            BeEager();
        _wokeAt = 0;
    }

    /// <summary>
    /// The owner of the job at hand may be asleep waiting for it; then what this worker just made public is something it can
    /// help with, since all of it descends from that job.
    /// </summary>
    private void WakeHelper()
    {
        if (_running is { } job)
            ((Worker)job.Owner)._helper.Wake();
    }
}
