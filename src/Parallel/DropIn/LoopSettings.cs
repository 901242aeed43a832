using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// What a loop was told by its caller: degree and token, from the BCL's own <see cref="ParallelOptions"/>. A loop is begun and ended
/// here, so that all forms end alike.
/// </summary>
internal readonly struct LoopSettings
{
    private readonly CancellationToken _token;
    private readonly ForkJoinPool? _pool;

    /// <param name="options">The caller's; not null.</param>
    internal LoopSettings(ParallelOptions options)
    {
        _token = options.CancellationToken;
        int degree = options.MaxDegreeOfParallelism;
        Degree = degree == -1 ? null : degree;
    }

    /// <param name="degree">How many workers may take part at most; null where the caller has not said.</param>
    /// <param name="pool">Where it runs; null where the caller has not said.</param>
    /// <param name="token">Ends the loop.</param>
    internal LoopSettings(int? degree, ForkJoinPool? pool, CancellationToken token)
    {
        Degree = degree;
        _token = token;
        _pool = pool;
    }

    /// <summary>How many workers may take part at most; null where the caller has not said.</summary>
    internal int? Degree { get; }

    /// <summary>Whether a token may end the loop.</summary>
    internal bool CanBeCancelled => _token.CanBeCanceled;

    /// <summary>The result of a loop over nothing.</summary>
    internal static ParallelLoopResult Nothing => new(isCompleted: true, lowestBreakIteration: null);

    /// <summary>Whether the options name a task scheduler of the user's: then the BCL's loop runs there, see <see cref="OnScheduler"/>.</summary>
    internal static bool NameScheduler(ParallelOptions options) =>
        !ReferenceEquals(options.TaskScheduler ?? TaskScheduler.Current, TaskScheduler.Default);

    /// <exception cref="OperationCanceledException">The token has been cancelled.</exception>
    internal void ThrowIfCancelled() => _token.ThrowIfCancellationRequested();

    /// <summary>A control for the loop, which <see cref="Run"/> ends.</summary>
    /// <param name="grain">The bounds of its blocks; null for the automatic ones.</param>
    /// <exception cref="OperationCanceledException">The token has been cancelled.</exception>
    internal LoopControl Begin(Grain? grain = null)
    {
        _token.ThrowIfCancellationRequested();
        LoopControl loop = LoopControl.Rent(grain ?? Grain.Automatic);
        loop.Watch(_token);
        return loop;
    }

    /// <summary>Runs a loop to its end and throws what is to surface, or says how it ended. The control is not the loop's any more.</summary>
    /// <param name="whole">All of the loop.</param>
    /// <param name="loop">Its control, from <see cref="Begin"/>.</param>
    /// <param name="ending">What is to be done at the end, whatever that is.</param>
    /// <exception cref="AggregateException">Bodies threw.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around, and bodies threw nothing else.</exception>
    internal ParallelLoopResult Run<TPiece>(in TPiece whole, LoopControl loop, ILoopEnding? ending = null)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        ExceptionDispatchInfo? passing = null;
        try
        {
            LoopPools.Run(whole, loop, Degree, _pool);
        }
        catch (Exception error)
        {
            // Bodies throw into the control. This is the cancellation of a section around, or the want of a stack.
            passing = ExceptionDispatchInfo.Capture(error);
        }
        ending?.End();
        if (passing is null && loop.IsCompleted && !_token.IsCancellationRequested)
        {
            loop.Return();
            return new ParallelLoopResult(isCompleted: true, lowestBreakIteration: null);
        }
        return EndEarly(loop, passing);
    }

    /// <summary>Runs a loop over a source that cannot be cut; otherwise as <see cref="Run"/>.</summary>
    internal ParallelLoopResult RunTeam<TSource>(TSource source, LoopControl loop, ILoopEnding? ending)
        where TSource : class, ISharedSource =>
        Run(new Team<TSource>(LoopPools.PlacesOf(Degree), source), loop, ending);

    private ParallelLoopResult EndEarly(LoopControl loop, ExceptionDispatchInfo? passing)
    {
        var result = new ParallelLoopResult(isCompleted: loop.IsCompleted, loop.LowestBreak);
        Exception[] failures = [.. loop.Failures];
        loop.Return();
        if (failures.Length > 0)
            ExceptionDispatchInfo.Throw(OnlyCancelled(failures) ?? new AggregateException(failures));
        passing?.Throw();
        _token.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>The first failure, if all are no more than a cancellation passing through the bodies: the token's, or that of a section around.</summary>
    private Exception? OnlyCancelled(Exception[] failures)
    {
        CancelScope? around = Seat.MyExecutor?.CancelScope;
        foreach (Exception failure in failures)
        {
            if (!IsCancellation(failure) && around?.Explains(failure) != true)
                return null;
        }
        return failures[0];
    }

    private bool IsCancellation(Exception failure) =>
        _token.IsCancellationRequested && failure is OperationCanceledException cancelled && cancelled.CancellationToken == _token;
}

/// <summary>What a loop does when it is over, on the thread that called it.</summary>
internal interface ILoopEnding
{
    /// <summary>Exceptions of the user's code become failures of the loop.</summary>
    void End();
}
