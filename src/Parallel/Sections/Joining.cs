using System.Threading;
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
        // One way out for all that is not usual: with a third use of the arguments the JIT would put them together first and then copy.
        return worker is not null && !worker.WatchesArms
            ? JoinCore.Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(new ForkContext(worker, worker.Top), left, right)
            : RunOtherwise<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, right);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunOtherwise<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight> => Worker.Current is { } worker
            ? RunWatched<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(worker, left, right)
            : RunFromOutside<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, right);

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
        ExecutionContext? context = ExecutionContext.Capture();
        SynchronizationContext? synchronization = SynchronizationContext.Current;
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
            if (!ReferenceEquals(context, ExecutionContext.Capture()) || !ReferenceEquals(synchronization, SynchronizationContext.Current))
                Ambient.Restore(context, synchronization);
        }
    }
}
