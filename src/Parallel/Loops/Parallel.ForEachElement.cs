using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin.Jobs;
using ForkJoin.Loops;

#pragma warning disable MA0016 // The span of a list is had of the list itself, of no abstraction.

namespace ForkJoin;

/// <content>Loops over the elements of spans, slices and lists, and with a body that is handed each by reference.</content>
public static partial class Parallel
{
    /// <summary>Runs a body for each element of memory, handed over by reference, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Runs once for each element, in any order; is told where it stands.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<T>(Memory<T> memory, RefAction<T> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Each<T, MemoryElements<T>, EachRef<T>>(memory.Length, new(memory), new(body), options);
    }

    /// <summary>Runs a body for each element of a span, handed over by reference, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements: of an array, the stack or native memory; pinned until the call returns.</param>
    /// <param name="body">Runs once for each element, in any order; is told where it stands.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEach<T>(Span<T> span, RefAction<T> body, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            ElementLoop.Each<T, PinnedElements<T>, EachRef<T>>(span.Length, new(first), new(body), options);
    }

    /// <summary>
    /// Runs a body for each element of a slice, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="body">Runs once for each element, in any order; is told where it stands.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<T>(SliceMut<T> slice, RefAction<T> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Each<T, LentElements<T>, EachRef<T>>(slice.Length, LentElements<T>.Of(slice), new(body), options);
    }

    /// <summary>Runs a body for each element of a list, handed over by reference, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="list">The elements; a body must not add to it or take from it.</param>
    /// <param name="body">Runs once for each element, in any order; is told where it stands.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The list or the body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<T>(List<T> list, RefAction<T> body, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ElementLoop.Each<T, ListElements<T>, EachRef<T>>(list.Count, new(list, list.Count), new(body), options);
    }

    /// <summary>
    /// Runs a struct body for each element of a span, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="span">The elements: of an array, the stack or native memory; pinned until the call returns.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEach<TItem, TAction>(Span<TItem> span, in TAction action, LoopOptions options = default)
        where TItem : unmanaged
        where TAction : struct, IRefAction<TItem>
    {
        ForkCaptures.CheckState(action);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (TItem* first = span)
            ElementLoop.Write<TItem, PinnedElements<TItem>, TAction>(span.Length, new(first), in action, options);
    }

    /// <summary>
    /// Runs a struct body for each element of a slice, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<TItem, TAction>(SliceMut<TItem> slice, in TAction action, LoopOptions options = default)
        where TAction : struct, IRefAction<TItem>
    {
        ForkCaptures.CheckState(action);
        ElementLoop.Write<TItem, LentElements<TItem>, TAction>(slice.Length, LentElements<TItem>.Of(slice), in action, options);
    }

    /// <summary>
    /// Runs a struct body for each element of a list, handed over by reference, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="list">The elements; a body must not add to it or take from it.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<TItem, TAction>(List<TItem> list, in TAction action, LoopOptions options = default)
        where TAction : struct, IRefAction<TItem>
    {
        ArgumentNullException.ThrowIfNull(list);
        ForkCaptures.CheckState(action);
        ElementLoop.Write<TItem, ListElements<TItem>, TAction>(list.Count, new(list, list.Count), in action, options);
    }

    /// <summary>
    /// Runs a struct body for each element of a span, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="span">The elements: of an array, the stack or native memory; pinned until the call returns.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEach<TItem, TAction>(ReadOnlySpan<TItem> span, in TAction action, LoopOptions options = default)
        where TItem : unmanaged
        where TAction : struct, IInAction<TItem>
    {
        ForkCaptures.CheckState(action);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (TItem* first = span)
            ElementLoop.Read<TItem, PinnedElements<TItem>, TAction>(span.Length, new(first), in action, options);
    }

    /// <summary>
    /// Runs a struct body for each element of a slice, handed over to read, perhaps in parallel, and returns when all are done.
    /// </summary>
    /// <typeparam name="TItem">The elements' type.</typeparam>
    /// <typeparam name="TAction">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="slice">The elements, lent to the loop until it returns.</param>
    /// <param name="action">The body; runs once for each element, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork that may write.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEach<TItem, TAction>(Slice<TItem> slice, in TAction action, LoopOptions options = default)
        where TAction : struct, IInAction<TItem>
    {
        ForkCaptures.CheckState(action);
        ElementLoop.Read<TItem, LentElements<TItem>, TAction>(slice.Length, LentElements<TItem>.Of(slice), in action, options);
    }
}
