using System;
using System.Diagnostics;

namespace ForkJoin.Workers;

/// <content>
/// Whether to wake a sleeper for new work. Waking costs the waker microseconds and the sleeper tens of them, so nobody should be
/// woken for work that is done before he is up. What work costs is not known beforehand; what it did cost is. So: eager until
/// proven tiny. A job that somebody was woken for and that its owner took back sooner than a thread wakes up was tiny, and the
/// next 1, 3, 7, … <see cref="MostSkipped"/> occasions pass without a wake-up; a job that is stolen, or an occasion that turns
/// out to have lasted longer, makes eager again at once. A wrong guess costs one such occasion, never a series of them.
/// </content>
internal sealed unsafe partial class Worker
{
    private const int MostSkipped = 63;

    /// <summary>About the time from waking a thread to its first instruction.</summary>
    private static readonly long s_wakeUpTime = Stopwatch.Frequency * 20 / 1_000_000;

    private int _skipped;
    private int _skip;
    private long _lastSkip;
    private long _wokeAt;

    /// <summary>A thread from outside begins a join or section.</summary>
    private void StartRoot()
    {
        Guard = nuint.MaxValue;
        if (_skip > 0)
            _lastSkip = Stopwatch.GetTimestamp();
    }

    private void FinishRoot()
    {
        if (_skip > 0 && Stopwatch.GetTimestamp() - _lastSkip > s_wakeUpTime)
            BeEager();
    }

    private bool IsWakingWorthwhile()
    {
        if (_skip == 0)
            return true;
        long now = Stopwatch.GetTimestamp();
        if (now - _lastSkip > s_wakeUpTime)
        {
            BeEager();
            return true;
        }
        _lastSkip = now;
        _skip--;
        return false;
    }

    private void BeEager() => _skip = _skipped = 0;

    /// <summary>New work is in the deque: wake whoever is needed for it.</summary>
    private void TellOthers()
    {
        if (_set.Sleepers.TellOfWork())                                             // P2, P3
            _wokeAt = Stopwatch.GetTimestamp();
        else
            WakeHelper();
    }

    /// <summary>A job came back unstolen.</summary>
    private void NoteTakenBack()
    {
        if (_wokeAt == 0)
            return;
        long now = Stopwatch.GetTimestamp();
        if (now - _wokeAt < s_wakeUpTime)
        {
            _skip = _skipped = Math.Min((_skipped * 2) + 1, MostSkipped);
            _lastSkip = now;
        }
        else
        {
            BeEager();
        }
        _wokeAt = 0;
    }

    private void NoteStolen()
    {
        _wokeAt = 0;
        BeEager();
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
