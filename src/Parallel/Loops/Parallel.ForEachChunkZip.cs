using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops by chunk over two sequences in step, one to read beside one to write.</content>
public static partial class Parallel
{
    /// <summary>Runs a body over two pieces of memory in step, chunk by chunk, one to read beside one to write, perhaps in parallel.</summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <param name="source">The elements to read.</param>
    /// <param name="target">The elements to write, as many.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<TSource, TTarget>(
        ReadOnlyMemory<TSource> source, Memory<TTarget> target, Action<ReadOnlySpan<TSource>, Span<TTarget>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Zip<TSource, TTarget, MemoryElements<TSource>, MemoryElements<TTarget>, ZipAction<TSource, TTarget>>(
            source.Length, target.Length, new(source), new(target), new(body), options);
    }

    /// <summary>
    /// Runs a struct body over two pieces of memory in step, chunk by chunk, one to read beside one to write, perhaps in parallel.
    /// </summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="source">The elements to read.</param>
    /// <param name="target">The elements to write, as many.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<TSource, TTarget, TBody>(
        ReadOnlyMemory<TSource> source, Memory<TTarget> target, in TBody body, LoopOptions options = default)
        where TBody : struct, IZipBody<TSource, TTarget>
    {
        ForkCaptures.CheckState(body);
        ElementLoop.Zip<TSource, TTarget, MemoryElements<TSource>, MemoryElements<TTarget>, ZipBody<TSource, TTarget, TBody>>(
            source.Length, target.Length, new(source), new(target), new(new(in body)), options);
    }

    /// <summary>Runs a body over two spans in step, chunk by chunk, one to read beside one to write, perhaps in parallel.</summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <param name="source">The elements to read; pinned until the call returns.</param>
    /// <param name="target">The elements to write, as many; pinned until the call returns.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachChunk<TSource, TTarget>(
        ReadOnlySpan<TSource> source, Span<TTarget> target, Action<ReadOnlySpan<TSource>, Span<TTarget>, int> body, LoopOptions options = default)
        where TSource : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (TSource* from = source)
        fixed (TTarget* to = target)
            ElementLoop.Zip<TSource, TTarget, PinnedElements<TSource>, PinnedElements<TTarget>, ZipAction<TSource, TTarget>>(
                source.Length, target.Length, new(from), new(to), new(body), options);
    }

    /// <summary>Runs a struct body over two spans in step, chunk by chunk, one to read beside one to write, perhaps in parallel.</summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="source">The elements to read; pinned until the call returns.</param>
    /// <param name="target">The elements to write, as many; pinned until the call returns.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachChunk<TSource, TTarget, TBody>(
        ReadOnlySpan<TSource> source, Span<TTarget> target, in TBody body, LoopOptions options = default)
        where TSource : unmanaged
        where TTarget : unmanaged
        where TBody : struct, IZipBody<TSource, TTarget>
    {
        ForkCaptures.CheckState(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (TSource* from = source)
        fixed (TTarget* to = target)
            ElementLoop.Zip<TSource, TTarget, PinnedElements<TSource>, PinnedElements<TTarget>, ZipBody<TSource, TTarget, TBody>>(
                source.Length, target.Length, new(from), new(to), new(new(in body)), options);
    }

    /// <summary>Runs a body over two slices in step, chunk by chunk, one to read beside one to write, perhaps in parallel.</summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <param name="source">The elements to read; lent to the loop until it returns.</param>
    /// <param name="target">The elements to write, as many; lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">The two overlap, or part of one is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<TSource, TTarget>(
        Slice<TSource> source, SliceMut<TTarget> target, Action<ReadOnlySpan<TSource>, Span<TTarget>, int> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentElements<TSource> sources = LentElements<TSource>.Of(source);
        LentElements<TTarget> targets = LentElements<TTarget>.Of(target);
        LentElements<TSource>.CheckApart(source, target);
        ElementLoop.Zip<TSource, TTarget, LentElements<TSource>, LentElements<TTarget>, ZipAction<TSource, TTarget>>(
            source.Length, target.Length, sources, targets, new(body), options);
    }

    /// <summary>Runs a struct body over two slices in step, chunk by chunk, one to read beside one to write, perhaps in parallel.</summary>
    /// <typeparam name="TSource">The type of what is read.</typeparam>
    /// <typeparam name="TTarget">The type of what is written.</typeparam>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="source">The elements to read; lent to the loop until it returns.</param>
    /// <param name="target">The elements to write, as many; lent to the loop until it returns.</param>
    /// <param name="body">Is handed a chunk of both, and where they begin in the whole; every element is in one chunk.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The two differ in length, or the least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">The two overlap, or part of one is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachChunk<TSource, TTarget, TBody>(
        Slice<TSource> source, SliceMut<TTarget> target, in TBody body, LoopOptions options = default)
        where TBody : struct, IZipBody<TSource, TTarget>
    {
        ForkCaptures.CheckState(body);
        LentElements<TSource> sources = LentElements<TSource>.Of(source);
        LentElements<TTarget> targets = LentElements<TTarget>.Of(target);
        LentElements<TSource>.CheckApart(source, target);
        ElementLoop.Zip<TSource, TTarget, LentElements<TSource>, LentElements<TTarget>, ZipBody<TSource, TTarget, TBody>>(
            source.Length, target.Length, sources, targets, new(new(in body)), options);
    }
}
