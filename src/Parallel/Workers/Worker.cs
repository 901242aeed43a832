using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;

namespace ForkJoin.Workers;

/// <summary>
/// One participant of a pool: a thread of the pool's own, or a thread from outside for as long as it is in a section or join of
/// the pool. What it does stands in four files: publishing its private frames, stealing, waiting for what was stolen from it,
/// and – threads of the pool only – being idle.
/// </summary>
internal sealed unsafe partial class Worker : Executor
{
    private readonly WorkDeque<Job, HardwareSync>.Owner _public;
    private readonly WorkerSet _set;
    private uint _random;

    /// <summary>The innermost stolen job that this worker runs: the ancestor of every job that it makes.</summary>
    private Job? _running;

    /// <summary>The innermost job that this worker runs, stolen or its own.</summary>
    private Job? _current;

    /// <summary>The worker of another pool that this thread was before it entered this one.</summary>
    private Worker? _outer;

    private volatile Presence _present;
    private int _arrivals;

    internal Worker(WorkerSet set, int index)
    {
        var deque = new WorkDeque<Job, HardwareSync>();
        _public = new WorkDeque<Job, HardwareSync>.Owner(deque);
        Public = new WorkDeque<Job, HardwareSync>.Thief(deque);
        _set = set;
        Index = index;
        _random = ((uint)index * 2654435761u) | 1;
    }

    /// <summary>The worker that this thread is at the moment, or null.</summary>
    internal static Worker? Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        // SAFETY: there are no other executors than workers.
        get => Unsafe.As<Worker?>(Seat.MyExecutor);
    }

    internal int Index { get; }

    internal WorkerSet Set => _set;

    /// <summary>Whether it belongs to one thread from outside for good.</summary>
    internal bool HasPass { get; set; }

    /// <summary>The worker of another pool that this thread was before.</summary>
    internal Worker? Outer => _outer;

    /// <summary>The jobs stolen from others, ever.</summary>
    internal long Steals { get; private set; }

    /// <summary>What others may steal.</summary>
    internal WorkDeque<Job, HardwareSync>.Thief Public { get; }

    /// <summary>Whether a thread is this worker now; thieves pass by those that are nobody.</summary>
    internal bool IsPresent => _present != Presence.Nobody;

    /// <summary>Whether a thread from outside is this worker now.</summary>
    internal bool IsVisited => _present == Presence.Visitor;

    /// <summary>How many times a thread has become this worker.</summary>
    internal int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>Another thread is going to be this worker: what was known of the stack and of the work is over.</summary>
    internal void Forget()
    {
        ForgetStack();
        Guard = nuint.MaxValue;
    }

    /// <summary>This thread becomes the worker.</summary>
    /// <param name="here">The executor in the thread's <see cref="Seat"/>.</param>
    /// <param name="visits">Whether it comes from outside; a pool is not closed while it is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Arrive(ref Executor? here, bool visits = false)
    {
        Debug.Assert(_published.Count == 0 && Top is null, "A worker was taken over with work still on it.");
        // SAFETY: there are no other executors than workers.
        _outer = Unsafe.As<Worker?>(here);
        here = this;
        _arrivals++;
        _present = visits ? Presence.Visitor : Presence.Thread;
        // Who went to sleep while nobody was here has asked nobody: the first join asks for him, or offers quietly.
        _isNewRoot = true;
        Guard = nuint.MaxValue;
    }

    /// <summary>This thread ceases to be the worker. It has joined everything that it forked.</summary>
    /// <param name="here">The executor in the thread's <see cref="Seat"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave(ref Executor? here)
    {
        Debug.Assert(_public.Count == 0 && _published.Count == 0 && _quiet.IsEmpty, "A worker left with unjoined work.");
        if (_timedSince != 0)
            StopTiming();
        here = _outer;
        _outer = null;
        _present = Presence.Nobody;
    }

    /// <summary>Who is a worker at the moment.</summary>
    private enum Presence
    {
        /// <summary>No thread.</summary>
        Nobody,

        /// <summary>A thread that the pool itself has started.</summary>
        Thread,

        /// <summary>A thread from outside.</summary>
        Visitor,
    }

    /// <summary>Runs a job that was stolen, whose ancestors therefore are not this worker's own, on top of whatever it is doing.</summary>
    private void RunStolen(Job job)
    {
        // SAFETY: Prepare makes the worker that forks a job its owner; there are no other executors.
        Parker<HardwareSync> owner = Unsafe.As<Worker>(job.Owner).HelpParker;
        job.Thief = this;
        Steals++;
        Job? running = _running;
        CancelScope? cancel = CancelScope;
        PrivateFrame* top = Top;
        OpenSection? section = _section;
        Job? current = _current;
        DegreeLimit? limit = Limit;
        _running = _current = job;
        CancelScope = job.Cancel;
        Top = null;
        _section = null;
        Limit = job.Limit;
        _isNewRoot = true;
        Guard = nuint.MaxValue;
        Ambient outside = Ambient.Enter(job.Ambient);
        job.Run(new ForkContext(this, null));
        outside.Restore();
        _running = running;
        CancelScope = cancel;
        Top = top;
        _section = section;
        _current = current;
        Limit = limit;
        Latch<HardwareSync>.Set(ref job.Latch, owner);
    }

    private uint NextRandom()
    {
        // Marsaglia's xorshift: only spreads thieves over victims.
        uint x = _random;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        return _random = x;
    }
}
