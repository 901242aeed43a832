using System;
using System.Numerics;
using ForkJoin.DropIn;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin;

/// <content>What the overloads of For come down to, for both index types.</content>
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
            ? settings.Run(Whole(from, to, new EachIndexCancellable<TIndex>(body, loop), loop), loop)
            : settings.Run(Whole(from, to, new EachIndex<TIndex>(body, loop), loop), loop);
    }

    private static ParallelLoopResult ForEachIndex<TIndex>(
        TIndex from, TIndex to, in LoopSettings settings, Action<TIndex, ParallelLoopState> body)
        where TIndex : struct, IBinaryInteger<TIndex>
    {
        ForkCaptures.CheckIfStrict(body);
        if (to <= from)
            return LoopSettings.Nothing;
        LoopControl loop = settings.Begin();
        return settings.Run(Whole(from, to, new EachIndexWithState<TIndex>(body, loop, new()), loop), loop);
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
        return settings.Run(Whole(from, to, new EachIndexWithLocal<TIndex, TLocal>(body, loop, locals), loop), loop, locals);
    }

    private static LoopRange<TBody> Whole<TIndex, TBody>(TIndex from, TIndex to, TBody body, LoopControl loop)
        where TIndex : struct, IBinaryInteger<TIndex>
        where TBody : struct, IRangeBody =>
        new(long.CreateTruncating(from), long.CreateTruncating(to), body, loop);
}
