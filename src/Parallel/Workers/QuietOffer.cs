using ForkJoin.Atomics;

namespace ForkJoin.Workers;

/// <summary>
/// One job that its maker offers without telling anybody: a slot, and a door before it that somebody else may open. Who tells others of an open
/// door, and who looks behind it, are the workers (Worker.Quiet.cs). Why and how is in README.md beside this file, «Quiet offers», steps
/// Q1 to Q5. One of each worker, never copied.
/// </summary>
internal struct QuietOffer<TJob, TSync>
    where TJob : class
    where TSync : struct, ISync
{
    private TJob? _job;
    private int _isOpen;

    /// <summary>Whether there is a job that anybody may take. After a fence this sees every door opened before it.</summary>
    internal bool IsOpen => TSync.Acquire(ref _isOpen) != 0 && TSync.Acquire(ref _job) is not null;

    /// <summary>Whether nothing is offered. Exact for its maker.</summary>
    internal bool IsEmpty => TSync.Acquire(ref _job) is null;

    /// <summary>Offers a job. Only its maker does, when the last one has been joined.</summary>
    internal void Make(TJob job)
    {
        TSync.Release(ref _isOpen, 0);                                              // Q1
        TSync.Release(ref _job, job);                                               // Q2
    }

    /// <summary>Lets anybody take what is offered; anybody may call it. Whoever has opened it tells the others.</summary>
    /// <returns>Whether there is something that nobody had opened yet.</returns>
    internal bool Open()
    {
        if (TSync.Acquire(ref _job) is null || TSync.Acquire(ref _isOpen) != 0)
            return false;
        TSync.Release(ref _isOpen, 1);                                              // Q3
        return true;
    }

    /// <summary>Its maker takes it back, whether or not it is open; others take it when they have seen it open. One of them gets it.</summary>
    internal TJob? Take()                                                           // Q4, Q5
    {
        TJob? job = TSync.Acquire(ref _job);
        return job is not null && ReferenceEquals(TSync.CompareExchange(ref _job, null, job), job) ? job : null;
    }
}
