using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using ForkJoin.Deques;
using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <content>
/// The owner's side of sharing work: a join leaves its fast path, and the oldest private frames become public jobs.
/// <para>
/// <b>What must hold.</b> (1) In the deque, whatever is nearer to the top is older: it was made by a frame or section further out.
/// So frames are published the oldest first, and none that is older than a section whose forks may still be in the deque
/// (<see cref="Floor"/>). (2) A frame whose <see cref="PrivateFrame.Shape"/> is 0 has exactly one entry in <see cref="_published"/>.
/// </para>
/// </content>
internal sealed unsafe partial class Worker
{
    /// <summary>
    /// A walk over d private frames publishes d / 64 of them, at least one. So each frame is walked over at most about 64 times
    /// before it is published, and a chain of a million joins costs no quadratic time, without a word of bookkeeping in a join.
    /// </summary>
    private const int FramesWalkedForEachPublished = 64;

    /// <summary>The frames published and not yet joined, with their jobs; the latest published last.</summary>
    private readonly List<(nint Frame, Job Job)> _published = [];

    /// <summary>Whether the next join that looks up shares, whoever has enough.</summary>
    private bool _sharesNext;

    /// <summary>When a frame was published last.</summary>
    private long _publishedAt;

    private OpenSection? _section;

    /// <summary>Frames above this address are older than the innermost open section.</summary>
    private nuint Floor => _section?.Here ?? nuint.MaxValue;

    /// <summary>The jobs published from frames, ever.</summary>
    internal long Publications { get; private set; }

    internal override bool Poll(PrivateFrame* newest)
    {
        // Reset before looking: a request that comes in from here on triggers the next poll. With the fence,
        // a cancellation that is not seen below has not yet raised the guard, and will.
        Guard = _stackEnd;                                                          // V1
        Interlocked.MemoryBarrier();                                                // V2
        if ((nuint)newest <= _stackEnd && !ExtendStack((nuint)newest))
            return true;
        if (CancelScope is { IsCancelled: true } cancelled)
        {
            Guard = nuint.MaxValue;
            throw cancelled.Exception();
        }
        if (_set.HasOthers)
            ShareFrames(newest);
        return false;
    }

    private void ShareFrames(PrivateFrame* newest)
    {
        var idle = _set.Idle.Read();
        int count = _public.Count;
        bool empty = count == 0;
        bool isDue = _sharesNext;
        _sharesNext = false;
        if (!isDue && !empty && count >= idle.Idle)
            return;
        if (!isDue && IsTiny(newest, idle.Searching > 0))
        {
            // SAFETY: the frame of a join that is running on this thread.
            if (_isNewRoot && _offered is null && empty && newest->Older is null)
                TryOffer(newest);
            return;
        }
        _isNewRoot = false;
        if (OpenOffer())
            return;
        if (!Publish(newest, newerThan: empty ? nuint.MaxValue : Floor, atLeast: Math.Max(1, idle.Idle - count)))
            return;
        _publishedAt = Stopwatch.GetTimestamp();
        TellOthers();
        // Whoever else is idle may come when this worker is deep in an arm. Where there are more workers than processors, most of the
        // idle have nothing to run on, and would only make work.
        if (_set.All.Length <= Environment.ProcessorCount)
            AskForMore();
    }

    /// <inheritdoc/>
    internal override bool ShareNext()
    {
        if (!_set.HasOthers || _set.Idle.Read().Idle == 0)
            return false;
        _sharesNext = true;
        Guard = nuint.MaxValue;
        return true;
    }

    /// <inheritdoc/>
    internal override int Crew => _set.All.Length;

    /// <inheritdoc/>
    internal override bool SomeoneSearches => _running is not null || _set.Idle.Read().Searching > 0;

    /// <inheritdoc/>
    internal override void FoundLong()
    {
        if (_skip != 0)
        {
            BeEager();
            Guard = nuint.MaxValue;
        }
        else
        {
            AskForMore();
        }
    }

    /// <inheritdoc/>
    internal override void AskForMore()
    {
        if (_skip == 0 && _set.HasOthers && _public.Count < _set.Idle.Read().Idle)
            Guard = nuint.MaxValue;
    }

    /// <summary>
    /// The only public job has been taken back: the next join makes another, so that who gets hungry while this worker is deep in
    /// an arm finds something. Not where it was a tiny one, which is over before anybody gets hungry: then the hungry must ask.
    /// </summary>
    private void KeepOnePublic()
    {
        if (_skip == 0 && _set.HasOthers && Stopwatch.GetTimestamp() - _publishedAt > s_worthStealing)
            Guard = nuint.MaxValue;
    }

    /// <summary>Sharing is a favour: where memory does not suffice for all of it, the frames that are left stay private.</summary>
    private bool Publish(PrivateFrame* newest, nuint newerThan, int atLeast)
    {
        long before = Publications;
        try
        {
            PublishOldest(newest, newerThan, atLeast);
        }
        catch (OutOfMemoryException)
        {
            // The join goes on by itself.
        }
        return Publications != before;
    }

