using System;
using System.Threading;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Tracing;
using ForkJoin.Workers;

namespace ForkJoin.Sections;

/// <summary>
/// What an open section knows: its worker, its loans, its forks in program order. Used by the thread that opened it, and used
/// again by that thread for later sections.
/// </summary>
internal sealed partial class SectionCore : OpenSection
{
    /// <summary>
    /// With this many jobs waiting to be stolen, a further fork runs at once instead: the thieves have enough, and memory stays
    /// bounded however many forks a section makes.
    /// </summary>
    private const int MostPublic = 1024;

    private const int MostTrackedBeforeTidying = 4096;

    [ThreadStatic]
    private static SectionCore? t_spare;

    private Job[] _forks = new Job[8];
    private int _count;
    private int _lastNumber;
    private Worker _worker = null!;
    private CancellationTokenRegistration _registration;
    private SectionCore? _nextSpare;

    private SectionCore()
    {
    }

    /// <summary>Ends with each use: handles of an earlier one are refused.</summary>
    internal int Generation { get; private set; }

    internal static SectionCore Rent()
    {
        SectionCore core = t_spare ?? new SectionCore();
        t_spare = core._nextSpare;
        core._nextSpare = null;
        return core;
    }

    /// <summary>Opens the section on the worker that this thread is.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="here">An address in the frame that runs the section.</param>
    /// <param name="cancellation">Stops forks that have not started.</param>
    internal void Open(Worker worker, nuint here, CancellationToken cancellation)
    {
        CancelScope? scope = null;
        if (cancellation.CanBeCanceled)
        {
            // Before anything has changed: memory may not suffice for these.
            scope = new CancelScope(worker.CancelScope, cancellation);
            _registration = cancellation.UnsafeRegister(static set => ((WorkerSet)set!).InterruptAll(), worker.Set);
        }
        _worker = worker;
        Here = here;
        MarkLoans();
        worker.EnterSection(this);
        if (ForkJoinEvents.Log.IsEnabled())
            ForkJoinEvents.Log.SectionStart();
        if (scope is not null)
            worker.CancelScope = scope;
    }

    /// <summary>Joins every fork, ends every loan, and leaves the worker as it was found, whatever has happened.</summary>
    /// <returns>What is to surface, null if nothing.</returns>
    internal Exception? Close(Exception? bodyError)
    {
        JoinAll();
        ReleaseLeftBehind();
        try
        {
            CancelScope? cancel = _worker.CancelScope;
            Exception? error = null;
            bool skipped = false;
            for (int i = 0; i < _count; i++)
            {
                error = Failures.Combine(error, _forks[i].Error, cancel);
                skipped |= _forks[i].Skipped;
            }
            error = Failures.Combine(error, bodyError, cancel);
            if (skipped)
                error ??= cancel!.Exception();
            return error;
        }
        finally
        {
            Release(); // also where memory does not suffice for the exception
        }
    }

    private void JoinAll()
    {
        try
        {
            for (int i = _count - 1; i >= 0; i--)
                Join(_forks[i]);
        }
        catch (Exception fault)
        {
            // Exceptions of bodies are caught in their jobs. Forks that are not joined may be using what the caller takes for free.
            Fault.Fail(fault.ToString());
        }
    }

    /// <summary>The number of the next fork, for its loans and for messages.</summary>
    internal int NextNumber() => ++_lastNumber;

    /// <summary>Forks a piece of work; the parts it was lent carry its number.</summary>
    internal Job<TResult> Fork<TShape, TArg, TResult>(TArg arg, int number)
        where TShape : struct, IShape<TArg, TResult>
    {
        Worker worker = _worker;
        Job<TShape, TArg, TResult> job;
        try
        {
            if (_count == _forks.Length)
                MakeRoom();
            job = worker.Rent<TShape, TArg, TResult>();
        }
        catch
        {
            TShape.EndLoans(in arg, Loans); // nobody has been forked who would give them back
            throw;
        }
        job.Arg = arg;
        job.Section = this;
        job.Number = number;
        _forks[_count++] = job;
        if (worker.HasPublic(MostPublic))
            worker.RunAtOnce(job); // it has run, but it is not joined: no verdict depends on when a fork ran
        else
            worker.Push(job);
        return job;
    }

