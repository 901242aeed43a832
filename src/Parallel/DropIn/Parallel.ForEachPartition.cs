using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using ForkJoin.DropIn;
using Theirs = System.Threading.Tasks.Parallel;

#pragma warning disable RS0030 // On a scheduler of the user's runs the BCL's own loop.

namespace ForkJoin;

/// <content>Loops over partitioners: the BCL's overloads.</content>
public static partial class Parallel
{
    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="body">Runs once for each item, in any order.</param>
    /// <returns>That all iterations ran.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(Partitioner<TSource> source, Action<TSource> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(body);
        RequireDynamic(source);
        return ForEachItem<PartitionerSource<TSource>, TSource>(new(source), default, body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="body">Runs once for each item, in any order.</param>
    /// <returns>That all iterations ran.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null, or the options are.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(Partitioner<TSource> source, ParallelOptions parallelOptions, Action<TSource> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(body);
        RequireDynamic(source);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.ForEach(source, parallelOptions, body))
            : ForEachItem<PartitionerSource<TSource>, TSource>(new(source), new LoopSettings(parallelOptions), body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it can end the loop early.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="body">Runs once for each item, in any order, and is handed the state of the loop.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(Partitioner<TSource> source, Action<TSource, ParallelLoopState> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(body);
        RequireDynamic(source);
        return ForEachItem<PartitionerSource<TSource>, TSource>(new(source), default, body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it can end the loop early.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="body">Runs once for each item, in any order, and is handed the state of the loop.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null, or the options are.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(
        Partitioner<TSource> source, ParallelOptions parallelOptions, Action<TSource, ParallelLoopState> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(body);
        RequireDynamic(source);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.ForEach(source, parallelOptions, OnScheduler.Body(body)))
            : ForEachItem<PartitionerSource<TSource>, TSource>(new(source), new LoopSettings(parallelOptions), body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it is told the item's index and can end the loop early.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions, and its keys must be normalized. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="body">Runs once for each item, in any order, and is handed the state of the loop and the item's index.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place, or its keys are not normalized.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(OrderablePartitioner<TSource> source, Action<TSource, ParallelLoopState, long> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(body);
        RequireNormalized(source);
        RequireDynamic(source);
        return ForEachItem<PartitionerSource<TSource>, TSource>(new(source), default, body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it is told the item's index and can end the loop early.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <param name="source">Must support dynamic partitions, and its keys must be normalized. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="body">Runs once for each item, in any order, and is handed the state of the loop and the item's index.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null, or the options are.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place, or its keys are not normalized.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource>(
        OrderablePartitioner<TSource> source, ParallelOptions parallelOptions, Action<TSource, ParallelLoopState, long> body)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(body);
        RequireNormalized(source);
        RequireDynamic(source);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.ForEach(source, parallelOptions, OnScheduler.Body(body)))
            : ForEachItem<PartitionerSource<TSource>, TSource>(new(source), new LoopSettings(parallelOptions), body);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each item, in any order; is handed the state of the loop and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or one of the delegates is null.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource, TLocal>(
        Partitioner<TSource> source, Func<TLocal> localInit, Func<TSource, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        RequireDynamic(source);
        return ForEachItem<PartitionerSource<TSource>, TSource, TLocal>(new(source), default, localInit, body, localFinally);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="source">Must support dynamic partitions. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each item, in any order; is handed the state of the loop and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or one of the delegates is null, or the options are.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource, TLocal>(
        Partitioner<TSource> source, ParallelOptions parallelOptions,
        Func<TLocal> localInit, Func<TSource, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        RequireDynamic(source);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.ForEach(source, parallelOptions, localInit, OnScheduler.Body(body), localFinally))
            : ForEachItem<PartitionerSource<TSource>, TSource, TLocal>(new(source), new LoopSettings(parallelOptions), localInit, body, localFinally);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it is told the item's index, and each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="source">Must support dynamic partitions, and its keys must be normalized. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each item, in any order; is handed the state of the loop, the item's index and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or one of the delegates is null.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place, or its keys are not normalized.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource, TLocal>(
        OrderablePartitioner<TSource> source, Func<TLocal> localInit, Func<TSource, ParallelLoopState, long, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        RequireNormalized(source);
        RequireDynamic(source);
        return ForEachItem<PartitionerSource<TSource>, TSource, TLocal>(new(source), default, localInit, body, localFinally);
    }

    /// <summary>Runs a body for each item of a partitioner, perhaps in parallel; it is told the item's index, and each worker has a value to itself, which the body hands on.</summary>
    /// <typeparam name="TSource">The type of an item.</typeparam>
    /// <typeparam name="TLocal">The value's type.</typeparam>
    /// <param name="source">Must support dynamic partitions, and its keys must be normalized. Each worker that takes part has an enumerator of its own.</param>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="localInit">Makes a worker's value, when the worker first takes part.</param>
    /// <param name="body">Runs once for each item, in any order; is handed the state of the loop, the item's index and its worker's value, and returns the next.</param>
    /// <param name="localFinally">Is handed the last value of each worker when the loop is over, one after the other, on the calling thread.</param>
    /// <returns>Whether all iterations ran, and where the loop was broken off.</returns>
    /// <exception cref="ArgumentNullException">The source or one of the delegates is null, or the options are.</exception>
    /// <exception cref="InvalidOperationException">The source does not support dynamic partitions, or returned null in their place, or its keys are not normalized.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies or the other delegates threw, or enumerators of the source; it holds what they threw.</exception>
    public static ParallelLoopResult ForEach<TSource, TLocal>(
        OrderablePartitioner<TSource> source, ParallelOptions parallelOptions,
        Func<TLocal> localInit, Func<TSource, ParallelLoopState, long, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        RequireNormalized(source);
        RequireDynamic(source);
        return LoopSettings.NameScheduler(parallelOptions)
            ? OnScheduler.Result(Theirs.ForEach(source, parallelOptions, localInit, OnScheduler.Body(body), localFinally))
            : ForEachItem<PartitionerSource<TSource>, TSource, TLocal>(new(source), new LoopSettings(parallelOptions), localInit, body, localFinally);
    }
}