    /// <summary>Makes public the oldest private frames that stand on the stack below, that is newer than, <paramref name="newerThan"/>.</summary>
    private void PublishOldest(PrivateFrame* newest, nuint newerThan, int atLeast)
    {
        int count = 0;
        // SAFETY: here and below, `newest` is the frame of a join that is running on this thread, and each frame's Older is that of a
        // join around it, or null: all are alive, on this thread's stack.
        for (PrivateFrame* frame = newest; IsPrivate(frame, newerThan); frame = frame->Older)
            count++;
        if (count == 0)
            return;
        int publish = Math.Min(count, Math.Max(atLeast, count / FramesWalkedForEachPublished));
        PrivateFrame* first = newest;
        for (int skip = count - publish; skip > 0; skip--)
            first = first->Older;
        // `first` is the newest of those to be published; they are linked towards the older, and go out the oldest first.
        Span<nint> frames = publish <= 256 ? stackalloc nint[publish] : new nint[publish];
        for (int i = publish - 1; i >= 0; i--, first = first->Older)
            frames[i] = (nint)first;
        foreach (nint frame in frames)
            PublishOne((PrivateFrame*)frame);
    }

    // SAFETY: null, or the frame of a join that is running on this thread.
    private static bool IsPrivate(PrivateFrame* frame, nuint newerThan) =>
        frame is not null && frame->Shape != 0 && (nuint)frame < newerThan;

    /// <summary>Makes a job of a frame, or throws and leaves it private. There is room for noting it then.</summary>
    private Job MakePublic(PrivateFrame* frame)
    {
        Scarcity.Ask(Resource.Room);
        _published.EnsureCapacity(_published.Count + 1);
        Job job = FrameShape.Of(frame).Publish(frame, this);
        Prepare(job, CancelOf(frame), LimitOf(frame));
        return job;
    }

    /// <summary>Publishes a frame, or throws and leaves it private.</summary>
    private void PublishOne(PrivateFrame* frame)
    {
        // SAFETY: a private frame of a join that is running on this thread; see PublishOldest.
        int shape = frame->Shape;
        Job job = MakePublic(frame);
        try
        {
            _public.Push(job);
        }
        catch
        {
            frame->Shape = shape;
            Return(job);
            throw;
        }
        _published.Add(((nint)frame, job)); // has room
        Publications++;
    }

    /// <returns>False when memory does not suffice for a larger deque; the job is not in it.</returns>
    private bool TryPush(Job job)
    {
        try
        {
            _public.Push(job);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Fills in what every job of this worker has in common.</summary>
    private void Prepare(Job job, CancelScope? cancel, DegreeLimit? limit)
    {
        job.Owner = this;
        job.Ancestor = _running;
        job.Cancel = cancel;
        job.Limit = limit;
        job.Ambient = ExecutionContext.Capture();
    }

    internal override Job Unpublish(PrivateFrame* frame)
    {
        for (int i = _published.Count - 1; i >= 0; i--)
        {
            if (_published[i].Frame != (nint)frame)
                continue;
            Job job = _published[i].Job;
            _published.RemoveAt(i);
            return job;
        }
        throw Fault.Fail("a published frame has no job");
    }

    /// <summary>
    /// Pushes the fork of a section. It is public at once: thieves see it without asking. And it is always told: no later join of
    /// the section's own code need come by that could make up for it. Where memory does not suffice to share it, it runs here.
    /// </summary>
    internal void Push(Job job)
    {
        Prepare(job, CancelScope, Limit);
        if (TryPush(job))
            TellOthers();
        else
            RunOwn(job);
    }

    /// <summary>Whether so many jobs wait to be stolen that further ones need not.</summary>
    internal bool HasPublic(int count) => _public.Holds(count);

    /// <summary>Enters a section: from here on frames further out are not published while its forks may be in the deque.</summary>
    internal void EnterSection(OpenSection section)
    {
        section.Outer = _section;
        section.OuterCancel = CancelScope;
        section.OpenedBy = _current;
        section.Arms = Arms;
        section.OuterWatchesArms = WatchesArms;
        _section = section;
    }

    internal void LeaveSection(OpenSection section)
    {
        _section = section.Outer;
        CancelScope = section.OuterCancel;
        WatchesArms = section.OuterWatchesArms;
        section.Outer = null;
        section.OuterCancel = null;
        section.OpenedBy = null;
    }

    /// <summary>
    /// Whether this thread is at the section's own code, or at that of a section inside it: not in a fork or in an arm of a join,
    /// which might as well run elsewhere.
    /// </summary>
    internal bool IsAt(OpenSection section)
    {
        OpenSection? open = _section;
        while (open is not null && !ReferenceEquals(open, section))
            open = open.Outer;
        return open is not null && ReferenceEquals(open.OpenedBy, _current) && open.Arms == Arms;
    }

    /// <summary>What can cancel the work of a frame: a section's token reaches only what was forked inside it.</summary>
    private CancelScope? CancelOf(PrivateFrame* frame)
    {
        CancelScope? cancel = CancelScope;
        for (OpenSection? section = _section; section is not null && (nuint)frame > section.Here; section = section.Outer)
            cancel = section.OuterCancel;
        return cancel;
    }
}
