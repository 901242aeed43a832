using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// An enumerator that several workers take from, one at a time: a chunk of items, which is then the worker's. A chunk grows while its
/// items are cheap, to make up for the lock, and stays at one while they are dear. Where it turns out dearer than the last one, what is
/// left of it is a range like any other: hungry workers get halves of it.
/// </summary>
/// <param name="source">The enumerator; disposed with this.</param>
/// <param name="body">What is done with an item.</param>
/// <param name="loop">The loop.</param>
internal sealed class SharedEnumerator<T, TBody, TOwn>(IEnumerator<T> source, TBody body, LoopControl loop) : ISharedSource, IDisposable
    where TBody : struct, IItemBody<T, TOwn>
{
    /// <summary>A chunk is looked through for hungry workers so many times.</summary>
    private const int Looks = 8;

    /// <summary>From one item to as many as are worth the room.</summary>
    private static readonly Grain s_grain = new(1, 1024);

    private readonly Lock _gate = new();
    private readonly PerWorker<Chunk> _chunks = new();
    private long _next;
    private volatile bool _ended;

    public bool RunSome(ForkContext fork, bool mayShare)
    {
        if (_ended)
            return false;
        Chunk chunk;
        int count;
        long first;
        try
        {
            chunk = _chunks.Find(fork.Executor) ?? Begin(fork.Executor);
            count = Take(chunk, out first);
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
        if (count == 0)
            return false;
        Run(chunk, first, first + count, fork, mayShare);
        return true;
    }

    /// <summary>All pieces of the loop have been joined. What the enumerator throws comes out.</summary>
    public void Dispose()
    {
        foreach (Chunk chunk in _chunks.All())
            ArrayPool<T>.Shared.Return(chunk.Items, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        source.Dispose();
    }

    /// <summary>The worker takes part: what it has to itself is made before it takes an item, which would be lost if that failed.</summary>
    private Chunk Begin(Executor worker)
    {
        body.OwnOf(worker);
        var chunk = new Chunk(s_grain);
        _chunks.Add(worker, chunk);
        return chunk;
    }

    /// <summary>Takes the next chunk. What the enumerator throws comes out, and nobody asks it again.</summary>
    /// <returns>How many items; 0 where there are none, or none that are to start.</returns>
    private int Take(Chunk chunk, out long first)
    {
        int wanted = (int)chunk.Pace.Block;
        T[] items = chunk.RoomFor(wanted);
        lock (_gate)
        {
            first = _next;
            if (_ended || loop.EndsBefore(first))
                return 0;
            chunk.Pace.Restart(); // waiting for the others is not the items' cost
            int count = 0;
            bool more = false;
            try
            {
                while (count < wanted && (more = source.MoveNext()))
                    items[count++] = source.Current;
            }
            finally
            {
                if (!more || count < wanted)
                    _ended = true;
            }
            _next = first + count;
            return count;
        }
    }

    private void Run(Chunk chunk, long at, long end, ForkContext fork, bool mayShare)
    {
        Executor worker = fork.Executor;
        var each = new EachItem<TakenItems<T>, T, TBody, TOwn>(new(chunk.Items, at), body, loop);
        long block = Math.Max(1, (end - at) / Looks);
        while (end - at > block)
        {
            if (!each.Run(at, at + block, fork))
                return;
            at += block;
            // While there are places in the team, hungry workers soon get one, which is worth more than a few items.
            if (worker.Guard == nuint.MaxValue && (!mayShare || chunk.Pace.IsLate))
            {
                LoopRange<EachItem<TakenItems<T>, T, TBody, TOwn>>.Run(new(at, end, each, (ulong)block), loop, fork);
                chunk.Pace.Adapt(ulong.MaxValue);
                return;
            }
        }
        if (each.Run(at, end, fork))
            chunk.Pace.Adapt(ulong.MaxValue);
    }

    /// <summary>Room for what a worker takes, and how much that is.</summary>
    private sealed class Chunk(Grain grain)
    {
        internal Pace Pace = new(grain, 1);

        internal T[] Items { get; private set; } = [];

        internal T[] RoomFor(int count)
        {
            if (Items.Length < count)
            {
                T[] larger = ArrayPool<T>.Shared.Rent(count);
                T[] smaller = Items;
                Items = larger;
                ArrayPool<T>.Shared.Return(smaller, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            }
            return Items;
        }
    }
}
