using System.Collections.Concurrent;
using System.Threading;

namespace ForkJoin.Workers;

/// <summary>
/// The work posted to a pool that is part of no section or join: first in, first out. Only idle workers take from here, so posted
/// work is a stranger to every join that waits. The BCL's queue is the store; what is ours is the rule for taking
/// (<c>Worker.TakeWork</c>) and that nobody sleeps while something is in it. The protocol is in README.md beside this file.
/// </summary>
internal sealed class Injector(WorkerSet set)
{
    private readonly ConcurrentQueue<IPosted> _queue = new();

    /// <summary>Whether nothing waits. After a fence this sees everything posted before it.</summary>
    internal bool IsEmpty => _queue.IsEmpty;

    /// <summary>Posts one piece of work, by any thread.</summary>
    /// <returns>False when the pool has no thread that could ever run it; then nothing has been posted.</returns>
    internal bool Post(IPosted work)
    {
        bool posted = false;
        try
        {
            if (set.Reserve.StandInForCaller())
            {
                _queue.Enqueue(work);                                               // P1
                posted = true;
            }
        }
        finally
        {
            if (!posted)
                set.Reserve.CallerNoLongerNeeded();
        }
        if (!posted)
            return false;
        set.Sleepers.TellOfWork();                                                  // P2, P3
        return true;
    }

    /// <summary>Takes the work posted first.</summary>
    internal IPosted? Take() => _queue.TryDequeue(out IPosted? work) ? work : null;

    /// <summary>One piece of posted work is over.</summary>
    internal void Finish() => set.Reserve.CallerNoLongerNeeded();
}
