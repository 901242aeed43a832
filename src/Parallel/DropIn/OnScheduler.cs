using System;
#pragma warning disable RS0030 // Their loops, run as what they are.
using TheirLoops = System.Threading.Tasks.Parallel;
#pragma warning restore RS0030
using TheirResult = System.Threading.Tasks.ParallelLoopResult;
using TheirState = System.Threading.Tasks.ParallelLoopState;

namespace ForkJoin.DropIn;

/// <summary>
/// Loops whose options name a task scheduler of the user's. They are to run as that scheduler's tasks, one after another, under its
/// own rules; our workers are no tasks. So the BCL's own loop runs there, and what it hands to bodies and callers is handed on as ours.
/// </summary>
internal static class OnScheduler
{
    internal static ParallelLoopResult Result(TheirResult result) => new(result.IsCompleted, result.LowestBreakIteration);

    /// <summary>A result of theirs, which nobody but their loops can make: so one runs that ends in the same way, over one iteration.</summary>
    internal static TheirResult Theirs(ParallelLoopResult result)
    {
#pragma warning disable RS0030 // See above.
        if (result.LowestBreakIteration is { } iteration)
            return TheirLoops.For(iteration, iteration + 1, static (_, state) => state.Break());
        return result.IsCompleted ? TheirLoops.For(0, 0, static _ => { }) : TheirLoops.For(0, 1, static (_, state) => state.Stop());
#pragma warning restore RS0030
    }

    internal static Action<T, TheirState> Body<T>(Action<T, ParallelLoopState> body) => (item, state) => body(item, Ours(state));

    internal static Action<T, TheirState, long> Body<T>(Action<T, ParallelLoopState, long> body) =>
        (item, state, index) => body(item, Ours(state), index);

    internal static Func<T, TheirState, TLocal, TLocal> Body<T, TLocal>(Func<T, ParallelLoopState, TLocal, TLocal> body) =>
        (item, state, local) => body(item, Ours(state), local);

    internal static Func<T, TheirState, long, TLocal, TLocal> Body<T, TLocal>(Func<T, ParallelLoopState, long, TLocal, TLocal> body) =>
        (item, state, index, local) => body(item, Ours(state), index, local);

    internal static ParallelLoopState Ours(TheirState state) => new(state);
}
