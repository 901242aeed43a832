using System.Threading;

namespace ForkJoin.Workers;

/// <content>
/// The watch. While threads from outside run roots that have proven tiny, they neither wake anybody nor look up (Worker.Waking.cs).
/// One of the sleepers then sleeps a millisecond at a time and after each asks whoever is at work, by raising his guard, so that
/// something long among the tiny is found. When for some time nobody from outside has come, it ends the watch and sleeps for good.
/// <para>
/// <b>What must hold.</b> Whoever skips a wake-up is asked again. The skipper lowers its guard, fences (in its poll), then reads
/// that there is a watch; the watcher ends the watch, fences, then raises every guard. So either the skipper sees that the watch
/// has ended, or its guard is raised after it was lowered, and its next join looks up.
/// </para>
/// </content>
internal sealed unsafe partial class Worker
{
    private const int WatchMilliseconds = 1;

    /// <summary>So many looks in a row at which nobody had come since the last one end the watch.</summary>
    private const int QuietLooks = 16;

    /// <summary>Written by the watcher: this worker has not made a join for a whole look, in one and the same root.</summary>
    private bool _keptSilent;

    /// <summary>What the watcher saw last; only the watcher reads and writes these.</summary>
    private int _arrivalsSeen;
    private bool _silentSeen;

    /// <summary>Sleeps until there is a token; watches meanwhile if it is this worker that has taken the watch.</summary>
    private void Sleep(bool watching)
    {
        if (watching)
        {
            int quiet = 0;
            bool woken;
            while (!(woken = IdleParker.Park(WatchMilliseconds)) && quiet < QuietLooks)
                quiet = _set.LookRound() ? 0 : quiet + 1;
            _set.EndWatch();
            if (woken)
                return;
        }
        IdleParker.Park();                                                          // S6
    }

    /// <summary>One look of the watcher at this worker.</summary>
    /// <returns>Whether it has done anything since the last look: a thread has come, or a join has looked up.</returns>
    internal bool LookAt()
    {
        bool sameRoot = Arrivals == _arrivalsSeen;
        bool silent = IsPresent && Volatile.Read(ref Guard) == nuint.MaxValue;
        if (sameRoot && silent && _silentSeen)
            Volatile.Write(ref _keptSilent, true);
        bool active = !sameRoot || (IsPresent && !silent);
        _arrivalsSeen = Arrivals;
        _silentSeen = silent;
        AskToPublish();
        return active;
    }
}
