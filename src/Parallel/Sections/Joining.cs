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
        return worker is not null
            ? JoinCore.Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new ForkContext(worker, worker.Top), left, right)
            : RunFromOutside<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, right);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunFromOutside<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
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
        }
    }
}
