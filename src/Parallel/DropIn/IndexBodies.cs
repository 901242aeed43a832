using System;
using System.Numerics;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/* The bodies of For, over int and long alike: TIndex is one of the two, and the JIT makes a copy for each. */

/// <summary>A body that is told its index, in a loop that nothing but an exception or a limit ends early: asked for before each block.</summary>
internal readonly struct EachIndex<TIndex>(Action<TIndex> body, LoopControl loop) : IRangeBody
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public bool Run(long start, long end, ForkContext fork)
    {
        try
        {
            Action<TIndex> run = body;
            TIndex last = TIndex.CreateTruncating(end);
            for (TIndex i = TIndex.CreateTruncating(start); i != last; i++)
                run(i);
            return true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
    }
}

/// <summary>The same in a loop with a token: no iteration starts after its cancellation, as with the BCL.</summary>
internal readonly struct EachIndexCancellable<TIndex>(Action<TIndex> body, LoopControl loop) : IRangeBody
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public bool Run(long start, long end, ForkContext fork)
    {
        try
        {
            Action<TIndex> run = body;
            TIndex last = TIndex.CreateTruncating(end);
            for (TIndex i = TIndex.CreateTruncating(start); i != last; i++)
            {
                if (loop.IsOver)
                    return false;
                run(i);
            }
            return true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
    }
}

/// <summary>A body that is told its index and the state of the loop.</summary>
internal readonly struct EachIndexWithState<TIndex>(
    Action<TIndex, ParallelLoopState> body, LoopControl loop, PerWorker<ParallelLoopState> states) : IRangeBody
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public bool Run(long start, long end, ForkContext fork)
    {
        ParallelLoopState? state = states.Find(fork.Executor);
        if (state is null)
            states.Add(fork.Executor, state = new ParallelLoopState(loop));
        try
        {
            Action<TIndex, ParallelLoopState> run = body;
            TIndex index = TIndex.CreateTruncating(start);
            for (long i = start; i != end; i++, index++)
            {
                if (loop.EndsBefore(i))
                    return false;
                state.Current = i;
                run(index, state);
            }
            return true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
    }
}

/// <summary>A body that is told its index, the state of the loop, and what its worker has to itself.</summary>
internal readonly struct EachIndexWithLocal<TIndex, TLocal>(
    Func<TIndex, ParallelLoopState, TLocal, TLocal> body, LoopControl loop, Locals<TLocal> locals) : IRangeBody
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public bool Run(long start, long end, ForkContext fork)
    {
        try
        {
            Locals<TLocal>.Place place = locals.Of(fork.Executor);
            Func<TIndex, ParallelLoopState, TLocal, TLocal> run = body;
            TIndex index = TIndex.CreateTruncating(start);
            for (long i = start; i != end; i++, index++)
            {
                if (loop.EndsBefore(i))
                    return false;
                place.State.Current = i;
                place.Value = run(index, place.State, place.Value);
            }
            return true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
    }
}
