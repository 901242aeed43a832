using System;
using System.Collections.Concurrent;
using ForkJoin.Jobs;
using ForkJoin.Splitting;
using ForkJoin.Workers;

namespace ForkJoin.DropIn;

/// <summary>
/// Where a loop runs. In the pool that the caller is at work for, or the shared one; but a degree above its workers is taken at its word,
/// since it is asked for where bodies block: then in a pool of that many, kept for the next loop that asks for as many.
/// </summary>
internal static class LoopPools
{
    /// <summary>More than so many threads are made for no loop: a degree is a bound, not a wish for as many.</summary>
    private const int MostWorkers = 64;

    private static readonly ConcurrentDictionary<int, ForkJoinPool> s_larger = new();

    /// <param name="whole">All of the loop.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="degree">How many workers may take part at most; null where the caller has not said.</param>
    /// <param name="pool">The pool that the caller has named; null where he has not.</param>
    internal static void Run<TPiece>(in TPiece whole, LoopControl loop, int? degree, ForkJoinPool? pool)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        if (pool is not null)
            RunIn(pool, whole, loop, degree);
        else if (degree is { } most && most > ForkJoinPool.Shared.Workers && Seat.MyExecutor is null)
            RunInLarger(whole, loop, most);
        else
            LoopEntry.Run(whole, loop, degree);
    }

    /// <summary>How many workers a loop that is called here may become, at most.</summary>
    internal static int PlacesOf(int? degree)
    {
        if (Seat.MyExecutor is { } executor)
            return Math.Min(degree ?? int.MaxValue, ((Worker)executor).Set.All.Length);
        int workers = ForkJoinPool.Shared.Workers;
        return degree is { } most ? Math.Min(most, Math.Max(MostWorkers, workers)) : workers + 1; // with the calling thread
    }

    private static void RunInLarger<TPiece>(TPiece whole, LoopControl loop, int degree)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        int workers = Math.Min(degree, Math.Max(MostWorkers, ForkJoinPool.Shared.Workers));
        ForkJoinPool pool = s_larger.GetOrAdd(
            workers, static n => new ForkJoinPool(new ForkJoinPoolOptions { Workers = n, Name = $"ForkJoin loops of {n}" }));
        RunIn(pool, whole, loop, degree);
    }

    private static void RunIn<TPiece>(ForkJoinPool pool, TPiece whole, LoopControl loop, int? degree)
        where TPiece : struct, ILoopPiece<TPiece> =>
        pool.Run((whole, loop, degree), static all =>
        {
            LoopEntry.Run(all.whole, all.loop, all.degree);
            return default(Unit);
        });
}
