using ForkJoin.Loans;

namespace ForkJoin.Tests.Borrows;

public sealed class LentPartTests
{
    [Fact]
    public void Parts_of_different_stores_never_overlap()
    {
        var here = new LentPart(new int[5], node: null, offset: 0, width: 5, height: 1, generation: 0);
        var there = new LentPart(new int[5], node: null, offset: 0, width: 5, height: 1, generation: 0);

        Assert.True(here.Overlaps(here));
        Assert.False(here.Overlaps(there));
    }

    [Fact]
    public void Rows_of_a_tile_lie_as_far_apart_as_those_of_its_loan()
    {
        var loan = new LoanNode { Region = new Region(0, 4, Height: 3, Pitch: 10) };
        var tile = new LentPart(new int[30], loan, offset: 11, width: 2, height: 2, generation: 0);

        Assert.Equal(new Region(11, 2, Height: 2, Pitch: 10), tile.Region);
    }

    [Fact]
    public void A_part_that_was_never_lent_overlaps_nothing()
    {
        // As Fork.Join(default(SliceMut<int>), default(SliceMut<int>), …) asks.
        LentPart none = default;

        Assert.False(none.Overlaps(none));
    }
}
