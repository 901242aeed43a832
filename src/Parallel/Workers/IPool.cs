using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>What the protocols of idle threads and of the reserve know of their pool.</summary>
internal interface IPool<TSync> : IWorkInSight
    where TSync : struct, ISync
{
    /// <summary>Those with nothing to do.</summary>
    ref Sleepers<TSync> Sleepers { get; }

    /// <summary>The threads for whoever is missing.</summary>
    Reserve<TSync> Reserve { get; }

    /// <summary>Those whom a sleeper watches; null for nobody.</summary>
    IWatched? Watched { get; }

    /// <summary>Whether the pool has had any thread of its own to start: somebody who takes posted work.</summary>
    bool HasThreads { get; }
}

/// <summary>What a thread of a pool can do for <see cref="IdleLife{TSync}"/>.</summary>
internal interface IIdler<TJob>
    where TJob : class
{
    /// <summary>This thread becomes the worker, as if it had never been.</summary>
    void Begin();

    /// <summary>This thread ceases to be the worker, until it begins again.</summary>
    void End();

    /// <summary>One look at everything there is for a worker with nothing of its own to do.</summary>
    /// <param name="contended">Whether a race was lost: there may be more.</param>
    TJob? TakeWork(out bool contended);

    /// <summary>Runs what it has taken. Throws nothing.</summary>
    void RunTaken(TJob job);

    /// <summary>Passes the time until the next look, or finds that it is time to sleep.</summary>
    /// <param name="looks">How many looks in a row were in vain.</param>
    /// <returns>Whether to look again before sleeping.</returns>
    bool WaitsForNextLook(int looks);
}
