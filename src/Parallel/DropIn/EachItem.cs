using System;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>A loop's body over items that are read by index.</summary>
internal readonly struct EachItem<TItems, T, TBody, TOwn>(TItems items, TBody body, LoopControl loop) : IRangeBody
    where TItems : struct, IItems<T>
    where TBody : struct, IItemBody<T, TOwn>
{
    public bool Run(long start, long end, ForkContext fork)
    {
        try
        {
            // Copies, which bodies cannot change: so they stay in registers.
            TItems from = items;
            TBody run = body;
            TOwn own = run.OwnOf(fork.Executor);
            for (long i = start; i != end; i++)
            {
                if (run.EndsBefore(i))
                    return false;
                run.Run(from.At(i), i, own);
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
