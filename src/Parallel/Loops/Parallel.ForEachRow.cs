using System;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over the rows of a grid.</content>
public static partial class Parallel
{
    /// <summary>Runs a body over the rows of a grid, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a row and its number; runs once for each, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachRow<T>(Memory2D<T> memory, Action<Span<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        BlockLoop.Run(
            0, GridLoop.Rows(memory.Height, memory.Width),
            new GridRows<T, MemoryGrid<T>, ChunkAction<T>>(new(memory), new(body)), options);
    }

    /// <summary>Runs a body over the rows of a grid, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a row and its number; runs once for each, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachRow<T>(ReadOnlyMemory2D<T> memory, Action<ReadOnlySpan<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        BlockLoop.Run(
            0, GridLoop.Rows(memory.Height, memory.Width),
            new GridRows<T, ReadOnlyMemoryGrid<T>, ReadOnlyChunkAction<T>>(new(memory), new(body)), options);
    }

    /// <summary>Runs a body over the rows of a grid, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements; pinned until the call returns.</param>
    /// <param name="body">Is handed a row and its number; runs once for each, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachRow<T>(Span2D<T> span, Action<Span<T>, int> body, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            BlockLoop.Run(
                0, GridLoop.Rows(span.Height, span.Width),
                new GridRows<T, PinnedGrid<T>, ChunkAction<T>>(new(first, span), new(body)), options);
    }

    /// <summary>Runs a body over the rows of a grid, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements; pinned until the call returns.</param>
    /// <param name="body">Is handed a row and its number; runs once for each, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachRow<T>(ReadOnlySpan2D<T> span, Action<ReadOnlySpan<T>, int> body, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            BlockLoop.Run(
                0, GridLoop.Rows(span.Height, span.Width),
                new GridRows<T, PinnedGrid<T>, ReadOnlyChunkAction<T>>(new(first, span), new(body)), options);
    }
}
