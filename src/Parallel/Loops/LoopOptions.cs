using System;
using System.Threading;
using ForkJoin.DropIn;
using ForkJoin.Loops;
using ForkJoin.Splitting;

namespace ForkJoin;

/// <summary>
/// What a loop of ForkJoin's own – a form that the BCL has not – may be told: how small and how large its chunks are, who takes part, what ends
/// it, and whom it tells how far it is. Nothing needs to be set: <see langword="default"/> is a loop that measures its own chunks. A
/// struct, so that options cost no allocation.
/// </summary>
/// <example><code>
/// Parallel.ForEachChunk(samples.AsMemory(), static (chunk, offset) => Amplify(chunk), new LoopOptions
/// {
///     MinChunk = 1024,
///     CancellationToken = token,
///     Progress = new Progress&lt;double&gt;(done => bar.Value = done),
/// });
/// </code></example>
[Shareable]
public readonly struct LoopOptions
{
    /// <summary>
    /// The fewest indices, elements, rows or tiles that are run in a row, 1 or more; the last piece may be smaller. Automatic unless set: one, and
    /// for bodies that are handed whole chunks as many as are worth a call, up to 256.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MinChunk
    {
        get;
        init => field = AtLeastOne(value, "A chunk must hold at least 1 element.");
    }

    /// <summary>
    /// The most that are run in a row, 1 or more. Automatic unless set: as many as take some microseconds, measured while the loop runs.
    /// With <see cref="MinChunk"/> the same, every chunk but the last has exactly so many.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxChunk
    {
        get;
        init => field = AtLeastOne(value, "A chunk must hold at least 1 element.");
    }

    /// <summary>
    /// How many workers may take part at most, the calling thread included: 1 or more, as many as the pool has unless set. A degree above the
    /// workers of the shared pool is taken at its word, as in <c>ParallelOptions</c>; with a <see cref="Pool"/> of one's own its workers are the bound.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxDegreeOfParallelism
    {
        get;
        init => field = AtLeastOne(value, "At least 1 worker, the calling thread, takes part.");
    }

    /// <summary>Ends the loop early: chunks that have not started do not start. Looked at between chunks, so it costs nothing for each element.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Told how much of the loop is done, from 0 to 1: rising, at most about a hundred times, and 1 at the end of a loop that was
    /// completed. Called by whichever worker is at it, by one at a time, and counts as part of the body: what it throws ends the loop.
    /// </summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>The pool that the loop runs in. Unless set: the one that the caller is at work for, else the shared one.</summary>
    public ForkJoinPool? Pool { get; init; }

    internal LoopSettings Settings => new(MaxDegreeOfParallelism, Pool, CancellationToken);

    /// <summary>The bounds of the loop's blocks.</summary>
    /// <param name="smallest">The fewest of a block where the caller has not said.</param>
    internal Grain Grain(int smallest)
    {
        int? most = MaxChunk;
        return Grains.Between(MinChunk ?? Math.Min(smallest, most ?? smallest), most);
    }

    private static int? AtLeastOne(int? value, string reason) => value is null or >= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, reason);
}
