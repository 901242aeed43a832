using System;
using System.Drawing;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over the places of a grid with a struct body: the overloads of CommunityToolkit's ParallelHelper, and options.</content>
public static partial class Parallel
{
    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="i">The rows, both ends counted from the start.</param>
    /// <param name="j">The columns, both ends counted from the start.</param>
    /// <exception cref="ArgumentException">An end of a range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Range i, Range j)
        where TAction : struct, IAction2D
    {
        (int top, int bottom) = Bounds(i, nameof(i));
        (int left, int right) = Bounds(j, nameof(j));
        For2D(top, bottom, left, right, default(TAction), 1);
    }

    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="i">The rows, both ends counted from the start.</param>
    /// <param name="j">The columns, both ends counted from the start.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentException">An end of a range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Range i, Range j, int minimumActionsPerThread)
        where TAction : struct, IAction2D
    {
        (int top, int bottom) = Bounds(i, nameof(i));
        (int left, int right) = Bounds(j, nameof(j));
        For2D(top, bottom, left, right, default(TAction), minimumActionsPerThread);
    }

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="i">The rows, both ends counted from the start.</param>
    /// <param name="j">The columns, both ends counted from the start.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <exception cref="ArgumentException">An end of a range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Range i, Range j, in TAction action)
        where TAction : struct, IAction2D
    {
        (int top, int bottom) = Bounds(i, nameof(i));
        (int left, int right) = Bounds(j, nameof(j));
        For2D(top, bottom, left, right, in action, 1);
    }

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="i">The rows, both ends counted from the start.</param>
    /// <param name="j">The columns, both ends counted from the start.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentException">An end of a range is counted from the end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Range i, Range j, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IAction2D
    {
        (int top, int bottom) = Bounds(i, nameof(i));
        (int left, int right) = Bounds(j, nameof(j));
        For2D(top, bottom, left, right, in action, minimumActionsPerThread);
    }

    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="area">The rows from its top to its bottom, and the columns from its left to its right.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Rectangle area)
        where TAction : struct, IAction2D =>
        For2D(area.Top, area.Bottom, area.Left, area.Right, default(TAction), 1);

    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="area">The rows from its top to its bottom, and the columns from its left to its right.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Rectangle area, int minimumActionsPerThread)
        where TAction : struct, IAction2D =>
        For2D(area.Top, area.Bottom, area.Left, area.Right, default(TAction), minimumActionsPerThread);

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="area">The rows from its top to its bottom, and the columns from its left to its right.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Rectangle area, in TAction action)
        where TAction : struct, IAction2D =>
        For2D(area.Top, area.Bottom, area.Left, area.Right, in action, 1);

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="area">The rows from its top to its bottom, and the columns from its left to its right.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(Rectangle area, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IAction2D =>
        For2D(area.Top, area.Bottom, area.Left, area.Right, in action, minimumActionsPerThread);

    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">The row after the last one.</param>
    /// <param name="left">The first column.</param>
    /// <param name="right">The column after the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(int top, int bottom, int left, int right)
        where TAction : struct, IAction2D =>
        For2D(top, bottom, left, right, default(TAction), 1);

    /// <summary>Runs the default value of a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">The row after the last one.</param>
    /// <param name="left">The first column.</param>
    /// <param name="right">The column after the last one.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(int top, int bottom, int left, int right, int minimumActionsPerThread)
        where TAction : struct, IAction2D =>
        For2D(top, bottom, left, right, default(TAction), minimumActionsPerThread);

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">The row after the last one.</param>
    /// <param name="left">The first column.</param>
    /// <param name="right">The column after the last one.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(int top, int bottom, int left, int right, in TAction action)
        where TAction : struct, IAction2D =>
        For2D(top, bottom, left, right, in action, 1);

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">The row after the last one.</param>
    /// <param name="left">The first column.</param>
    /// <param name="right">The column after the last one.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <param name="minimumActionsPerThread">How few places are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, the left beyond the right, or the minimum below 1.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void For2D<TAction>(int top, int bottom, int left, int right, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IAction2D
    {
        LoopOptions options = AtLeast(minimumActionsPerThread);
        For2D(top, bottom, left, right, in action, options);
    }

    /// <summary>Runs a struct body for each place of a grid, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="top">The first row.</param>
    /// <param name="bottom">The row after the last one.</param>
    /// <param name="left">The first column.</param>
    /// <param name="right">The column after the last one.</param>
    /// <param name="action">The body; runs once for each place, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The top is below the bottom, or the left beyond the right.</exception>
    /// <exception cref="OverflowException">There are more places than a long can count.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void For2D<TAction>(int top, int bottom, int left, int right, in TAction action, LoopOptions options)
        where TAction : struct, IAction2D
    {
        RequireOrder(top, bottom, nameof(top), nameof(bottom));
        RequireOrder(left, right, nameof(left), nameof(right));
        ForkCaptures.CheckState(action);
        long width = (long)right - left;
        long places = checked(((long)bottom - top) * width);
        BlockLoop.Run(0, places, new EachCall<TAction, PlaceCalls<TAction>>(new(in action), new(top, left, width)), options);
    }
}
