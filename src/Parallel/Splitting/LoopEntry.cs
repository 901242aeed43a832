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
    /// <summary>Runs a piece of loop and returns when all of it is done or given up.</summary>
    /// <typeparam name="TShape">The whole of the loop as a piece of work.</typeparam>
    /// <param name="whole">Its argument.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="degree">How many workers may take part at most, the calling one included; null for as many as there are.</param>
    internal static void Run<TShape>(TShape whole, LoopControl loop, int? degree)
        where TShape : struct, IShape<TShape, Unit>
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&degree);
        Executor? executor = Seat.At(here);
        if (executor is not null && !executor.WatchesArms)
            RunHere(executor, whole, loop, degree);
        else
            RunOtherwise(whole, loop, degree, here);
    }

    private static void RunHere<TShape>(Executor executor, in TShape whole, LoopControl loop, int? degree)
        where TShape : struct, IShape<TShape, Unit>
    {
        loop.Bound(degree, executor.Limit);
        Ambient outside = Ambient.Enter(flowed: null);
        try
        {
            TShape.Invoke(whole, new ForkContext(executor, executor.Top));
        }
        finally
        {
            outside.Restore();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOtherwise<TShape>(in TShape whole, LoopControl loop, int? degree, nuint here)
        where TShape : struct, IShape<TShape, Unit>
    {
        Seat seat = Seat.Mine;
        if (seat.Executor is { } executor)
        {
            seat.Note(here);
            RunWatched(executor, whole, loop, degree);
            return;
        }
        ref Executor? mine = ref seat.Executor;
        Worker worker = ForkJoinPool.Shared.Enter(ref mine, ref Seat.Passes);
        try
        {
            RunHere(worker, whole, loop, degree);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker, ref mine);
        }
    }

    /// <summary>Perhaps there are handles to forks that a body might join: see <c>Joining.RunWatched</c>.</summary>
    private static void RunWatched<TShape>(Executor executor, in TShape whole, LoopControl loop, int? degree)
        where TShape : struct, IShape<TShape, Unit>
    {
        if (!executor.WatchesArms)
        {
            RunHere(executor, whole, loop, degree);
            return;
        }
        executor.WatchesArms = false;
        executor.Arms++;
        try
        {
            RunHere(executor, whole, loop, degree);
        }
        finally
        {
            executor.Arms--;
            executor.WatchesArms = true;
        }
    }
}
