using System;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over indices with a struct body: the overloads of CommunityToolkit's ParallelHelper, and options.</content>
public static partial class Parallel
{
    /// <summary>
    /// Runs the default value of a struct body for each index of a range, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="range">The indices, both ends counted from the start.</param>
    /// <exception cref="ArgumentException">An end of the range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(Range range)
        where TAction : struct, IAction
    {
        (int start, int end) = Bounds(range, nameof(range));
        For(start, end, default(TAction), 1);
    }

    /// <summary>
    /// Runs the default value of a struct body for each index of a range, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="range">The indices, both ends counted from the start.</param>
    /// <param name="minimumActionsPerThread">How few indices are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentException">An end of the range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end, or the minimum below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(Range range, int minimumActionsPerThread)
        where TAction : struct, IAction
    {
        (int start, int end) = Bounds(range, nameof(range));
        For(start, end, default(TAction), minimumActionsPerThread);
    }

    /// <summary>Runs a struct body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="range">The indices, both ends counted from the start.</param>
    /// <param name="action">The body; runs once for each index, in any order.</param>
    /// <exception cref="ArgumentException">An end of the range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(Range range, in TAction action)
        where TAction : struct, IAction
    {
        (int start, int end) = Bounds(range, nameof(range));
        For(start, end, in action, 1);
    }

    /// <summary>Runs a struct body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="range">The indices, both ends counted from the start.</param>
    /// <param name="action">The body; runs once for each index, in any order.</param>
    /// <param name="minimumActionsPerThread">How few indices are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentException">An end of the range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end, or the minimum below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(Range range, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IAction
    {
        (int start, int end) = Bounds(range, nameof(range));
        For(start, end, in action, minimumActionsPerThread);
    }

    /// <summary>
    /// Runs the default value of a struct body for each index of a range, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(int start, int end)
        where TAction : struct, IAction =>
        For(start, end, default(TAction), 1);

    /// <summary>
    /// Runs the default value of a struct body for each index of a range, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <param name="minimumActionsPerThread">How few indices are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end, or the minimum below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(int start, int end, int minimumActionsPerThread)
        where TAction : struct, IAction =>
        For(start, end, default(TAction), minimumActionsPerThread);

    /// <summary>Runs a struct body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <param name="action">The body; runs once for each index, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(int start, int end, in TAction action)
        where TAction : struct, IAction =>
        For(start, end, in action, 1);

    /// <summary>Runs a struct body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <param name="action">The body; runs once for each index, in any order.</param>
    /// <param name="minimumActionsPerThread">How few indices are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end, or the minimum below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For<TAction>(int start, int end, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IAction
    {
        LoopOptions options = AtLeast(minimumActionsPerThread);
        For(start, end, in action, options);
    }

    /// <summary>Runs a struct body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <param name="action">The body; runs once for each index, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is above the end.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void For<TAction>(int start, int end, in TAction action, LoopOptions options)
        where TAction : struct, IAction
    {
        RequireOrder(start, end, nameof(start), nameof(end));
        ForkCaptures.CheckState(action);
        BlockLoop.Run(start, end, new EachCall<TAction, IntCalls<TAction>>(new(in action), default), options);
    }

    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    private static LoopOptions AtLeast(int minimumActionsPerThread) => minimumActionsPerThread >= 1
        ? new LoopOptions { MinChunk = minimumActionsPerThread }
        : throw new ArgumentOutOfRangeException(
            nameof(minimumActionsPerThread), minimumActionsPerThread, "A worker must run at least 1 action.");

    /// <exception cref="ArgumentException">An end is counted from the end.</exception>
    private static (int Start, int End) Bounds(Range range, string argument) => !range.Start.IsFromEnd && !range.End.IsFromEnd
        ? (range.Start.Value, range.End.Value)
        : throw new ArgumentException($"The range {range} has no length to count from: both its ends must be counted from the start.", argument);

    /// <exception cref="ArgumentOutOfRangeException">They are in the wrong order.</exception>
    private static void RequireOrder(int first, int last, string firstName, string lastName)
    {
        if (first > last)
            throw new ArgumentOutOfRangeException(firstName, first, $"The {firstName} must not be above the {lastName}, {last}.");
    }
}
