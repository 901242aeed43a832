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
        // As JoinCore.Run, but for the worker. All ways from here share one frame and one left argument: each further copy, for a way
        // that is hardly ever gone, is zeroed at every join, which made one with lambdas a fifth dearer.
        // SAFETY: Arg is written here, and the head by JoinCore.RunArms before anything reads it.
        Unsafe.SkipInit(out JoinFrame<TRightArg> frame);
        frame.Arg = right;
        // SAFETY: SizeOf only asks for a size.
        return Unsafe.SizeOf<TLeftArg>() <= sizeof(nint)
            ? RunArms<ByValue<TLeftShape, TLeftArg, TLeft>, TLeftShape, TLeftArg, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                left, ref frame)
            : RunArms<ByRef<TLeftShape, TLeftArg, TLeft>, TLeftShape, RefTo<TLeftArg>, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new RefTo<TLeftArg>(ref left), ref frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLeft Left, TRight Right) RunArms<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftPassed left, ref JoinFrame<TRightArg> frame)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        Executor? executor = Seat.At(AddressOf(ref frame));
        return executor is not null && !executor.WatchesArms
            ? JoinCore.RunArms<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new ForkContext(executor, executor.Top), left, ref frame)
            : RunOtherwise<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, ref frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunOtherwise<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftPassed left, ref JoinFrame<TRightArg> frame)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        Seat seat = Seat.Mine;
        if (seat.Executor is not { } executor)
            return RunFromOutside<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(left, ref frame);
        if (executor.WatchesArms)
            return RunWatched<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(executor, left, ref frame);
        seat.Note(AddressOf(ref frame));
        return JoinCore.RunArms<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
            new ForkContext(executor, executor.Top), left, ref frame);
    }

    // SAFETY: a local of Run's caller, which does not move; only its address is used.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint AddressOf<TArg>(ref JoinFrame<TArg> frame) => (nuint)Unsafe.AsPointer(ref frame);

    /// <summary>
    /// A join while there are handles to forks that an arm might join. An arm may run elsewhere, where that is impossible; so it is
    /// refused here too. The arms of the arms need not be seen again. Joins that struct bodies make from their context need not be
    /// either: a section's code has no context, so around them stands a join or fork that has been seen.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunWatched<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        Executor executor, TLeftPassed left, ref JoinFrame<TRightArg> frame)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        executor.WatchesArms = false;
        executor.Arms++;
        try
        {
            return JoinCore.RunArms<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new ForkContext(executor, executor.Top), left, ref frame);
        }
        finally
        {
            executor.Arms--;
            executor.WatchesArms = true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) RunFromOutside<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        TLeftPassed left, ref JoinFrame<TRightArg> frame)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        ExecutionContext? context = ExecutionContext.Capture();
        SynchronizationContext? synchronization = SynchronizationContext.Current;
        ref Executor? here = ref Seat.Mine.Executor;
        Worker worker = ForkJoinPool.Shared.Enter(ref here, ref Seat.Passes);
        try
        {
            return JoinCore.RunArms<TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                new ForkContext(worker, null), left, ref frame);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker, ref here);
            if (!ReferenceEquals(context, ExecutionContext.Capture()) || !ReferenceEquals(synchronization, SynchronizationContext.Current))
                Ambient.Restore(context, synchronization);
        }
    }
}
