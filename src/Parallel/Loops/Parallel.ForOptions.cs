using System;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over indices with options of ForkJoin's own.</content>
public static partial class Parallel
{
    /// <summary>Runs a struct body for each index of a range of long, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TBody">The body's type: a struct, best a readonly one, whose call the JIT inlines.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each index, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void For<TBody>(long fromInclusive, long toExclusive, in TBody body, LoopOptions options = default)
        where TBody : struct, IForBody
    {
        ForkCaptures.CheckState(body);
        BlockLoop.Run(fromInclusive, toExclusive, new EachCall<TBody, LongCalls<TBody>>(new(in body), default), options);
    }

    /// <summary>
    /// Runs a body for each index of a range, perhaps in parallel, and returns when all are done; with options that the BCL has not.
    /// </summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each index, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void For(int fromInclusive, int toExclusive, Action<int> body, LoopOptions options)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        BlockLoop.Run(fromInclusive, toExclusive, new EachIndex<int>(body), options);
    }

    /// <summary>
    /// Runs a body for each index of a range, perhaps in parallel, and returns when all are done; with options that the BCL has not.
    /// </summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each index, in any order.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void For(long fromInclusive, long toExclusive, Action<long> body, LoopOptions options)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        BlockLoop.Run(fromInclusive, toExclusive, new EachIndex<long>(body), options);
    }
}
