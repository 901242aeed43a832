using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Splitting;

/// <summary>
/// The way into a loop: through the thread's worker, or into the shared pool. What the bodies set around themselves – async-local
/// values, the synchronization context – ends with the loop, and they see no synchronization context, as in every fork.
/// </summary>
internal static unsafe class LoopEntry
{
    /// <summary>Runs a loop and returns when all of it is done or given up.</summary>
    /// <typeparam name="TPiece">What the loop is made of.</typeparam>
    /// <param name="whole">All of the loop.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="degree">How many workers may take part at most, the calling one included; null for as many as there are.</param>
    internal static void Run<TPiece>(in TPiece whole, LoopControl loop, int? degree)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&degree);
        Executor? executor = Seat.At(here);
        if (executor is not null && !executor.WatchesArms)
            RunHere(executor, whole, loop, degree, here);
        else
            RunOtherwise(whole, loop, degree, here);
    }

    private static void RunHere<TPiece>(Executor executor, in TPiece whole, LoopControl loop, int? degree, nuint here)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        loop.Bound(degree, executor.Limit);
        loop.Length.Expect(executor);
        executor.BeginRoot();
        Ambient outside = Ambient.EnterHere();
        try
        {
            // Here, and not only where the loop is cut: one of a single index, or of a degree of one, never is.
            if (executor.IsStackLow(here))
                RunOnFreshStack(executor, whole, loop);
            else
                LoopPart<TPiece>.Run(in whole, loop, maker: null, new ForkContext(executor, executor.Top));
        }
        finally
        {
            outside.Restore();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOnFreshStack<TPiece>(Executor executor, in TPiece whole, LoopControl loop)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        var job = executor.Rent<LoopPart<TPiece>, LoopPart<TPiece>, Unit>();
        job.Arg = new LoopPart<TPiece>(whole, loop, maker: null);
        executor.RunOnFreshStack(job);
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        executor.Return(job);
        Failures.Rethrow(error);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOtherwise<TPiece>(in TPiece whole, LoopControl loop, int? degree, nuint here)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        Seat seat = Seat.Mine;
        if (seat.Executor is { } executor)
        {
            seat.Note(here);
            RunWatched(executor, whole, loop, degree, here);
            return;
        }
        ref Executor? mine = ref seat.Executor;
        Worker worker = ForkJoinPool.Shared.Enter(ref mine, ref Seat.Passes);
        try
        {
            RunHere(worker, whole, loop, degree, here);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker, ref mine);
        }
    }

    /// <summary>Perhaps there are handles to forks that a body might join: see <c>Joining.RunWatched</c>.</summary>
    private static void RunWatched<TPiece>(Executor executor, in TPiece whole, LoopControl loop, int? degree, nuint here)
        where TPiece : struct, ILoopPiece<TPiece>
    {
        if (!executor.WatchesArms)
        {
            RunHere(executor, whole, loop, degree, here);
            return;
        }
        executor.WatchesArms = false;
        executor.Arms++;
        try
        {
            RunHere(executor, whole, loop, degree, here);
        }
        finally
        {
            executor.Arms--;
            executor.WatchesArms = true;
        }
    }
}
