using ForkJoin.Loans;

namespace ForkJoin.Tests.Loans;

public sealed class RegionTests
{
    private const int Seed = 20140212;

    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 0, 0, 1, 0 },
        { 5, 0, 1, 0 },
        { 5, 3, 1, 0 },
        { 5, 3, 0, 4 },
        { 5, 3, 4, 3 },
        { 5, 3, 4, 10 },
    };

    [Fact]
    public void R56_overlap_is_exactly_a_common_element_for_ranges_and_tiles()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 40_000; i++)
        {
            Region a = RandomRegion(random), b = RandomRegion(random);
            bool expected = Elements(a).Overlaps(Elements(b));

            Assert.True(expected == a.Overlaps(b), $"{a} and {b}: expected {expected}");
            Assert.True(expected == b.Overlaps(a), $"{b} and {a}: expected {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_end_is_one_past_the_last_element(int start, int width, int height, int pitch)
    {
        var region = new Region(start, width, height, pitch);

        Assert.Equal(Elements(region) is { Count: > 0 } some ? some.Max() + 1 : start, region.End);
        Assert.Equal(Elements(region).Count == 0, region.IsEmpty);
    }

    [Fact]
    public void An_empty_region_overlaps_nothing_not_even_itself()
    {
        var empty = new Region(5, 0);

        Assert.False(empty.Overlaps(empty));
        Assert.False(empty.Overlaps(new Region(0, 10)));
        Assert.False(new Region(0, 10).Overlaps(new Region(3, 4, Height: 0, Pitch: 5)));
    }

    [Fact]
    public void P27_arithmetic_is_exact_at_the_end_of_int()
    {
        var last = new Region(int.MaxValue - 1, 1);
        var all = new Region(0, int.MaxValue);
        var tall = new Region(int.MaxValue - 4, 1, Height: int.MaxValue, Pitch: int.MaxValue);

        Assert.Equal(int.MaxValue, last.End);
        Assert.True(last.Overlaps(all));
        Assert.True(all.Overlaps(last));
        Assert.False(last.Overlaps(new Region(0, int.MaxValue - 1)));
        Assert.Equal(int.MaxValue - 4 + ((int.MaxValue - 1L) * int.MaxValue) + 1, tall.End);
        Assert.True(tall.Overlaps(new Region(int.MaxValue - 5, 3)));
        Assert.False(tall.Overlaps(new Region(int.MaxValue - 3, 3)));
    }

    [Fact]
    public void A_region_prints_as_a_half_open_range_or_as_rows()
    {
        Assert.Equal("[5..8)", new Region(5, 3).ToString());
        Assert.Equal("[4 rows of 3 from 5, pitch 10]", new Region(5, 3, 4, 10).ToString());
    }

    /// <summary>Small, so that regions meet often; one row in half of the cases.</summary>
    internal static Region RandomRegion(Random random)
    {
        int start = random.Next(60), width = random.Next(12);
        return random.Next(2) == 0
            ? new Region(start, width)
            : new Region(start, width, random.Next(1, 6), Math.Max(1, width) + random.Next(10));
    }

    internal static HashSet<long> Elements(Region region)
    {
        var elements = new HashSet<long>();
        for (int row = 0; row < region.Height; row++)
        {
            for (int column = 0; column < region.Width; column++)
                elements.Add(region.Start + ((long)row * region.Pitch) + column);
        }
        return elements;
    }
}
