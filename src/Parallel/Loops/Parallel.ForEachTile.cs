using System;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;
using ForkJoin.Jobs;
using ForkJoin.Loops;

namespace ForkJoin;

/// <content>Loops over the tiles of a grid.</content>
public static partial class Parallel
{
    /// <summary>Runs a body over the tiles of a grid, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a tile and the row and column where it begins; runs once for each, in any order.</param>
    /// <param name="tileHeight">How many rows a tile has, 1 or more; those at the lower edge may have fewer. Automatic unless given: a tile fits the first-level cache.</param>
    /// <param name="tileWidth">How many columns a tile has, 1 or more; those at the right edge may have fewer.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the tile is below 1.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachTile<T>(
        Memory2D<T> memory, Action<Span2D<T>, int, int> body, int? tileHeight = null, int? tileWidth = null, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        Tiling tiling = Tiling.Of<T>(memory.Height, memory.Width, tileHeight, tileWidth);
        BlockLoop.Run(0, tiling.Count, new GridTiles<T, MemoryGrid<T>, TileAction<T>>(new(memory), tiling, new(body)), options);
    }

    /// <summary>Runs a body over the tiles of a grid, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="memory">The elements.</param>
    /// <param name="body">Is handed a tile and the row and column where it begins; runs once for each, in any order.</param>
    /// <param name="tileHeight">How many rows a tile has, 1 or more; those at the lower edge may have fewer. Automatic unless given: a tile fits the first-level cache.</param>
    /// <param name="tileWidth">How many columns a tile has, 1 or more; those at the right edge may have fewer.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the tile is below 1.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    public static void ForEachTile<T>(
        ReadOnlyMemory2D<T> memory, Action<ReadOnlySpan2D<T>, int, int> body, int? tileHeight = null, int? tileWidth = null, LoopOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        Tiling tiling = Tiling.Of<T>(memory.Height, memory.Width, tileHeight, tileWidth);
        BlockLoop.Run(
            0, tiling.Count, new GridTiles<T, ReadOnlyMemoryGrid<T>, ReadOnlyTileAction<T>>(new(memory), tiling, new(body)), options);
    }

    /// <summary>Runs a body over the tiles of a grid, to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements; pinned until the call returns.</param>
    /// <param name="body">Is handed a tile and the row and column where it begins; runs once for each, in any order.</param>
    /// <param name="tileHeight">How many rows a tile has, 1 or more; those at the lower edge may have fewer. Automatic unless given: a tile fits the first-level cache.</param>
    /// <param name="tileWidth">How many columns a tile has, 1 or more; those at the right edge may have fewer.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the tile is below 1.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachTile<T>(
        Span2D<T> span, Action<Span2D<T>, int, int> body, int? tileHeight = null, int? tileWidth = null, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        Tiling tiling = Tiling.Of<T>(span.Height, span.Width, tileHeight, tileWidth);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            BlockLoop.Run(
                0, tiling.Count, new GridTiles<T, PinnedGrid<T>, TileAction<T>>(new(first, span), tiling, new(body)), options);
    }

    /// <summary>Runs a body over the tiles of a grid, to read, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="span">The elements; pinned until the call returns.</param>
    /// <param name="body">Is handed a tile and the row and column where it begins; runs once for each, in any order.</param>
    /// <param name="tileHeight">How many rows a tile has, 1 or more; those at the lower edge may have fewer. Automatic unless given: a tile fits the first-level cache.</param>
    /// <param name="tileWidth">How many columns a tile has, 1 or more; those at the right edge may have fewer.</param>
    /// <param name="options">Chunks, degree, token, progress and pool; nothing needs to be set.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of the tile is below 1.</exception>
    /// <exception cref="ArgumentException">The least chunk of the options is above the greatest.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Bodies threw; it holds what they threw.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled, or a section around.</exception>
    /// <exception cref="ObjectDisposedException">The pool of the options has been disposed.</exception>
    [OverloadResolutionPriority(-1)] // An array is taken as memory where both would do: nothing to pin.
    public static unsafe void ForEachTile<T>(
        ReadOnlySpan2D<T> span, Action<ReadOnlySpan2D<T>, int, int> body, int? tileHeight = null, int? tileWidth = null, LoopOptions options = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        Tiling tiling = Tiling.Of<T>(span.Height, span.Width, tileHeight, tileWidth);
        // SAFETY: pinned until the loop returns, after all its pieces.
        fixed (T* first = span)
            BlockLoop.Run(
                0, tiling.Count, new GridTiles<T, PinnedGrid<T>, ReadOnlyTileAction<T>>(new(first, span), tiling, new(body)), options);
    }
}
