using System;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <summary>
/// The result of a fork. It may be read once the fork is joined – by the end of its section or by <see cref="Join"/> – and not
/// before, however long the fork may have finished running: no verdict depends on the schedule. Copies are the same result.
/// </summary>
/// <typeparam name="T">The result's type.</typeparam>
/// <example><code>
/// Forked&lt;int&gt; left = default, right = default;
/// Fork.Section(section =>
/// {
///     left = section.Fork(section.Borrow(data, ..mid), static x => Count(x.Span));
///     right = section.Fork(section.Borrow(data, mid..), static x => Count(x.Span));
/// });
/// Console.WriteLine(left.Result + right.Result);
/// </code></example>
[Sendable(Readable = true, Arguments = ShareKind.Readable)]
public readonly struct Forked<T>
{
    private readonly Job<T>? _job;
    private readonly int _generation;

    internal Forked(Job<T> job)
    {
        _job = job;
        _generation = job.Generation;
        job.HasReader = true;
        job.Owner.WatchesArms = true;
    }

    /// <summary>Whether the fork has been joined, so that <see cref="Result"/> may be read.</summary>
    public bool IsJoined => _job is { Joined: true } job && job.Generation == _generation;

    /// <summary>The result, after the section or <see cref="Join"/>. Does not block. May be read more than once.</summary>
    /// <exception cref="BorrowConflictException">The fork has not been joined yet.</exception>
    /// <exception cref="LifetimeExpiredException">The result was taken by <see cref="Join"/>, or the handle was never given one.</exception>
    /// <exception cref="OperationCanceledException">The fork was skipped because its section was cancelled.</exception>
    /// <exception cref="Exception">Whatever the fork threw, with its own stack trace.</exception>
    public T Result
    {
        get
        {
            Job<T> job = Checked();
            if (!job.Joined)
                BorrowThrow.ResultNotThere(job.Number);
            return Outcome(job);
        }
    }

    /// <summary>
    /// Joins the fork and takes its result; the handle is empty afterwards, and the library may use its storage again. Runs the
    /// fork here if nobody has begun it, else blocks until it is done and helps with what descends from it.
    /// </summary>
    /// <returns>The result.</returns>
    /// <exception cref="WrongThreadException">
    /// Called from another thread than the one that opened the section, or from a fork or an arm of a join, whichever thread that runs on.
    /// </exception>
    /// <exception cref="LifetimeExpiredException">The result was taken already, or the handle was never given one.</exception>
    /// <exception cref="OperationCanceledException">The fork was skipped because its section was cancelled.</exception>
    /// <exception cref="Exception">Whatever the fork threw. It does not surface at the section's end once more.</exception>
    public T Join()
    {
        Job<T> job = Checked();
        if (!job.Joined)
            ((SectionCore)job.Section!).JoinNow(job);
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        T result = job.Result!;
        // The section returns the job when it ends or tidies up; from here on no handle reaches it.
        job.Generation++;
        job.HasReader = false;
        job.Error = null;
        job.Skipped = false;
        Failures.Rethrow(error);
        return result;
    }

    private Job<T> Checked()
    {
        if (_job is null || _job.Generation != _generation)
            BorrowThrow.ResultGone();
        return _job;
    }

    private static T Outcome(Job<T> job)
    {
        Failures.Rethrow(job.Skipped ? job.Cancel!.Exception() : job.Error);
        return job.Result!;
    }
}
