namespace ForkJoin.Tests.Borrows;

public sealed class SliceMathTests
{
    private static readonly int[] s_interesting =
        [int.MinValue, int.MinValue + 1, -2, -1, 0, 1, 2, 1000, int.MaxValue - 1, int.MaxValue];

    [Fact]
    public void P27_bounds_of_parts_are_exact_over_all_of_int()
    {
        foreach (int whole in s_interesting.Where(n => n >= 0))
        {
            var part = new LentPart(node: null, offset: 0, whole);
            foreach (int start in s_interesting)
            {
                foreach (int length in s_interesting)
                {
                    bool inside = start >= 0 && length >= 0 && (long)start + length <= whole;
                    Assert.True(inside == Accepts(part, start, length), $"[{start}, +{length}) of {whole}");
                }
            }
        }
    }

    [Fact]
    public void P27_places_to_split_at_are_exact_over_all_of_int()
    {
        foreach (int whole in s_interesting.Where(n => n >= 0))
        {
            foreach (int index in s_interesting)
            {
                Exception? refused = Record.Exception(() => SliceMath.RequireSplit(index, whole));
                Assert.True((refused is null) == (index >= 0 && index <= whole), $"{index} of {whole}");
            }
        }
    }

    private static bool Accepts(LentPart whole, int start, int length)
    {
        try
        {
            LentPart part = SliceMath.Part(whole, start, length, nameof(start));
            Assert.Equal((start, length), (part.Offset, part.Width));
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
