using CommunityToolkit.HighPerformance.Helpers;

namespace ForkJoin.Loops;

/// <summary>What the loops over a grid come down to.</summary>
internal static class GridLoop
{
    /// <summary>A struct body that is handed each element to write.</summary>
    internal static void Write<T, TGrid, TAction>(int height, int width, TGrid grid, in TAction action, in LoopOptions options)
        where TGrid : struct, IGrid<T>
        where TAction : struct, IRefAction<T> =>
        Each<T, TGrid, EachElement<T, TAction, ToWrite<T, TAction>>>(height, width, grid, new(new(in action)), options);

    /// <summary>A struct body that is handed each element to read.</summary>
    internal static void Read<T, TGrid, TAction>(int height, int width, TGrid grid, in TAction action, in LoopOptions options)
        where TGrid : struct, IGrid<T>
        where TAction : struct, IInAction<T> =>
        Each<T, TGrid, EachElement<T, TAction, ToRead<T, TAction>>>(height, width, grid, new(new(in action)), options);

    private static void Each<T, TGrid, TBody>(int height, int width, TGrid grid, TBody body, in LoopOptions options)
        where TGrid : struct, IGrid<T>
        where TBody : struct, IPieceBody<T> =>
        BlockLoop.Run(0, (long)height * width, new GridPieces<T, TGrid, TBody>(grid, width, body), options);

    /// <summary>How many rows there are to run: none in a grid without elements.</summary>
    internal static int Rows(int height, int width) => width == 0 ? 0 : height;

    /// <summary>How many columns there are to run: none in a grid without elements.</summary>
    internal static int Columns(int height, int width) => height == 0 ? 0 : width;
}
