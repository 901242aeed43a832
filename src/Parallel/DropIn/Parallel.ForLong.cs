using System;
using System.Threading.Tasks;
using ForkJoin.DropIn;
using Theirs = System.Threading.Tasks.Parallel;

#pragma warning disable RS0030 // On a scheduler of the user's runs the BCL's own loop.

namespace ForkJoin;

/// <content>Loops over indices of type long: the BCL's overloads.</content>
public static partial class Parallel
{
    /// <summary>Runs a body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each index, in any order.</param>
    /// <returns>That all iterations ran.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    public static ParallelLoopResult For(long fromInclusive, long toExclusive, Action<long> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ForEachIndex(fromInclusive, toExclusive, default, body);
    }

    /// <summary>Runs a body for each index of a range, perhaps in parallel, and returns when all are done.</summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="body">Runs once for each index, in any order.</param>
    /// <returns>That all iterations ran.</returns>
    /// <exception cref="ArgumentNullException">The body or the options are null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    public static ParallelLoopResult For(long fromInclusive, long toExclusive, ParallelOptions parallelOptions, Action<long> body)
    {
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(body);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.For(fromInclusive, toExclusive, parallelOptions, body))
            : ForEachIndex(fromInclusive, toExclusive, new LoopSettings(parallelOptions), body);
    }

    /// <summary>Runs a body for each index of a range, perhaps in parallel; it can end the loop early.</summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each index, in any order, and is handed the state of the loop.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    public static ParallelLoopResult For(long fromInclusive, long toExclusive, Action<long, ParallelLoopState> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ForEachIndex(fromInclusive, toExclusive, default, body);
    }

    /// <summary>Runs a body for each index of a range, perhaps in parallel; it can end the loop early.</summary>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="body">Runs once for each index, in any order, and is handed the state of the loop.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The body or the options are null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    public static ParallelLoopResult For(
        long fromInclusive, long toExclusive, ParallelOptions parallelOptions, Action<long, ParallelLoopState> body)
    {
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(body);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.For(fromInclusive, toExclusive, parallelOptions, OnScheduler.Body(body)))
            : ForEachIndex(fromInclusive, toExclusive, new LoopSettings(parallelOptions), body);
    }

    /// <summary>Runs a body for each index of a range, perhaps in parallel; each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each index, in any order; is handed the state of the loop and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">One of the delegates is null.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw; it holds what they threw.</exception>
    public static ParallelLoopResult For<TLocal>(
        long fromInclusive, long toExclusive, Func<TLocal> localInit, Func<long, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        return ForEachIndex(fromInclusive, toExclusive, default, localInit, body, localFinally);
    }

    /// <summary>Runs a body for each index of a range, perhaps in parallel; each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each index, in any order; is handed the state of the loop and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">One of the delegates is null, or the options are.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw; it holds what they threw.</exception>
    public static ParallelLoopResult For<TLocal>(
        long fromInclusive, long toExclusive, ParallelOptions parallelOptions,
        Func<TLocal> localInit, Func<long, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.For(fromInclusive, toExclusive, parallelOptions, localInit, OnScheduler.Body(body), localFinally))
            : ForEachIndex(fromInclusive, toExclusive, new LoopSettings(parallelOptions), localInit, body, localFinally);
    }
}
