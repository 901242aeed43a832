using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>Where a loop has its items from.</summary>
internal interface IItemSource<out T>
{
    /// <summary>Runs a loop over all of them; the control is not the loop's any more.</summary>
    /// <param name="settings">What the caller said.</param>
    /// <param name="loop">The loop, which has begun.</param>
    /// <param name="body">What is done with an item.</param>
    /// <param name="ending">What is to be done at the end of a loop in which a worker may have taken part.</param>
    ParallelLoopResult Run<TBody, TOwn>(in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TBody : struct, IItemBody<T, TOwn>;
}

/// <summary>
/// An enumerable. What has an indexer is read by it, as the BCL does: it can be cut, and no two workers wait for each other. Everything
/// else is enumerated once, by all.
/// </summary>
internal readonly struct EnumerableSource<T>(IEnumerable<T> source) : IItemSource<T>
{
    public ParallelLoopResult Run<TBody, TOwn>(in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TBody : struct, IItemBody<T, TOwn>
    {
        if (source is T[] array)
            return RunIndexed<ArrayItems<T>, TBody, TOwn>(array.Length, new(array), settings, loop, body, ending);
        if (source.GetType() == typeof(List<T>))
        {
            var list = (List<T>)source;
            return RunIndexed<ListItems<T>, TBody, TOwn>(list.Count, new(list), settings, loop, body, ending);
        }
        return source is IList<T> indexed
            ? RunIndexed<IndexedItems<T>, TBody, TOwn>(CountOf(indexed, loop), new(indexed), settings, loop, body, ending)
            : RunShared<TBody, TOwn>(settings, loop, body, ending);
    }

    private static int CountOf(IList<T> list, LoopControl loop)
    {
        try
        {
            return list.Count;
        }
        catch
        {
            loop.Return();
            throw;
        }
    }

    private static ParallelLoopResult RunIndexed<TItems, TBody, TOwn>(
        int count, TItems items, in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TItems : struct, IItems<T>
        where TBody : struct, IItemBody<T, TOwn>
    {
        if (count <= 0)
        {
            loop.Return();
            return LoopSettings.Nothing;
        }
        return settings.Run(
            new LoopRange<EachItem<TItems, T, TBody, TOwn>>(0, count, new(items, body, loop)), loop, ending);
    }

    private ParallelLoopResult RunShared<TBody, TOwn>(in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TBody : struct, IItemBody<T, TOwn>
    {
        IEnumerator<T> items;
        try
        {
            items = source.GetEnumerator();
        }
        catch
        {
            loop.Return();
            throw;
        }
        using var shared = new SharedEnumerator<T, TBody, TOwn>(items, body, loop);
        return settings.RunTeam(shared, loop, ending);
    }
}

/// <summary>A partitioner, perhaps one that knows its items' indices.</summary>
internal readonly struct PartitionerSource<T>(Partitioner<T> source) : IItemSource<T>
{
    public ParallelLoopResult Run<TBody, TOwn>(in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TBody : struct, IItemBody<T, TOwn> =>
        source is OrderablePartitioner<T> orderable
            ? Run<KeyValuePair<long, T>, Keyed<T>, TBody, TOwn>(Partition(orderable.GetOrderableDynamicPartitions, loop), settings, loop, body, ending)
            : Run<T, Unkeyed<T>, TBody, TOwn>(Partition(source.GetDynamicPartitions, loop), settings, loop, body, ending);

    private static ParallelLoopResult Run<TElement, TKind, TBody, TOwn>(
        IEnumerable<TElement> partitions, in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending)
        where TKind : struct, IElementKind<TElement, T>
        where TBody : struct, IItemBody<T, TOwn>
    {
        try
        {
            var workers = new Partitions<TElement, TKind, T, TBody, TOwn>(partitions, body, loop, ending);
            return settings.RunTeam(workers, loop, workers);
        }
        finally
        {
            (partitions as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<TElement> Partition<TElement>(Func<IEnumerable<TElement>> partition, LoopControl loop)
    {
        try
        {
            return partition() ?? throw new InvalidOperationException(
                $"{partition.Target!.GetType()} returned null from {partition.Method.Name}; a loop needs its partitions.");
        }
        catch
        {
            loop.Return();
            throw;
        }
    }
}
