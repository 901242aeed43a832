using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// The thief's side. A thief sees heap jobs only. Where it finds none it asks: it raises the guard of workers at work, who then
/// publish at their next join.
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>What a theft costs the two of them together: less work than this is better left where it is.</summary>
    private static readonly long s_worthStealing = Stopwatch.Frequency * 5 / 1_000_000;

    /// <summary>How many jobs in a row that this worker has stolen were not worth it.</summary>
    private int _tinySteals;

    /// <summary>Whether what there is to steal now seems not to be worth it: then this worker asks for less.</summary>
    private bool StealsAreTiny => _tinySteals >= 2;

    /// <summary>Takes anything: for workers with nothing of their own to do.</summary>
    private readonly struct TakeAny : IStealFilter<Job>
    {
        public bool Accepts(Job item) => true;
    }

    /// <summary>
    /// Takes only what descends from one job: for workers that wait for it. (Leapfrogging: Wagner and Calder, 1993.) So a join
    /// under a lock never picks up a stranger that wants the same lock, and the stack grows no deeper than the program's own tree.
    /// </summary>
    private readonly struct TakeDescendant(Job ancestor) : IStealFilter<Job>
    {
        private const int Generations = 64;

        public bool Accepts(Job item)
        {
            // The chain is stable while the item is in the deque. If it is being taken at this moment we may read nonsense; then the
            // steal fails. The bound ends such a walk; a true descendant further away is left to others.
            Job? job = item.Ancestor;
            for (int i = 0; job is not null && i < Generations; i++, job = job.Ancestor)
            {
                if (ReferenceEquals(job, ancestor))
                    return true;
            }
            return false;
        }
    }

    /// <summary>One look at everybody else, from a random one on.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="contended">Whether a race was lost: there may be more.</param>
    private Job? StealFromAnyone<TFilter>(TFilter filter, out bool contended)
        where TFilter : struct, IStealFilter<Job>
    {
        contended = false;
        Worker[] all = _set.All;
        int start = (int)(NextRandom() % (uint)all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            int at = start + i;
            Worker victim = all[at < all.Length ? at : at - all.Length];
            if (ReferenceEquals(victim, this) || victim.Public.SeemsEmpty)
                continue;
            if (StealFrom(victim, ref filter, ref contended) is { } job)
                return job;
        }
        return null;
    }

    private Job? StealFrom<TFilter>(Worker victim, ref TFilter filter, ref bool contended)
        where TFilter : struct, IStealFilter<Job>
    {
        switch (victim.Public.Steal(ref filter, out Job? job))
        {
            case WorkDeque<Job, HardwareSync>.StealOutcome.Stolen:
                // The victim keeps one job public while it has private ones: it looks when next it joins.
                if (!StealsAreTiny && victim.Public.SeemsEmpty)
                    victim.AskToPublish();
                return job;
            case WorkDeque<Job, HardwareSync>.StealOutcome.LostRace:
                contended = true;
                return null;
            default:
                return null;
        }
    }

    /// <summary>Asks everybody at work for a job.</summary>
    private void AskEveryone()
    {
        foreach (Worker worker in _set.All)
        {
            if (worker.IsPresent && !ReferenceEquals(worker, this))
                worker.AskToPublish();
        }
    }

    /// <summary>Raises this worker's guard. Reads first: the line of a worker that has been asked already is left alone.</summary>
    internal void AskToPublish()
    {
        if (Volatile.Read(ref Guard) != nuint.MaxValue)
            Volatile.Write(ref Guard, nuint.MaxValue);
    }

    /// <summary>Makes every join of this worker look up, soon.</summary>
    internal void Interrupt() => Volatile.Write(ref Guard, nuint.MaxValue);
}
