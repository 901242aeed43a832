using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Rectangles of owners that are read as matrices (FJ0002, FJ0004, FJ0010 to FJ0012).</summary>
public sealed class TilesTests
{
    [Fact]
    public void R56_tiles_that_overlap_conflict() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            section.Fork(section.BorrowTileMut(data, 10, ..5, ..5), static t => t.Row(0).Clear());
            //           ----------------------------------------- FJ0002 lent for writing here
            //           ----------------------------------------- FJ0004 lent for writing here
            section.Fork(section.BorrowTileMut(data, 10, ..5, 5..), static t => t.Row(0).Clear());
            section.Fork(section.BorrowTileMut(data, 10, 5.., ..), static t => t.Row(0).Clear());
            section.BorrowTile(data, 10, 4..6, 4..6);
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lend data for reading, because it is lent for writing. Borrow a region that does not overlap it, or end that loan first.
            data[0] = 1;
        //  ^^^^ FJ0002
        });
        // -- FJ0002 the loan ends only here @ }
        // -- FJ0004 the loan ends only here @ }
        """);

    [Fact]
    public void R56_tiles_beside_each_other_are_lent_together() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data, int rows, int columns, int width)
        {
            using BorrowScope scope = BorrowScope.Open();
            scope.BorrowTileMut(data, width, ..rows, ..columns);
            scope.BorrowTileMut(data, width, ..rows, columns..);
            scope.BorrowTileMut(data, width, rows.., ..);
        }

        static void Unknown(OwnedArray<int> data, Range rows, Range columns, int width)
        {
            using BorrowScope scope = BorrowScope.Open();
            scope.BorrowTileMut(data, width, rows, columns);
            scope.BorrowTileMut(data, 4, .., 2..);
            for (int i = 0; i < 3; i++)
                scope.BorrowTileMut(data, 20, i..(i + 1), i..(i + 1));
            for (int i = 0; i < 3; i++)
            {
                int at = new Random(i).Next(10);
                scope.BorrowTileMut(data, 25, at..(at + 1), ..);
            }
        }
        """);

    [Fact]
    public void R56_a_tile_and_the_whole_conflict() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        TileMut<int> tile = scope.BorrowTileMut(data, 10, 1..2, 3..4);
        //                  ----------------------------------------- FJ0004 lent for writing here
        Slice<int> all = scope.Borrow(data);
        //               ^^^^^^^^^^^^^^^^^^ FJ0004
        tile.Row(0)[0] = all.Length;
        // -- FJ0004 still used here @ tile
        """);

    [Fact]
    public void A_tile_is_not_used_while_a_fork_has_it() => Fixture.CheckMembers("""
        static void Whole(OwnedArray<int> data, int width, Range rows)
        {
            Fork.Section(section =>
            {
                TileMut<int> tile = section.BorrowTileMut(data, width, rows, ..);
                tile.Row(0)[0] = 1;
                section.Fork(tile, static t => t.Row(0).Clear());
                //           ---- FJ0010 lent on for writing here
                tile.Row(0)[0] = 2;
            //  ^^^^ FJ0010: Borrow conflict: cannot write through tile, because it is lent on for writing.
            });
            // -- FJ0010 the loan ends only here @ }
        }

        static void Parts(OwnedArray<int> data, int width)
        {
            Fork.Section(section =>
            {
                TileMut<int> tile = section.BorrowTileMut(data, width, .., ..);
                tile.SplitRows(4, out TileMut<int> upper, out TileMut<int> lower);
                lower.SplitColumns(width / 2, out TileMut<int> left, out TileMut<int> right);
                section.Fork(upper, static t => t.Row(0).Clear());
                section.Fork(left, static t => t.Row(0).Clear());
                //           ---- FJ0010 lent on for writing here
                right.Row(0).Clear();
                lower.Row(0).Clear();
            //  ^^^^^ FJ0010
            });
            // -- FJ0010 the loan ends only here @ }
        }

        static void Copy(OwnedArray<int> data)
        {
            Fork.Section(section =>
            {
                TileMut<int> tile = section.BorrowTileMut(data, 10, .., ..);
                TileMut<int> copy = tile;
                section.Fork(tile, static t => t.Row(0).Clear());
                //           ---- FJ0012 lent on for writing here
                copy.Row(0).Clear();
            //  ^^^^ FJ0012
            });
            // -- FJ0012 the loan ends only here @ }
        }
        """);

    [Fact]
    public void A_row_of_a_tile_is_of_no_use_once_a_fork_has_it() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            TileMut<int> tile = section.BorrowTileMut(data, 10, .., ..);
            tile.SplitRows(4, out TileMut<int> upper, out TileMut<int> lower);
            Span<int> first = tile.Row(0), last = tile.Row(9);
            section.Fork(lower, static t => t.Row(0).Clear());
            //           ----- FJ0011 lent on for writing here
            first.Clear();
            upper.Row(0).Clear();
            last.Clear();
        //  ^^^^ FJ0011
        });
        """);

    [Fact]
    public void The_arms_of_a_join_get_tiles_of_their_own() => Fixture.CheckMembers("""
        static void Clear(TileMut<int> tile)
        {
            tile.SplitRows(tile.Height / 2, out TileMut<int> upper, out TileMut<int> lower);
            Fork.Join(upper, lower, static t => Clear(t));
            tile.Row(0).Clear();
        }

        static void Twice(OwnedArray<int> data)
        {
            using BorrowScope scope = BorrowScope.Open();
            TileMut<int> tile = scope.BorrowTileMut(data, 10, .., ..);
            tile.SplitRows(5, out TileMut<int> upper, out _);
            Fork.Join(tile, upper, static t => Clear(t));
            //        ---- FJ0004 handed over here
            //              ^^^^^ FJ0004
        }
        """);

    [Fact]
    public void R56_a_tile_of_each_round_goes_to_a_fork_of_its_own() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            for (int row = 0; row < 10; row += 5)
            {
                for (int column = 0; column < 10; column += 5)
                {
                    TileMut<int> tile = section.BorrowTileMut(data, 10, row..(row + 5), column..(column + 5));
                    section.Fork(tile, static t => t.Row(0).Clear());
                }
            }
        });
        """);
}
