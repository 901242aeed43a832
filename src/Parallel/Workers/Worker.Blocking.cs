using System;
using System.Collections.Generic;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// A worker says that it is going to block. While it does, it serves no request: so everything that others could run in its place
/// has to be public before. See README.md beside this file, steps B1 to B4.
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>Used while blocking starts, and empty otherwise.</summary>
    private readonly Stack<Job> _toPublish = new();

    private int _blocking;

    /// <summary>The code that follows may block. Also for the workers of other pools that this thread was before.</summary>
    /// <param name="newest">The newest frame of this worker's joins, as far as the caller knows.</param>
    internal void StartBlocking(PrivateFrame* newest)
    {
        PublishAll(newest);                                                         // B1
        for (Worker? worker = _outer; worker is not null; worker = worker._outer)
            worker.PublishAll(worker.Top);
        for (Worker? worker = this; worker is not null; worker = worker._outer)
        {
            if (worker._blocking++ == 0)
                worker._set.Reserve.WorkerBlocks();                                 // B2
        }
    }

    /// <summary>The code that might block has returned.</summary>
    internal void StopBlocking()
    {
        for (Worker? worker = this; worker is not null; worker = worker._outer)
        {
            if (--worker._blocking == 0)
                worker._set.Reserve.WorkerGoesOn();                                 // B4
        }
    }

    /// <summary>
    /// About to sleep until a thief is done, who may block: then the arms around are what the others have. Called where sleeping
    /// costs more than this; where everything is public already it is one look.
    /// </summary>
    private void PublishBeforeSleep() => PublishAll(Top);

    /// <summary>
    /// Makes public every private frame, also those that are older than a section with forks in the deque. In the deque what is
    /// older must be nearer to the top, so forks and frames that are newer come off first and go back in their places; thieves
    /// may take from the rest meanwhile. Where memory does not suffice, what cannot be made public stays private: nothing is taken
    /// off the deque before there is room to put it back.
    /// </summary>
    private void PublishAll(PrivateFrame* newest)
    {
        OpenOffer();
        // SAFETY: here and below, `newest` is the frame of a join that is running on this thread, and each frame's Older is that of a
        // join around it, or null: all are alive, on this thread's stack.
        nuint oldest = 0;
        int count = 0;
        for (PrivateFrame* frame = newest; frame is not null; frame = frame->Older)
        {
            if (frame->Shape != 0)
            {
                oldest = (nuint)frame;
                count++;
            }
            else if (_section is null)
            {
                break; // what is older was published before: only an open section keeps older frames back
            }
        }
        if (count == 0 || !TryMakeRoom(count))
            return;
        // From the newest to the oldest: whatever lies at the lower address of this stack is newer.
        PrivateFrame* next = newest;
        while (_public.Pop() is { } job)
        {
            nuint at = AddressOf(job);
            if (at > oldest)
            {
                _public.Push(job);
                break;
            }
            next = TakeFrames(next, newerThan: at);
            _toPublish.Push(job);
        }
        TakeFrames(next, newerThan: nuint.MaxValue);
        while (_toPublish.TryPop(out Job? job))
            _public.Push(job);
        TellOthers();
    }

    /// <summary>Sees to it that so many frames can be published, and whatever is public put back, without asking for room.</summary>
    private bool TryMakeRoom(int frames)
    {
        try
        {
            _public.MakeRoom(frames);
            _published.EnsureCapacity(_published.Count + frames);
            _toPublish.EnsureCapacity(_public.Count + frames);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Turns the private ones among the newest frames into jobs that are to be published.</summary>
    /// <returns>The first frame that is older; null also where memory does not suffice for the jobs of the older ones.</returns>
    // SAFETY: as in PublishAll, the caller.
    private PrivateFrame* TakeFrames(PrivateFrame* frame, nuint newerThan)
    {
        for (; frame is not null && (nuint)frame < newerThan; frame = frame->Older)
        {
            if (frame->Shape == 0)
                continue;
            Job job;
            try
            {
                job = FrameShape.Of(frame).Publish(frame, this);
            }
            catch (OutOfMemoryException)
            {
                return null;
            }
            _published.Add(((nint)frame, job));
            Prepare(job, CancelOf(frame), LimitOf(frame));
            Publications++;
            _toPublish.Push(job);
        }
        return frame;
    }

    /// <summary>Where on this stack a job of this worker was made: the join's frame, or the section whose fork it is.</summary>
    private nuint AddressOf(Job job)
    {
        if (job.Section is OpenSection section)
            return section.Here;
        for (int i = _published.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_published[i].Job, job))
                return (nuint)_published[i].Frame;
        }
        throw Fault.Fail("a public job belongs to no frame");
    }
}
