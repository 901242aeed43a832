using System;
using ForkJoin.Atomics;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// Quiet offers. Where roots have proven tiny (Worker.Waking.cs), joins publish nothing; but the next root may be one of two long arms,
/// which makes no other join by which anybody could get at the second. So the first join of a root offers its right arm all the same,
/// where it costs little: not in the deque, and telling nobody. If the watcher finds that the worker has kept silent for a whole look, it
/// opens the offer and wakes somebody for it. README.md, «Quiet offers», steps Q1 to Q5.
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>Whether the root at hand has not made a join yet.</summary>
    private bool _isNewRoot;

    /// <summary>The job offered quietly, until it is joined; one at a time, also where a job stolen meanwhile has roots of its own. Only the owner's.</summary>
    private Job? _offered;

    /// <summary>The same, until somebody takes it: the owner, or a thief once it is open.</summary>
    private QuietOffer<Job, HardwareSync> _quiet;

    /// <summary>Whether there is an offer that anybody may take.</summary>
    internal bool OffersOpenly => _quiet.IsOpen;

    /// <inheritdoc/>
    internal override void BeginRoot()
    {
        if (Top is not null)
            return;
        _isNewRoot = true;
        Guard = nuint.MaxValue;
    }

    /// <summary>The first join of a root that is likely to be tiny. Where memory does not suffice, its arm stays private.</summary>
    private void TryOffer(PrivateFrame* root)
    {
        _isNewRoot = false;
        Job job;
        try
        {
            job = MakePublic(root);
        }
        catch (OutOfMemoryException)
        {
            return;
        }
        _published.Add(((nint)root, job)); // has room
        _offered = job;
        _quiet.Make(job);                                                           // Q1, Q2
    }

    /// <summary>The watcher has found this worker silent, or the owner has found its work long: whoever is idle gets the offer.</summary>
    /// <returns>Whether there was one that was not open yet.</returns>
    private bool OpenOffer()
    {
        if (!_quiet.Open())                                                         // Q3
            return false;
        _set.Sleepers.TellOfWork();                                                 // P2, P3
        return true;
    }

    /// <summary>
    /// One look at everybody's offers, for who takes anything. (Whoever wants only what descends from some job would have to look at the
    /// offer before he takes it, and it may be another one by then.)
    /// </summary>
    private Job? TakeOfferOfAnyone()
    {
        foreach (Worker worker in _set.All)
        {
            if (worker._quiet.IsOpen && worker._quiet.Take() is { } job)             // Q4
                return job;
        }
        return null;
    }

    /// <summary>Takes the offered job back, unless somebody else has it.</summary>
    private bool TryTakeBackOffer()
    {
        _offered = null;
        return _quiet.Take() is not null;                                           // Q5
    }
}
