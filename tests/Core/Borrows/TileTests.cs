namespace ForkJoin.Tests.Borrows;

/// <summary>Rectangles of one array, lent like ranges of it.</summary>
public sealed class TileTests : NoLoansLeft
{
    private const int RowLength = 6;
    private const int Rows = 5;

    [Fact]
    public void R56_disjoint_tiles_of_one_owner_are_lent_for_writing_at_the_same_time()
    {
        OwnedArray<int> data = Watch(OwnedArray.Create<int>(Rows * RowLength, "data"));
        using (var scope = BorrowScope.Open())
        {
            Fill(scope.BorrowTileMut(data, RowLength, ..2, ..3), 1);
            Fill(scope.BorrowTileMut(data, RowLength, ..2, 3..), 2);
            Fill(scope.BorrowTileMut(data, RowLength, 2.., 1..^1), 3);
        }
        Assert.Equal(
            [
                1, 1, 1, 2, 2, 2,
                1, 1, 1, 2, 2, 2,
                0, 3, 3, 3, 3, 0,
                0, 3, 3, 3, 3, 0,
                0, 3, 3, 3, 3, 0,
            ],
            data.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R56_P11_tiles_and_ranges_are_refused_exactly_where_they_share_an_element()
    {
        OwnedArray<int> data = Watch(OwnedArray.Create<int>(Rows * RowLength, "data"));
        using var scope = BorrowScope.Open();
        scope.BorrowTileMut(data, RowLength, 1..3, 2..4); // elements 8, 9, 14, 15
        int[] lent = [8, 9, 14, 15];
        for (int start = 0; start < data.Length; start++)
        {
            for (int end = start; end <= data.Length; end++)
            {
                Range range = start..end;
                bool free = !lent.Any(element => element >= start && element < end);
                using var other = BorrowScope.Open();
                if (free)
                    other.Borrow(data, range);
                else
                    Refused.Conflict(other, s => s.Borrow(data, range));
            }
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_a_refusal_describes_the_tile_in_the_owner_s_numbers()
    {
        OwnedArray<int> data = Watch(OwnedArray.Of(new int[60].AsMemory(20, 30), "data"));
        using var scope = BorrowScope.Open();
        scope.BorrowTile(data, RowLength, 1..3, 2..4);

        Assert.Equal("[2 rows of 2 from 8, pitch 6]", Refused.Conflict(() => data[0] = 1).Existing!.Region);
    }

    [Fact]
    public void A_row_shows_its_own_elements_and_other_rows_are_refused()
    {
        OwnedArray<int> data = Numbers(Rows * RowLength);
        using var scope = BorrowScope.Open();
        Tile<int> tile = scope.BorrowTile(data, RowLength, 1..3, 2..5);

        Assert.Equal((2, 3, RowLength), (tile.Height, tile.Width, tile.Pitch));
        Assert.Equal([8, 9, 10], tile.Row(0).ToArray());
        Assert.Equal([14, 15, 16], tile.Row(1).ToArray());
        foreach (int row in new[] { -1, 2, int.MaxValue })
            Assert.Equal("row", Refused.Throws<ArgumentOutOfRangeException, Tile<int>>(tile, t => t.Row(row)).ParamName);
        Assert.Equal("Tile<Int32>[2 x 3]", tile.ToString());
    }

    [Fact]
    public void The_parts_of_a_split_are_disjoint_and_cover_the_tile()
    {
        OwnedArray<int> data = Numbers(Rows * RowLength);
        using var scope = BorrowScope.Open();
        TileMut<int> tile = scope.BorrowTileMut(data, RowLength, 1..4, 1..5);
        int[] all = Elements(tile.AsReadOnly());
        for (int at = 0; at <= tile.Height; at++)
        {
            tile.SplitRows(at, out TileMut<int> upper, out TileMut<int> lower);
            Assert.Equal(all, Elements(upper.AsReadOnly()).Concat(Elements(lower.AsReadOnly())));
            tile.AsReadOnly().SplitRows(at, out Tile<int> upperRead, out Tile<int> lowerRead);
            Assert.Equal(all, Elements(upperRead).Concat(Elements(lowerRead)));
        }
        for (int at = 0; at <= tile.Width; at++)
        {
            tile.SplitColumns(at, out TileMut<int> left, out TileMut<int> right);
            Assert.Equal(all.Order(), Elements(left.AsReadOnly()).Concat(Elements(right.AsReadOnly())).Order());
            tile.AsReadOnly().SplitColumns(at, out Tile<int> leftRead, out Tile<int> rightRead);
            Assert.Equal(all.Order(), Elements(leftRead).Concat(Elements(rightRead)).Order());
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_a_tile_is_refused_once_its_scope_is_over()
    {
        OwnedArray<int> data = Numbers(Rows * RowLength);
        var scope = BorrowScope.Open();
        TileMut<int> tile = scope.BorrowTileMut(data, RowLength, .., ..);
        scope.Dispose();

        Refused.Expired(tile, static t => t.Row(0).Clear());
        Refused.Expired(tile.AsReadOnly(), static t => _ = t.Row(0).Length);
    }

    [Fact]
    public void Wrong_arguments_are_named_and_change_nothing()
    {
        OwnedArray<int> data = Numbers(Rows * RowLength);
        using (var scope = BorrowScope.Open())
        {
            Assert.Equal("owner", Refused.Throws<ArgumentNullException, BorrowScope>(scope, static s => s.BorrowTile<int>(null!, 1, .., ..)).ParamName);
            foreach (int rowLength in new[] { 0, -6, 7, 31, int.MinValue })
                Assert.Equal("rowLength", Refused.Throws<ArgumentException, BorrowScope>(scope, s => s.BorrowTile(data, rowLength, .., ..)).ParamName);
            Assert.Equal("rows", Refused.Throws<ArgumentOutOfRangeException, BorrowScope>(scope, s => s.BorrowTileMut(data, RowLength, ..6, ..)).ParamName);
            Assert.Equal("columns", Refused.Throws<ArgumentOutOfRangeException, BorrowScope>(scope, s => s.BorrowTileMut(data, RowLength, .., 3..2)).ParamName);
            TileMut<int> tile = scope.BorrowTileMut(data, RowLength, ..2, ..2);
            Assert.Equal("at", Refused.Throws<ArgumentOutOfRangeException, TileMut<int>>(tile, static t => t.SplitRows(3, out _, out _)).ParamName);
            Assert.Equal("at", Refused.Throws<ArgumentOutOfRangeException, TileMut<int>>(tile, static t => t.SplitColumns(-1, out _, out _)).ParamName);
        }
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Fact]
    public void One_that_was_never_lent_is_empty_and_harmless()
    {
        TileMut<int> none = default;

        Assert.Equal((0, 0), (none.Height, none.Width));
        none.SplitRows(0, out TileMut<int> upper, out _);
        Assert.Equal(0, upper.Height);
    }

    private static void Fill(TileMut<int> tile, int value)
    {
        for (int row = 0; row < tile.Height; row++)
            tile.Row(row).Fill(value);
    }

    private static int[] Elements(Tile<int> tile)
    {
        var elements = new List<int>();
        for (int row = 0; row < tile.Height; row++)
            elements.AddRange(tile.Row(row));
        return [.. elements];
    }
}
