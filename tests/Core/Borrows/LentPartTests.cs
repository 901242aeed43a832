using ForkJoin.Loans;

namespace ForkJoin.Tests.Borrows;

public sealed class LentPartTests
{
    [Fact]
    public void Parts_of_different_stores_never_overlap()
    {
        object store = new int[5];
        LentPart here = PartOf(store, new Region(0, 5)), beside = PartOf(store, new Region(5, 5)), there = PartOf(new int[5], new Region(0, 5));

        Assert.True(here.Overlaps(PartOf(store, new Region(4, 5))));
        Assert.False(here.Overlaps(beside));
        Assert.False(here.Overlaps(there));
    }

    [Fact]
    public void A_part_of_several_rows_covers_the_rows_of_its_loan()
    {
        var tile = new Region(11, 2, Height: 2, Pitch: 10);

        Assert.Equal(tile, PartOf(new int[30], tile).Region);
        Assert.False(PartOf(new int[30], tile).Overlaps(PartOf(new int[30], tile)));
    }

    [Fact]
    public void A_part_that_was_never_lent_overlaps_nothing()
    {
        // As Fork.Join(default(SliceMut<int>), default(SliceMut<int>), …) asks.
        LentPart none = default;

        Assert.False(none.Overlaps(none));
    }

    private static LentPart PartOf(object store, Region region) =>
        new(new LoanNode(scope: null) { Store = store, Region = region }, region.Start, region.Width);
}
