using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops by chunk, to read.</content>
public static partial class Parallel
{
    /// <summary>Runs a body over memory chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
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
    public static void ForEachChunk<T>(ReadOnlyMemory<T> memory, Action<ReadOnlySpan<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Chunks<T, MemoryElements<T>, ReadOnlyChunkAction<T>>(memory.Length, new(memory), new(body), options);
    }

    /// <summary>Runs a struct body over memory chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
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
    public static void ForEachChunk<T, TBody>(ReadOnlyMemory<T> memory, in TBody body, LoopOptions options = default)
        where TBody : struct, IReadOnlyChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        ElementLoop.Chunks<T, MemoryElements<T>, ReadOnlyChunkBody<T, TBody>>(memory.Length, new(memory), new(new(in body)), options);
    }

    /// <summary>Runs a body over a span chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
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
    public static unsafe void ForEachChunk<T>(ReadOnlySpan<T> span, Action<ReadOnlySpan<T>, int> body, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            ElementLoop.Chunks<T, PinnedElements<T>, ReadOnlyChunkAction<T>>(span.Length, new(first), new(body), options);
    }

    /// <summary>Runs a struct body over a span chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
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
    public static unsafe void ForEachChunk<T, TBody>(ReadOnlySpan<T> span, in TBody body, LoopOptions options = default)
        where T : unmanaged
        where TBody : struct, IReadOnlyChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            ElementLoop.Chunks<T, PinnedElements<T>, ReadOnlyChunkBody<T, TBody>>(span.Length, new(first), new(new(in body)), options);
    }

    /// <summary>Runs a body over a slice chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork that may write.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T>(Slice<T> slice, Action<ReadOnlySpan<T>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Chunks<T, LentElements<T>, ReadOnlyChunkAction<T>>(slice.Length, LentElements<T>.Of(slice), new(body), options);
    }

    /// <summary>Runs a struct body over a slice chunk by chunk, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk and where it begins in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork that may write.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<T, TBody>(Slice<T> slice, in TBody body, LoopOptions options = default)
        where TBody : struct, IReadOnlyChunkBody<T>
    {
        ForkCaptures.CheckState(body);
        ElementLoop.Chunks<T, LentElements<T>, ReadOnlyChunkBody<T, TBody>>(
            slice.Length, LentElements<T>.Of(slice), new(new(in body)), options);
    }
}
