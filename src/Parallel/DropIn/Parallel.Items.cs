using System;
using System.Collections.Concurrent;
using ForkJoin.DropIn;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin;

/// <content>What the overloads of ForEach come down to, wherever the items come from.</content>
public static partial class Parallel
{
    private static ParallelLoopResult ForEachItem<TFrom, T>(TFrom source, in LoopSettings settings, Action<T> body)
        where TFrom : struct, IItemSource<T>
    {
        ForkCaptures.CheckIfStrict(body);
        LoopControl loop = settings.Begin();
        return settings.CanBeCancelled
            ? source.Run<CancellableBody<T>, Unit>(settings, loop, new(body, loop), ending: null)
            : source.Run<PlainBody<T>, Unit>(settings, loop, new(body), ending: null);
    }

    private static ParallelLoopResult ForEachItem<TFrom, T>(TFrom source, in LoopSettings settings, Action<T, ParallelLoopState> body)
        where TFrom : struct, IItemSource<T>
    {
        ForkCaptures.CheckIfStrict(body);
        LoopControl loop = settings.Begin();
        return source.Run<StateBody<T>, ParallelLoopState>(settings, loop, new(body, loop, new()), ending: null);
    }

    private static ParallelLoopResult ForEachItem<TFrom, T>(TFrom source, in LoopSettings settings, Action<T, ParallelLoopState, long> body)
        where TFrom : struct, IItemSource<T>
    {
        ForkCaptures.CheckIfStrict(body);
        LoopControl loop = settings.Begin();
        return source.Run<IndexBody<T>, ParallelLoopState>(settings, loop, new(body, loop, new()), ending: null);
    }

    private static ParallelLoopResult ForEachItem<TFrom, T, TLocal>(
        TFrom source, in LoopSettings settings, Func<TLocal> init, Func<T, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> final)
        where TFrom : struct, IItemSource<T>
    {
        ForkCaptures.CheckIfStrict(body);
        LoopControl loop = settings.Begin();
        var locals = new Locals<TLocal>(init, final, loop);
        return source.Run<LocalBody<T, TLocal>, Locals<TLocal>.Place>(settings, loop, new(body, loop, locals), locals);
    }

    private static ParallelLoopResult ForEachItem<TFrom, T, TLocal>(
        TFrom source, in LoopSettings settings, Func<TLocal> init, Func<T, ParallelLoopState, long, TLocal, TLocal> body, Action<TLocal> final)
        where TFrom : struct, IItemSource<T>
    {
        ForkCaptures.CheckIfStrict(body);
        LoopControl loop = settings.Begin();
        var locals = new Locals<TLocal>(init, final, loop);
        return source.Run<LocalIndexBody<T, TLocal>, Locals<TLocal>.Place>(settings, loop, new(body, loop, locals), locals);
    }

    /// <summary>How many workers come to a loop nobody knows beforehand.</summary>
    private static void RequireDynamic<TSource>(Partitioner<TSource> source)
    {
        if (!source.SupportsDynamicPartitions)
        {
            throw new InvalidOperationException(
                $"{source.GetType()} does not support dynamic partitions; a parallel loop needs a partitioner that does, such as those of Partitioner.Create.");
        }
    }

    private static void RequireNormalized<TSource>(OrderablePartitioner<TSource> source)
    {
        if (!source.KeysNormalized)
        {
            throw new InvalidOperationException(
                $"The keys of {source.GetType()} are not normalized, so they are no indices; a loop whose body is told indices needs a partitioner whose keys run from 0 without gaps.");
        }
    }
}
