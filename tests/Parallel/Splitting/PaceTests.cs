using System.Diagnostics;
using ForkJoin.Splitting;

namespace ForkJoin.Tests.Splitting;

/// <summary>How many indices go into a block, and how long the rest takes, with times that the test gives. Wanted are 5 µs for a block.</summary>
public sealed class PaceTests
{
    private const ulong First = 64;

    [Theory]
    [InlineData(0.1, First * 16)]
    [InlineData(2, First * 2)]
    [InlineData(4, First)]
    [InlineData(9, First)]
    [InlineData(40, First / 8)]
    [InlineData(100_000, 1)]
    public void R58_blocks_grow_until_they_take_some_microseconds_and_shrink_above(double microseconds, ulong next)
    {
        var pace = new Pace(Grain.Automatic, First);

        pace.Adapt(1000, Ticks(microseconds));

        Assert.Equal(next, pace.Block);
    }

    [Theory]
    [InlineData(0.1, 100)]
    [InlineData(40, 10)]
    public void R59_blocks_keep_within_the_bounds_of_the_grain(double microseconds, ulong next)
    {
        var pace = new Pace(new Grain(10, 100), 60);

        pace.Adapt(1000, Ticks(microseconds));

        Assert.Equal(next, pace.Block);
    }

    [Fact]
    public void R58_the_time_ahead_is_that_of_the_block_for_each_that_is_left()
    {
        var pace = new Pace(Grain.Automatic, First);

        Assert.True(pace.Adapt(First * 10, Ticks(4)));
        Assert.Equal(Ticks(4) * 10, pace.Ahead, tolerance: 0.01);
    }

    [Fact]
    public void R58_a_block_too_short_to_be_measured_tells_nothing()
    {
        var pace = new Pace(Grain.Automatic, First);

        Assert.False(pace.Adapt(First * 10, Ticks(0.4)));
        Assert.True(pace.Adapt(First * 10, Ticks(0.6)));
    }

    [Fact]
    public void R58_the_end_of_a_loop_is_not_timed()
    {
        var pace = new Pace(Grain.Automatic, 1);
        pace.Restart();

        Assert.False(pace.Adapt(Grain.Automatic.Untimed));
        Assert.Equal((1UL, 0.0), (pace.Block, pace.Ahead));
    }

    private static long Ticks(double microseconds) => (long)(microseconds * 1e-6 * Stopwatch.Frequency);
}
