using System;
using System.Collections.Generic;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// A partitioner's items: each worker that takes part has an enumerator of its own, and the partitioner sees to it that each item comes
/// out of one of them. An item that has been taken is run, whatever happens meanwhile: nobody else would see it again.
/// </summary>
/// <typeparam name="TElement">What the enumerators give.</typeparam>
/// <typeparam name="TKind">What is in it.</typeparam>
/// <typeparam name="T">The type of an item.</typeparam>
/// <typeparam name="TBody">What is done with it.</typeparam>
/// <typeparam name="TOwn">What a worker has to itself.</typeparam>
/// <param name="partitions">Gives the enumerators.</param>
/// <param name="body">What is done with an item.</param>
/// <param name="loop">The loop.</param>
/// <param name="locals">What the loop does first when it is over.</param>
internal sealed class Partitions<TElement, TKind, T, TBody, TOwn>(
    IEnumerable<TElement> partitions, TBody body, LoopControl loop, ILoopEnding? locals) : ISharedSource, ILoopEnding
    where TKind : struct, IElementKind<TElement, T>
    where TBody : struct, IItemBody<T, TOwn>
{
    /// <summary>After so many items in a row it is looked whether the loop has become long.</summary>
    private const int Turn = 64;

    private readonly PerWorker<Partition> _mine = new();

    public bool RunSome(ForkContext fork, bool mayShare)
    {
        try
        {
            Executor worker = fork.Executor;
            TBody run = body;
            TOwn own = run.OwnOf(worker);
            Partition mine = _mine.Find(worker) ?? Begin(worker);
            if (mine.IsOver)
                return false;
            IEnumerator<TElement> items = mine.Items;
            int turn = Turn;
            while (items.MoveNext())
            {
                TElement element = items.Current;
                long index = TKind.Index(element);
                run.Run(TKind.Item(element), index, own);
                if (TKind.EndsAfter(index, loop))
                    break;
                if (mayShare && (worker.Guard == nuint.MaxValue || --turn == 0))
                    return true;
            }
            mine.IsOver = true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
        }
        return false;
    }

    /// <summary>Ends what the workers have, on the calling thread; what that throws are failures of the loop. All pieces have been joined.</summary>
    public void End()
    {
        locals?.End();
        foreach (Partition partition in _mine.All())
        {
            try
            {
                partition.Items.Dispose();
            }
            catch (Exception error)
            {
                loop.Fail(error);
            }
        }
    }

    private Partition Begin(Executor worker)
    {
        IEnumerator<TElement> items = partitions.GetEnumerator()
            ?? throw new InvalidOperationException($"{partitions.GetType()}, the partitions of a loop's source, returned null from GetEnumerator; each call must return an enumerator.");
        var mine = new Partition(items);
        _mine.Add(worker, mine);
        return mine;
    }

    /// <summary>What one worker takes from.</summary>
    private sealed class Partition(IEnumerator<TElement> items)
    {
        internal readonly IEnumerator<TElement> Items = items;

        /// <summary>Whether it has no more items, or none that are to start.</summary>
        internal bool IsOver;
    }
}

/// <summary>What the enumerators of a partitioner give.</summary>
internal interface IElementKind<in TElement, out T>
{
    /// <summary>The item itself.</summary>
    static abstract T Item(TElement element);

    /// <summary>Its index; 0 where it has none.</summary>
    static abstract long Index(TElement element);

    /// <summary>Whether a worker that has run the item of this index takes no further one.</summary>
    static abstract bool EndsAfter(long index, LoopControl loop);
}

/// <summary>Items without an index: a Break ends the loop as a Stop does, since nobody knows which items stand before the one that broke.</summary>
internal readonly struct Unkeyed<T> : IElementKind<T, T>
{
    public static T Item(T element) => element;

    public static long Index(T element) => 0;

    public static bool EndsAfter(long index, LoopControl loop) => !loop.IsCompleted;
}

/// <summary>Items with their index.</summary>
internal readonly struct Keyed<T> : IElementKind<KeyValuePair<long, T>, T>
{
    public static T Item(KeyValuePair<long, T> element) => element.Value;

    public static long Index(KeyValuePair<long, T> element) => element.Key;

    public static bool EndsAfter(long index, LoopControl loop) => loop.EndsBefore(index);
}
