using System.Threading;

namespace ForkJoin.Workers;

/// <content>
/// What a watcher sees of this worker. While threads from outside run roots that have proven tiny, they neither wake anybody nor look
/// up (Worker.Waking.cs); a sleeper that watches asks them once a millisecond, so that something long among the tiny is found.
/// See Sleeping/README.md, «The watch».
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>Written by the watcher: this worker has not made a join for a whole look, in one and the same root.</summary>
    private bool _keptSilent;

    /// <summary>What the watcher saw last; only the watcher reads and writes these.</summary>
    private int _arrivalsSeen;
    private bool _silentSeen;

    /// <summary>Whether it wakes nobody and relies on being asked.</summary>
    internal bool Skips => Volatile.Read(ref _skip) != 0;

    /// <summary>One look of the watcher at this worker.</summary>
    /// <returns>Whether it relies on it and has done anything since the last one: a thread has come, or a join has looked up.</returns>
    internal bool LookAt()
    {
        bool sameRoot = Arrivals == _arrivalsSeen;
        bool silent = IsPresent && Volatile.Read(ref Guard) == nuint.MaxValue;
        if (sameRoot && silent && _silentSeen)
        {
            Volatile.Write(ref _keptSilent, true);
            OpenOffer();
        }
        bool active = Skips && (!sameRoot || (IsPresent && !silent));
        _arrivalsSeen = Arrivals;
        _silentSeen = silent;
        AskToPublish();
        return active;
    }
}
