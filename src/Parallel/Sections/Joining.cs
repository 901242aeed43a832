using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Sections;

/// <summary>The way into a join from code that was handed no context: through the thread's worker, or into the shared pool.</summary>
internal static unsafe class Joining
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TLeft Left, TRight Right) Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        Worker? worker = Worker.Current;
        if (worker is null)
            return RunFromOutside<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, right);
        if (worker.WatchesArms)
            return RunWatched<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(worker, left, right);
        return JoinCore.Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(new ForkContext(worker, worker.Top), left, right);
    }

    /// <summary>
    /// A join while there are handles to forks that an arm might join. An arm may run elsewhere, where that is impossible; so it is
    /// refused here too. The arms of the arms need not be seen again. Joins that struct bodies make from their context need not be
    /// either: a section's code has no context, so around them stands a join or fork that has been seen.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunWatched<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        Worker worker, TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        worker.WatchesArms = false;
        worker.Arms++;
        try
        {
            return JoinCore.Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(new ForkContext(worker, worker.Top), left, right);
        }
        finally
        {
            worker.Arms--;
            worker.WatchesArms = true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunFromOutside<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        Ambient outside = Ambient.Current;
        ref Executor? here = ref Executor.OfThisThread;
        Worker worker = ForkJoinPool.Shared.Enter(ref here, ref Executor.PassesOfThisThread);
        try
        {
            return JoinCore.Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new ForkContext(worker, null), left, right);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker, ref here);
            outside.Restore();
        }
    }
}