    /// <summary>Joins one fork before the section ends.</summary>
    internal void JoinNow(Job job)
    {
        if (job.Joined)
            return;
        if (!ReferenceEquals(Worker.Current, _worker) || !_worker.IsAt(this))
            BorrowThrow.WrongThread(
                "The result of a fork", "Only the code of the section joins its forks: a fork that waited for another could wait for itself.",
                RuleIds.ResultReadBeforeJoin);
        Job? newer = null, taken = null;
        bool onlySiblings = true;
        while (!Worker.IsDone(job) && (taken = _worker.TakeNewest()) is not null && !ReferenceEquals(taken, job))
        {
            onlySiblings &= ReferenceEquals(taken.Section, this);
            taken.Next = newer;
            newer = taken;
        }
        // Where all are this section's own they go back the other way round: joining forks in the order in which they were made then
        // finds the next one at once each time. Among others – a section or a join inside this one – newer must stay newer.
        PutBack(onlySiblings ? Turned(newer) : newer);
        if (ReferenceEquals(taken, job))
            _worker.RunOwn(job);
        Await(job);
    }

    /// <summary>Puts jobs back that were taken off to get at an older one; they are linked from the oldest to the newest.</summary>
    private void PutBack(Job? jobs)
    {
        while (jobs is not null)
        {
            Job job = jobs;
            jobs = job.Next;
            job.Next = null;
            _worker.PutBack(job);
        }
    }

    private static Job? Turned(Job? jobs)
    {
        Job? turned = null;
        while (jobs is not null)
            (jobs, jobs.Next, turned) = (jobs.Next, turned, jobs);
        return turned;
    }

    private void Join(Job job)
    {
        while (!Worker.IsDone(job) && _worker.TakeBackOf(this) is { } mine)
            _worker.RunOwn(mine);
        // It has run, or nothing of ours is left in the deque, so it has been stolen.
        Await(job);
    }

    private void Await(Job job)
    {
        if (!Worker.IsDone(job))
            _worker.WaitFor(job);
        Finish(job);
    }

    private void Finish(Job job)
    {
        if (job.Joined)
            return;
        job.Joined = true;
        job.EndLoans(Loans);
    }

    private void MakeRoom()
    {
        if (_count >= MostTrackedBeforeTidying)
            DropFinished();
        if (_count <= _forks.Length / 2)
            return;
        Scarcity.Ask(Resource.Room);
        Array.Resize(ref _forks, _forks.Length * 2);
    }

    /// <summary>
    /// Forgets forks that are over and have nothing more to tell: neither a result that somebody may ask for, nor a failure, whose
    /// place in program order counts, nor a part, which is out until the section ends.
    /// </summary>
    private void DropFinished()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            Job job = _forks[i];
            if (Worker.IsDone(job) && job.Error is null && !job.Skipped && !job.HasReader && (job.Joined || !job.BorrowsParts))
                _worker.Return(job);
            else
                _forks[kept++] = job;
        }
        Array.Clear(_forks, kept, _count - kept);
        _count = kept;
    }

    private void Release()
    {
        _registration.Dispose();
        _registration = default;
        _worker.LeaveSection(this);
        bool read = false;
        for (int i = 0; i < _count; i++)
        {
            Job job = _forks[i];
            if (job.HasReader)
            {
                job.Section = null; // the handle may be read later: the collector takes care of it
                read = true;
            }
            else
            {
                _worker.Return(job);
            }
        }
        if (read)
            _worker.ScrubPublic();
        Array.Clear(_forks, 0, _count);
        _count = 0;
        _lastNumber = 0;
        Loans.EndAll();
        _worker = null!;
        if (ForkJoinEvents.Log.IsEnabled())
            ForkJoinEvents.Log.SectionStop();
        Generation++;
        _nextSpare = t_spare;
        t_spare = this;
    }
}
