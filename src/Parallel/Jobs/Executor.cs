using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ForkJoin.Jobs;

/// <summary>
/// What a join and a running job need of the worker that runs them. (The worker itself stands in a later layer.) Every executor
/// is a worker; only its own thread touches it, but for <see cref="Guard"/>.
/// </summary>
internal abstract unsafe class Executor
{
    /// <summary>
    /// A join whose frame lies at or below this address leaves the fast path. Normally the end of the stack that is known to be
    /// safe; <see cref="nuint.MaxValue"/> when some worker is hungry. So one compare serves both questions, as Go's stack guard
    /// does for pre-emption. Thieves write only <see cref="nuint.MaxValue"/>; a request that the owner overwrites while serving
    /// another is made again by the thief's next look.
    /// </summary>
    internal nuint Guard = nuint.MaxValue;

    /// <summary>The newest frame made by a join that found its worker through the thread; such joins start from here.</summary>
    internal PrivateFrame* Top;

    private Job?[] _spare = new Job?[16];

    /// <summary>Serves whatever made a join leave its fast path.</summary>
    /// <param name="newest">The frame of the join that asks, the newest one.</param>
    /// <returns>Whether the stack is too low to go on here.</returns>
    internal abstract bool Poll(PrivateFrame* newest);

    /// <summary>
    /// Something begins of which nothing is known yet. Where it is not part of anything else, its first join shares, or offers to: see
    /// <c>Worker.Quiet.cs</c>.
    /// </summary>
    internal abstract void BeginRoot();

    /// <summary>
    /// Makes the next join share too, if fewer jobs are public than workers are idle. Asked for where a piece of work has just been cut in
    /// two and the next cut may be the last before a long body: with n workers and n bodies, each is to get one.
    /// </summary>
    internal abstract void AskForMore();

    /// <summary>Makes the next join share although enough may be public, if anybody is idle.</summary>
    /// <returns>False when nobody is.</returns>
    internal abstract bool ShareNext();

    /// <summary>About how many workers its pool has.</summary>
    internal abstract int Crew { get; }

    /// <summary>
    /// Whether somebody may be awake and look for work, so that sharing wakes nobody: an idle worker, or who waits for the stolen job that
    /// this one is at.
    /// </summary>
    internal abstract bool SomeoneSearches { get; }

    /// <summary>Whether the last loop called here turned out long enough to be worth waking somebody; the next one is then shared at once.</summary>
    internal bool LoopsAreLong;

    /// <summary>What this worker is at will take longer than waking a sleeper: the next join shares, whatever proved tiny before.</summary>
    internal abstract void FoundLong();

    /// <summary>The job as which a frame was published; it is no longer this executor's to look up afterwards.</summary>
    internal abstract Job Unpublish(PrivateFrame* frame);

    /// <summary>Takes an unstarted job back, or waits until its thief has finished it.</summary>
    /// <returns>True when it was taken back: the caller runs the work itself.</returns>
    internal abstract bool TakeBackOrWait(Job job);

    /// <summary>What can cancel the work at hand; null when nothing can.</summary>
    internal CancelScope? CancelScope;

    /// <summary>Whether forks of the section at work must not start any more.</summary>
    internal bool IsCancelled => CancelScope is { IsCancelled: true };

    /// <summary>How many workers may be at the loop whose body is at work; null where nothing says so.</summary>
    internal DegreeLimit? Limit;

    /// <summary>Where on this stack limits came into force, and what was in force further out; the innermost last.</summary>
    private readonly List<(nuint Here, DegreeLimit? Outer)> _limits = [];

    /// <summary>A limit comes into force for what is called from an address of this stack on.</summary>
    internal void EnterLimit(DegreeLimit limit, nuint here)
    {
        _limits.Add((here, Limit));
        Limit = limit;
    }

    internal void LeaveLimit()
    {
        Limit = _limits[^1].Outer;
        _limits.RemoveAt(_limits.Count - 1);
    }

    /// <summary>The limit in force where a frame was made: not one that came into force deeper in the stack, which ends before the frame does.</summary>
    private protected DegreeLimit? LimitOf(PrivateFrame* frame)
    {
        DegreeLimit? limit = Limit;
        for (int i = _limits.Count - 1; i >= 0 && (nuint)frame > _limits[i].Here; i--)
            limit = _limits[i].Outer;
        return limit;
    }

    /// <summary>
    /// Whether a join that this worker's thread makes by itself must be seen: there are handles to forks, which no arm may join.
    /// </summary>
    internal bool WatchesArms;

    /// <summary>How many joins that had to be seen are open: a section's own code is at the number that it was opened at.</summary>
    internal int Arms;

    /// <summary>Whether the stack is too low at an address of this thread's for a section or a loop to begin there.</summary>
    internal abstract bool IsStackLow(nuint here);

    /// <summary>Runs work on a thread with a fresh stack, as a worker of the same pool, and waits for it.</summary>
    /// <exception cref="InsufficientExecutionStackException">No such thread can be had; the job has been returned.</exception>
    internal abstract void RunOnFreshStack(Job job);

    /// <summary>A job of the kind, used before where one is at hand.</summary>
    internal Job<TShape, TArg, TResult> Rent<TShape, TArg, TResult>()
        where TShape : struct, IShape<TArg, TResult>
    {
        int kind = Job<TShape, TArg, TResult>.Kind;
        Job?[] spare = _spare;
        if ((uint)kind < (uint)spare.Length && spare[kind] is { } job)
        {
            spare[kind] = job.Next;
            job.Next = null;
            // SAFETY: Return keeps a job under its own KindId, which is the Kind of exactly one closed type.
            return Unsafe.As<Job<TShape, TArg, TResult>>(job);
        }
        return MakeNew<TShape, TArg, TResult>(kind);
    }

    /// <summary>Makes the room for the job's return too, so that returning it cannot fail.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Job<TShape, TArg, TResult> MakeNew<TShape, TArg, TResult>(int kind)
        where TShape : struct, IShape<TArg, TResult>
    {
        Scarcity.Ask(Resource.Job);
        if (kind >= _spare.Length)
            Array.Resize(ref _spare, Math.Max(kind + 1, _spare.Length * 2));
        return new Job<TShape, TArg, TResult>();
    }

    /// <summary>Keeps a finished job, rented from this executor, for the next of its kind. Nobody else may hold it any more.</summary>
    internal void Return(Job job)
    {
        job.Forget();
        int kind = job.KindId;
        job.Next = _spare[kind];
        _spare[kind] = job;
    }
}
