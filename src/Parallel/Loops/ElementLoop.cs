using System;
using CommunityToolkit.HighPerformance.Helpers;

namespace ForkJoin.Loops;

/// <summary>What the loops over elements in a row come down to.</summary>
internal static class ElementLoop
{
    /// <summary>A body that is handed each element: measured from one element on.</summary>
    internal static void Each<T, TElements, TBody>(int length, TElements elements, TBody body, in LoopOptions options)
        where TElements : struct, IElements<T>
        where TBody : struct, IPieceBody<T> =>
        BlockLoop.Run(0, length, new Pieces<T, TElements, TBody>(elements, body), options);

    /// <summary>A struct body that is handed each element to write.</summary>
    internal static void Write<T, TElements, TAction>(int length, TElements elements, in TAction action, in LoopOptions options)
        where TElements : struct, IElements<T>
        where TAction : struct, IRefAction<T> =>
        Each<T, TElements, EachElement<T, TAction, ToWrite<T, TAction>>>(length, elements, new(new(in action)), options);

    /// <summary>A struct body that is handed each element to read.</summary>
    internal static void Read<T, TElements, TAction>(int length, TElements elements, in TAction action, in LoopOptions options)
        where TElements : struct, IElements<T>
        where TAction : struct, IInAction<T> =>
        Each<T, TElements, EachElement<T, TAction, ToRead<T, TAction>>>(length, elements, new(new(in action)), options);

    /// <summary>A body that is handed elements in a row: enough of them to be worth its call.</summary>
    internal static void Chunks<T, TElements, TBody>(int length, TElements elements, TBody body, in LoopOptions options)
        where TElements : struct, IElements<T>
        where TBody : struct, IPieceBody<T> =>
        BlockLoop.Run(0, length, new Pieces<T, TElements, TBody>(elements, body), options, Grains.OfChunks(length));

    /// <summary>The same over two sequences.</summary>
    internal static void Zip<TSource, TTarget, TSources, TTargets, TBody>(
        int length, int targetLength, TSources sources, TTargets targets, TBody body, in LoopOptions options)
        where TSources : struct, IElements<TSource>
        where TTargets : struct, IElements<TTarget>
        where TBody : struct, IZipPieceBody<TSource, TTarget>
    {
        RequireAsMany(length, targetLength);
        BlockLoop.Run(
            0, length, new ZipPieces<TSource, TTarget, TSources, TTargets, TBody>(sources, targets, body), options, Grains.OfChunks(length));
    }

    /// <exception cref="ArgumentException">They differ.</exception>
    private static void RequireAsMany(int source, int target)
    {
        if (source != target)
            throw new ArgumentException(
                $"The target has {target} elements and the source {source}: a loop in step needs as many of both.", nameof(target));
    }
}
