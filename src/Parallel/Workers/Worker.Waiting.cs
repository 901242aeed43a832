using System;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <content>Joining a job that was made public: take it back, or wait for its thief and help him meanwhile.</content>
internal sealed unsafe partial class Worker
{
    /// <summary>Looks at descendants before sleeping; together some forty microseconds, about what waking costs.</summary>
    private const int LooksBeforeSleep = 30;

    private const int SpinsBetweenLooks = 24;

    /// <summary>
    /// The time between two looks. Where there are more workers than processors, it is left to others: whoever is looked at may need it.
    /// </summary>
    private void Pause()
    {
        if (_set.All.Length > Environment.ProcessorCount)
            Thread.Yield();
        else
            Thread.SpinWait(SpinsBetweenLooks);
    }

    /// <summary>How it sleeps when it waits for a stolen job.</summary>
    private HelperSleep<HardwareSync> _helper = new();

    private Parker<HardwareSync> HelpParker => _helper.Parker;

    internal override bool TakeBackOrWait(Job job)
    {
        if (ReferenceEquals(job, _offered) ? TryTakeBackOffer() : TryTakeBack(job))
            return true;
        WaitFor(job);
        return false;
    }

    /// <summary>Takes the newest public job, if it is this one.</summary>
    private bool TryTakeBack(Job job)
    {
        Job? newest = _public.Pop();
        if (ReferenceEquals(newest, job))
        {
            NoteJoined(stolen: false);
            KeepOnePublic();
            return true;
        }
        // Something older: this job has been stolen, though what is older has not.
        if (newest is not null)
            _public.Push(newest);
        return false;
    }

    /// <summary>Takes the newest public job if it is a fork of the section.</summary>
    internal Job? TakeBackOf(object section)
    {
        Job? newest = _public.Pop();
        if (newest is null)
            return null;
        if (ReferenceEquals(newest.Section, section))
        {
            NoteJoined(stolen: false);
            return newest;
        }
        _public.Push(newest);
        return null;
    }

    /// <summary>Lets go of the jobs that the deque still refers to, where it is empty.</summary>
    internal void ScrubPublic() => _public.Scrub();

    /// <summary>Puts back a fork that was taken only to get at another one.</summary>
    internal void PutBack(Job job) => _public.Push(job);

    /// <summary>Takes the newest public job, whatever it is; to be put back.</summary>
    internal Job? TakeNewest() => _public.Pop();

    /// <summary>Runs a fork that was taken back from the deque, on top of whatever this worker is doing.</summary>
    internal void RunOwn(Job job)
    {
        Job? current = _current;
        CancelScope? cancel = CancelScope;
        _current = job;
        CancelScope = job.Cancel;
        Ambient outside = Ambient.Enter(job.Ambient);
        job.Run(new ForkContext(this, Top));
        outside.Restore();
        _current = current;
        CancelScope = cancel;
        Latch<HardwareSync>.SetByOwner(ref job.Latch);
    }

    /// <summary>Runs a new fork at once, instead of pushing it.</summary>
    internal void RunAtOnce(Job job)
    {
        Prepare(job, CancelScope, Limit);
        RunOwn(job);
    }

    /// <summary>Whether a thief has finished a job.</summary>
    internal static bool IsDone(Job job) => Latch<HardwareSync>.IsSet(ref job.Latch);

    /// <summary>Waits until a stolen job is done. Helps only with what descends from it.</summary>
    internal void WaitFor(Job job)
    {
        var filter = new TakeDescendant(job);
        // While this worker waits for a part of its loop, another one may work in its stead, or itself at what the thief cuts off.
        DegreeLimit? limit = job.HoldsPermit ? Limit : null;
        limit?.Return();
        int looks = 0;
        while (!Latch<HardwareSync>.IsSet(ref job.Latch))
        {
            if (StealFromAnyone(filter, out _) is { } found)
            {
                RunStolen(found);
                looks = 0;
                continue;
            }
            if (++looks < LooksBeforeSleep)
            {
                (Volatile.Read(ref job.Thief) as Worker)?.AskToPublish();
                Pause();
            }
            else
            {
                SleepUntilSetOrNeeded(job, filter);
                looks = LooksBeforeSleep / 2;
            }
        }
        limit?.TakeAgain();
        NoteJoined(stolen: true);
    }

    /// <summary>See Sleeping/README.md, «Waiting for a stolen job»: steps H1 to H5.</summary>
    private void SleepUntilSetOrNeeded(Job job, TakeDescendant filter)
    {
        PublishBeforeSleep();
        var look = new LookBelow(this, filter);
        _helper.Sleep(ref job.Latch, ref look);
        if (look.Found is { } found)
            RunStolen(found);
    }

    private struct LookBelow(Worker worker, TakeDescendant filter) : ILastLook
    {
        internal Job? Found;

        public bool SeesWork()
        {
            Found = worker.StealFromAnyone(filter, out bool contended);
            return Found is not null || contended;
        }
    }
}
