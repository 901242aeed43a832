using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loops;

#pragma warning disable MA0016 // The span of a list is had of the list itself, of no abstraction.

namespace ForkJoin;

/// <content>Loops by chunk, to write: where a body vectorises.</content>
public static partial class Parallel
{
    /// <summary>Runs a body over memory chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T>(Memory<T> memory, Action<Span<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Chunks<T, MemoryElements<T>, ChunkAction<T>>(memory.Length, new(memory), new(body), options);
    }

    /// <summary>Runs a struct body over memory chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T, TBody>(Memory<T> memory, in TBody body, LoopOptions options = default)
        where TBody : struct, IChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        ElementLoop.Chunks<T, MemoryElements<T>, ChunkBody<T, TBody>>(memory.Length, new(memory), new(new(in body)), options);
    }

    /// <summary>Runs a body over a span chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements: of an array, the stack or native memory; pinned until the call returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachChunk<T>(Span<T> span, Action<Span<T>, int> body, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            ElementLoop.Chunks<T, PinnedElements<T>, ChunkAction<T>>(span.Length, new(first), new(body), options);
    }

    /// <summary>Runs a struct body over a span chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="span">The elements: of an array, the stack or native memory; pinned until the call returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachChunk<T, TBody>(Span<T> span, in TBody body, LoopOptions options = default)
        where T : unmanaged
        where TBody : struct, IChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            ElementLoop.Chunks<T, PinnedElements<T>, ChunkBody<T, TBody>>(span.Length, new(first), new(new(in body)), options);
    }

    /// <summary>Runs a body over a slice chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T>(SliceMut<T> slice, Action<Span<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Chunks<T, LentElements<T>, ChunkAction<T>>(slice.Length, LentElements<T>.Of(slice), new(body), options);
    }

    /// <summary>Runs a struct body over a slice chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T, TBody>(SliceMut<T> slice, in TBody body, LoopOptions options = default)
        where TBody : struct, IChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        ElementLoop.Chunks<T, LentElements<T>, ChunkBody<T, TBody>>(slice.Length, LentElements<T>.Of(slice), new(new(in body)), options);
    }

    /// <summary>Runs a body over a list chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="list">The elements; a body must not add to it or take from it.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The list or the body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T>(List<T> list, Action<Span<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Chunks<T, ListElements<T>, ChunkAction<T>>(list.Count, new(list, list.Count), new(body), options);
    }

    /// <summary>Runs a struct body over a list chunk by chunk, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="list">The elements; a body must not add to it or take from it.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T, TBody>(List<T> list, in TBody body, LoopOptions options = default)
        where TBody : struct, IChunkBody<T>
    {
        ArgumentNullException.ThrowIfNull(list);
        ForkCaptures.CheckState(body);
        ElementLoop.Chunks<T, ListElements<T>, ChunkBody<T, TBody>>(list.Count, new(list, list.Count), new(new(in body)), options);
    }
}
