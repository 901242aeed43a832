using System;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over the elements of a grid with a struct body: the overloads of CommunityToolkit's ParallelHelper, and options.</content>
public static partial class Parallel
{
    /// <summary>
    /// Runs the default value of a struct body for each element of a grid, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(Memory2D<TItem> memory)
        where TAction : struct, IRefAction<TItem> =>
        ForEach<TItem, TAction>(memory, default(TAction), default(LoopOptions));

    /// <summary>
    /// Runs the default value of a struct body for each element of a grid, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="minimumActionsPerThread">How few elements are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(Memory2D<TItem> memory, int minimumActionsPerThread)
        where TAction : struct, IRefAction<TItem> =>
        ForEach<TItem, TAction>(memory, default(TAction), AtLeast(minimumActionsPerThread));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(Memory2D<TItem> memory, in TAction action)
        where TAction : struct, IRefAction<TItem> =>
        ForEach<TItem, TAction>(memory, in action, default(LoopOptions));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="minimumActionsPerThread">How few elements are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(Memory2D<TItem> memory, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IRefAction<TItem> =>
        ForEach<TItem, TAction>(memory, in action, AtLeast(minimumActionsPerThread));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<TItem, TAction>(Memory2D<TItem> memory, in TAction action, LoopOptions options)
        where TAction : struct, IRefAction<TItem>
    {
        ForkCaptures.CheckState(action);
        GridLoop.Write<TItem, MemoryGrid<TItem>, TAction>(memory.Height, memory.Width, new(memory), in action, options);
    }

    /// <summary>
    /// Runs the default value of a struct body for each element of a grid, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(ReadOnlyMemory2D<TItem> memory)
        where TAction : struct, IInAction<TItem> =>
        ForEach<TItem, TAction>(memory, default(TAction), default(LoopOptions));

    /// <summary>
    /// Runs the default value of a struct body for each element of a grid, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="minimumActionsPerThread">How few elements are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(ReadOnlyMemory2D<TItem> memory, int minimumActionsPerThread)
        where TAction : struct, IInAction<TItem> =>
        ForEach<TItem, TAction>(memory, default(TAction), AtLeast(minimumActionsPerThread));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(ReadOnlyMemory2D<TItem> memory, in TAction action)
        where TAction : struct, IInAction<TItem> =>
        ForEach<TItem, TAction>(memory, in action, default(LoopOptions));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="minimumActionsPerThread">How few elements are worth another worker, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is below 1.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    public static void ForEach<TItem, TAction>(ReadOnlyMemory2D<TItem> memory, in TAction action, int minimumActionsPerThread)
        where TAction : struct, IInAction<TItem> =>
        ForEach<TItem, TAction>(memory, in action, AtLeast(minimumActionsPerThread));

    /// <summary>
    /// Runs a struct body for each element of a grid, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<TItem, TAction>(ReadOnlyMemory2D<TItem> memory, in TAction action, LoopOptions options)
        where TAction : struct, IInAction<TItem>
    {
        ForkCaptures.CheckState(action);
        GridLoop.Read<TItem, ReadOnlyMemoryGrid<TItem>, TAction>(memory.Height, memory.Width, new(memory), in action, options);
    }
}
