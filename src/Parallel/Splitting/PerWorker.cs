using System.Collections.Generic;
using System.Threading;
using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// What each worker that takes part in a loop has to itself while the loop lasts. A worker finds its own by a walk over those that take
/// part, once for each block; nobody but it adds one of its own, so a walk that finds none has missed none.
/// </summary>
internal sealed class PerWorker<TValue>
    where TValue : class
{
    private Node? _first;

    /// <summary>What the worker has, or null if it has nothing yet.</summary>
    internal TValue? Find(Executor worker)
    {
        for (Node? node = Volatile.Read(ref _first); node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Worker, worker))
                return node.Value;
        }
        return null;
    }

    /// <summary>Gives the worker something. Called by the worker, which has nothing yet.</summary>
    internal void Add(Executor worker, TValue value)
    {
        Node? first = Volatile.Read(ref _first);
        while (true)
        {
            Node? seen = Interlocked.CompareExchange(ref _first, new Node(worker, value, first), first);
            if (ReferenceEquals(seen, first))
                return;
            first = seen;
        }
    }

    /// <summary>What all have, in no particular order. To be read when all pieces of the loop have been joined.</summary>
    internal IEnumerable<TValue> All()
    {
        for (Node? node = _first; node is not null; node = node.Next)
            yield return node.Value;
    }

    private sealed class Node(Executor worker, TValue value, Node? next)
    {
        internal readonly Executor Worker = worker;
        internal readonly TValue Value = value;
        internal readonly Node? Next = next;
    }
}
