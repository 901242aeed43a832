using System;
using System.Numerics;
using ForkJoin.DropIn;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin;

/// <content>What the overloads of For come down to, for both index types: a loop over items that are their own indices.</content>
public static partial class Parallel
{
    private static ParallelLoopResult ForEachIndex<TIndex>(TIndex from, TIndex to, in LoopSettings settings, Action<TIndex> body)
        where TIndex : struct, IBinaryInteger<TIndex>
    {
        ForkCaptures.CheckIfStrict(body);
        if (to <= from)
            return LoopSettings.Nothing;
        LoopControl loop = settings.Begin();
        return settings.CanBeCancelled
            ? Run<TIndex, CancellableBody<TIndex>, Unit>(from, to, settings, loop, new(body, loop))
            : Run<TIndex, PlainBody<TIndex>, Unit>(from, to, settings, loop, new(body));
    }

    private static ParallelLoopResult ForEachIndex<TIndex>(
        TIndex from, TIndex to, in LoopSettings settings, Action<TIndex, ParallelLoopState> body)
        where TIndex : struct, IBinaryInteger<TIndex>
    {
        ForkCaptures.CheckIfStrict(body);
        if (to <= from)
            return LoopSettings.Nothing;
        LoopControl loop = settings.Begin();
        return Run<TIndex, StateBody<TIndex>, ParallelLoopState>(from, to, settings, loop, new(body, loop, new()));
    }

    private static ParallelLoopResult ForEachIndex<TIndex, TLocal>(
        TIndex from, TIndex to, in LoopSettings settings,
        Func<TLocal> init, Func<TIndex, ParallelLoopState, TLocal, TLocal> body, Action<TLocal> final)
        where TIndex : struct, IBinaryInteger<TIndex>
    {
        ForkCaptures.CheckIfStrict(body);
        if (to <= from)
            return LoopSettings.Nothing;
        LoopControl loop = settings.Begin();
        var locals = new Locals<TLocal>(init, final, loop);
        return Run<TIndex, LocalBody<TIndex, TLocal>, Locals<TLocal>.Place>(from, to, settings, loop, new(body, loop, locals), locals);
    }

    private static ParallelLoopResult Run<TIndex, TBody, TOwn>(
        TIndex from, TIndex to, in LoopSettings settings, LoopControl loop, TBody body, ILoopEnding? ending = null)
        where TIndex : struct, IBinaryInteger<TIndex>
        where TBody : struct, IItemBody<TIndex, TOwn>
    {
        var whole = new LoopRange<EachItem<Indices<TIndex>, TIndex, TBody, TOwn>>(
            long.CreateTruncating(from), long.CreateTruncating(to), new(default, body, loop));
        return settings.Run(in whole, loop, ending);
    }
}
