using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Helpers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Loops over a grid by element, row, column and tile: each element once, where the body is told that it stands, and none outside.</summary>
public sealed class GridLoopTests
{
    private static readonly (int Height, int Width)[] s_shapes = [(0, 0), (0, 5), (5, 0), (1, 1), (1, 1000), (1000, 1), (7, 13), (150, 201)];

    public static TheoryData<string, int> Forms
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string form in s_writers.Keys.Concat(s_readers.Keys))
            {
                cases.Add(form, 1);
                cases.Add(form, 3);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void R59_Each_element_of_a_grid_is_in_one_part_at_its_place(string form, int workers)
    {
        Pools.Within(workers, () =>
        {
            foreach ((int height, int width) in s_shapes)
            {
                // With a margin of 2 rows and 3 columns around, so that a row is not followed by the next.
                int[,] all = new int[height + 4, width + 6], seen = new int[height, width];
                for (int row = 0; row < height; row++)
                {
                    for (int column = 0; column < width; column++)
                        all[row + 2, column + 3] = (row * width) + column;
                }
                Memory2D<int> grid = height == 0 || width == 0 ? default : new(all, 2, 3, height, width);
                if (s_writers.TryGetValue(form, out Action<Memory2D<int>>? write))
                {
                    write(grid);
                    for (int row = 0; row < all.GetLength(0); row++)
                    {
                        for (int column = 0; column < all.GetLength(1); column++)
                        {
                            bool inside = row >= 2 && row < height + 2 && column >= 3 && column < width + 3;
                            Assert.Equal(inside ? ((row - 2) * width) + (column - 3) + 1 : 0, all[row, column]);
                        }
                    }
                }
                else
                {
                    s_readers[form](grid, seen);
                    Assert.DoesNotContain(seen.Cast<int>(), static times => times != 1);
                }
            }
        });
    }

    [Fact]
    public void R59_Tiles_have_the_given_size_but_at_the_edges()
    {
        int[,] all = new int[70, 50];
        var sizes = new System.Collections.Concurrent.ConcurrentBag<(int Row, int Column, int Height, int Width)>();
        Parallel.ForEachTile(new Memory2D<int>(all), (tile, row, column) => sizes.Add((row, column, tile.Height, tile.Width)), tileHeight: 32, tileWidth: 20);

        Assert.Equal(
            [(0, 0, 32, 20), (0, 20, 32, 20), (0, 40, 32, 10), (32, 0, 32, 20), (32, 20, 32, 20), (32, 40, 32, 10), (64, 0, 6, 20), (64, 20, 6, 20), (64, 40, 6, 10)],
            sizes.Order());
        Assert.Equal("tileWidth", Assert.Throws<ArgumentOutOfRangeException>(() => Parallel.ForEachTile(new Memory2D<int>(all), static (_, _, _) => { }, 3, 0)).ParamName);
    }

    [Fact]
    public void R59_One_wide_row_is_shared_out()
    {
        Pools.Within(2, static () => Assert.True(Meeting.OfTwo(meet => Parallel.For2D(0, 1, 0, Meeting.Bodies, new Meet(meet)))));
    }

    [Fact]
    public void R59_A_grid_may_reach_from_one_end_of_int_to_the_other()
    {
        var places = new System.Collections.Concurrent.ConcurrentBag<(int, int)>();
        Parallel.For2D(int.MaxValue - 2, int.MaxValue, int.MinValue, int.MinValue + 2, new Note(places));

        Assert.Equal(
            [(int.MaxValue - 2, int.MinValue), (int.MaxValue - 2, int.MinValue + 1), (int.MaxValue - 1, int.MinValue), (int.MaxValue - 1, int.MinValue + 1)],
            places.Order());
        Assert.Throws<OverflowException>(() => Parallel.For2D(int.MinValue, int.MaxValue, int.MinValue, int.MaxValue, new Note(places)));
    }

    private static readonly Dictionary<string, Action<Memory2D<int>>> s_writers = new()
    {
        ["elements of memory"] = static grid => Parallel.ForEach(grid, default(Increment), default(LoopOptions)),
        ["rows of memory to write"] = static grid => Parallel.ForEachRow(grid, (row, number) => Rise(row, number)),
        ["rows of a span to write"] = static grid => Parallel.ForEachRow(grid.Span, (row, number) => Rise(row, number)),
        ["columns of memory to write"] = static grid => Parallel.ForEachColumn(grid, static (column, number) =>
        {
            foreach (ref int item in column)
                item++;
        }),
        ["columns of a span to write"] = static grid => Parallel.ForEachColumn(grid.Span, static (column, number) =>
        {
            foreach (ref int item in column)
                item++;
        }),
        ["tiles of memory to write"] = static grid => Parallel.ForEachTile(grid, static (tile, _, _) => Rise(tile), 8, 9),
        ["tiles of a span to write"] = static grid => Parallel.ForEachTile(grid.Span, static (tile, _, _) => Rise(tile)),
    };

    private static readonly Dictionary<string, Action<Memory2D<int>, int[,]>> s_readers = new()
    {
        ["elements of memory to read"] = static (grid, seen) => Parallel.ForEach((ReadOnlyMemory2D<int>)grid, new See(seen), default(LoopOptions)),
        ["rows of memory to read"] = static (grid, seen) => Parallel.ForEachRow((ReadOnlyMemory2D<int>)grid, (row, number) => Look(row, number, 0, seen)),
        ["rows of a span to read"] = static (grid, seen) => Parallel.ForEachRow((ReadOnlySpan2D<int>)grid.Span, (row, number) => Look(row, number, 0, seen)),
        ["columns of memory to read"] = static (grid, seen) => Parallel.ForEachColumn((ReadOnlyMemory2D<int>)grid, (column, number) => Look(column.ToArray(), number, seen)),
        ["columns of a span to read"] = static (grid, seen) => Parallel.ForEachColumn((ReadOnlySpan2D<int>)grid.Span, (column, number) => Look(column.ToArray(), number, seen)),
        ["tiles of memory to read"] = static (grid, seen) => Parallel.ForEachTile((ReadOnlyMemory2D<int>)grid, (tile, row, column) => Look(tile, row, column, seen)),
        ["tiles of a span to read"] = static (grid, seen) => Parallel.ForEachTile((ReadOnlySpan2D<int>)grid.Span, (tile, row, column) => Look(tile, row, column, seen), 31, 17),
    };

    private static void Rise(Span<int> row, int number)
    {
        if (row[0] != number * row.Length)
            return; // is not where it says
        foreach (ref int item in row)
            item++;
    }

    private static void Rise(Span2D<int> tile)
    {
        foreach (ref int item in tile)
            item++;
    }

    private static void Look(ReadOnlySpan<int> row, int number, int start, int[,] seen)
    {
        int width = seen.GetLength(1);
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] == (number * width) + start + i)
                seen[number, start + i]++;
        }
    }

    private static void Look(int[] column, int number, int[,] seen)
    {
        for (int row = 0; row < column.Length; row++)
        {
            if (column[row] == (row * seen.GetLength(1)) + number)
                seen[row, number]++;
        }
    }

    private static void Look(ReadOnlySpan2D<int> tile, int row, int column, int[,] seen)
    {
        for (int i = 0; i < tile.Height; i++)
            Look(tile.GetRowSpan(i), row + i, column, seen);
    }

    private readonly struct Increment : IRefAction<int>
    {
        public void Invoke(ref int item) => item++;
    }

    private readonly struct See(int[,] seen) : IInAction<int>
    {
        public void Invoke(in int item) => seen[item / seen.GetLength(1), item % seen.GetLength(1)]++;
    }

    private readonly struct Note(System.Collections.Concurrent.ConcurrentBag<(int, int)> places) : IAction2D
    {
        public void Invoke(int i, int j) => places.Add((i, j));
    }

    private readonly struct Meet(Meeting meeting) : IAction2D
    {
        public void Invoke(int i, int j) => meeting.Come();
    }
}
