using System;
using ForkJoin.Splitting;
using Theirs = System.Threading.Tasks.ParallelLoopState;

namespace ForkJoin;

/// <summary>
/// Lets the bodies of a loop end it early, and see whether another one did. The same members as
/// <see cref="System.Threading.Tasks.ParallelLoopState"/>, which cannot be made from outside. Each worker has its own; kept
/// after the loop, it tells how that one ended.
/// </summary>
/// <example><code>
/// Parallel.For(0, files.Length, (i, state) =>
/// {
///     if (Contains(files[i], text)) { found = files[i]; state.Stop(); }
/// });
/// </code></example>
[Shareable]
public sealed class ParallelLoopState
{
    private readonly LoopControl? _loop;

    /// <summary>The state of a loop that a task scheduler of the user's runs: see <see cref="DropIn.OnScheduler"/>.</summary>
    private readonly Theirs? _theirs;

    internal ParallelLoopState(LoopControl loop)
    {
        loop.GiveOut();
        _loop = loop;
    }

    internal ParallelLoopState(Theirs theirs) => _theirs = theirs;

    /// <summary>Whether the current iteration had better return: another one stopped the loop, broke off below it, or threw, or the token was cancelled.</summary>
    public bool ShouldExitCurrentIteration => _theirs?.ShouldExitCurrentIteration ?? _loop!.EndsBefore(Current);

    /// <summary>Whether an iteration has called <see cref="Stop"/>.</summary>
    public bool IsStopped => _theirs?.IsStopped ?? _loop!.IsStopped;

    /// <summary>Whether an iteration has thrown an exception that it did not catch itself.</summary>
    public bool IsExceptional => _theirs?.IsExceptional ?? _loop!.IsExceptional;

    /// <summary>The lowest iteration that has called <see cref="Break"/>; null where none has.</summary>
    public long? LowestBreakIteration => _theirs is not null ? _theirs.LowestBreakIteration : _loop!.LowestBreak;

    /// <summary>The iteration that runs.</summary>
    internal long Current { get; set; }

    /// <summary>No further iteration is to start, as soon as may be. Those that run are not interrupted. Does not block.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Break"/> has been called; the two do not go together.</exception>
    public void Stop()
    {
        if (_theirs is not null)
            _theirs.Stop();
        else if (!_loop!.TryStop())
            throw new InvalidOperationException("Stop was called in a loop in which Break has been called; a loop ends by one of the two.");
    }

    /// <summary>No further iteration above the current one is to start, as soon as may be; all below it run. Does not block.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Stop"/> has been called; the two do not go together.</exception>
    public void Break()
    {
        if (_theirs is not null)
            _theirs.Break();
        else if (!_loop!.TryBreak(Current))
            throw new InvalidOperationException("Break was called in a loop in which Stop has been called; a loop ends by one of the two.");
    }
}
