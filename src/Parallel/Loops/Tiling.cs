using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ForkJoin.Loops;

/// <summary>A grid cut into tiles, which are counted row by row. Those at the right and lower edges may be smaller.</summary>
internal readonly struct Tiling
{
    /// <summary>What an automatic tile holds at most: a first-level cache, with room for what the body reads beside it.</summary>
    private const int AutomaticBytes = 32 * 1024;

    private const int NarrowestAutomatic = 16;
    private const int WidestAutomatic = 128;

    private readonly int _height;
    private readonly int _width;
    private readonly int _tileHeight;
    private readonly int _tileWidth;
    private readonly int _across;

    private Tiling(int height, int width, int tileHeight, int tileWidth)
    {
        _height = height;
        _width = width;
        _tileHeight = tileHeight;
        _tileWidth = tileWidth;
        _across = Parts(width, tileWidth);
    }

    internal long Count => (long)_across * Parts(_height, _tileHeight);

    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    internal static Tiling Of<T>(int height, int width, int? tileHeight, int? tileWidth) => new(
        height, width, Side<T>(tileHeight, nameof(tileHeight)), Side<T>(tileWidth, nameof(tileWidth)));

    internal (int Row, int Column, int Height, int Width) Tile(long index)
    {
        (long down, long across) = long.DivRem(index, _across);
        int row = (int)down * _tileHeight, column = (int)across * _tileWidth;
        return (row, column, Math.Min(_tileHeight, _height - row), Math.Min(_tileWidth, _width - column));
    }

    private static int Side<T>(int? given, string argument)
    {
        // SAFETY: SizeOf only asks for a size.
        if (given is not { } side)
            return int.Clamp(1 << (BitOperations.Log2((uint)Math.Max(1, AutomaticBytes / Unsafe.SizeOf<T>())) / 2), NarrowestAutomatic, WidestAutomatic);
        return side >= 1 ? side : throw new ArgumentOutOfRangeException(argument, side, "A tile must be at least 1 element high and wide.");
    }

    /// <summary>Rounded up, without a sum that could overflow.</summary>
    private static int Parts(int length, int size) => (length / size) + (length % size == 0 ? 0 : 1);
}
