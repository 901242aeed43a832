using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>A lock for a few instructions that never block. An interrupt of the thread does not end the wait for it.</summary>
internal readonly struct Gate<TSync>()
    where TSync : struct, ISync
{
    private readonly Lock _lock = new();

    /// <summary>Takes the lock until the result is disposed.</summary>
    internal Held Enter()
    {
        TSync.Enter(_lock);
        return new Held(_lock);
    }

    internal readonly ref struct Held(Lock held)
    {
        public void Dispose() => TSync.Exit(held);
    }
}
