using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Splitting;

/// <summary>
/// A part of a loop, or all of it. Runs where it stands: its pieces were stored one by one, and to read them as a whole at once, which copying does,
/// the processor would have to wait until they have left the store buffer. (Two copies cost a call from outside 15 ns of 53.)
/// </summary>
internal interface ILoopPart<TSelf> : IShape<TSelf, Unit>
    where TSelf : struct, ILoopPart<TSelf>
{
    /// <summary>Runs it.</summary>
    static abstract void Run(in TSelf part, ForkContext fork);
}

/// <summary>
/// The way into a loop: through the thread's worker, or into the shared pool. What the bodies set around themselves – async-local
/// values, the synchronization context – ends with the loop, and they see no synchronization context, as in every fork.
/// </summary>
internal static unsafe class LoopEntry
{
    /// <summary>Runs a piece of loop and returns when all of it is done or given up.</summary>
    /// <typeparam name="TPart">What a loop is made of.</typeparam>
    /// <param name="whole">Its argument.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="degree">How many workers may take part at most, the calling one included; null for as many as there are.</param>
    internal static void Run<TPart>(in TPart whole, LoopControl loop, int? degree)
        where TPart : struct, ILoopPart<TPart>
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&degree);
        Executor? executor = Seat.At(here);
        if (executor is not null && !executor.WatchesArms)
            RunHere(executor, whole, loop, degree, here);
        else
            RunOtherwise(whole, loop, degree, here);
    }

    private static void RunHere<TPart>(Executor executor, in TPart whole, LoopControl loop, int? degree, nuint here)
        where TPart : struct, ILoopPart<TPart>
    {
        loop.Bound(degree, executor.Limit);
        loop.IsExpectedLong = executor.LoopsAreLong;
        executor.LoopsAreLong = false;
        executor.BeginRoot();
        Ambient outside = Ambient.EnterHere();
        try
        {
            // Here, and not only where the loop is cut: one of a single index, or of a degree of one, never is.
            if (executor.IsStackLow(here))
                RunOnFreshStack(executor, whole);
            else
                TPart.Run(in whole, new ForkContext(executor, executor.Top));
        }
        finally
        {
            outside.Restore();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOnFreshStack<TPart>(Executor executor, in TPart whole)
        where TPart : struct, ILoopPart<TPart>
    {
        var job = executor.Rent<TPart, TPart, Unit>();
        job.Arg = whole;
        executor.RunOnFreshStack(job);
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        executor.Return(job);
        Failures.Rethrow(error);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOtherwise<TPart>(in TPart whole, LoopControl loop, int? degree, nuint here)
        where TPart : struct, ILoopPart<TPart>
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
    private static void RunWatched<TPart>(Executor executor, in TPart whole, LoopControl loop, int? degree, nuint here)
        where TPart : struct, ILoopPart<TPart>
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
