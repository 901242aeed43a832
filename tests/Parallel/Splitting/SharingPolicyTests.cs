using System.Diagnostics;
using ForkJoin.Jobs;
using ForkJoin.Splitting;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Splitting;

/// <summary>What is shared of a loop, and when, with times and a crew that the test gives.</summary>
public sealed unsafe class SharingPolicyTests : IDisposable
{
    private const int Crew = 4;

    /// <summary>With blocks of one index and a crew of four: the most indices that are few.</summary>
    private const int Few = 16 * Crew;

    private const int Many = 100_000;

    private const double Microsecond = 1e-6;

    private readonly LoopControl _loop = LoopControl.Rent(Grain.Automatic);
    private readonly ExecutorDouble _worker = new(Crew);

    public void Dispose() => _loop.Return();

    [Fact]
    public void R58_few_indices_are_worth_waking_somebody_at_once()
    {
        SharingPolicy policy = Begin(Few);

        Assert.True(policy.IsFew);
        Assert.True(policy.IsWanted(_worker));
        Assert.Equal((1, 0), (_worker.AskedForMore, _worker.ToldLong));
    }

    [Fact]
    public void R58_many_indices_are_worth_nothing_until_a_block_has_been_measured()
    {
        _worker.IsAnyoneIdle = _worker.IsAnyoneAwake = true;

        SharingPolicy policy = Begin(Few + 1);

        Assert.False(policy.IsFew);
        Assert.False(policy.IsWanted(_worker));
        Assert.False(SharesPart(Few + 1));
        Assert.Equal((0, 0), (_worker.AskedForMore, _worker.ToldLong));
    }

    [Theory]
    [InlineData(11, Worth.Nothing)]
    [InlineData(13, Worth.Sharing)]
    [InlineData(89, Worth.Sharing)]
    [InlineData(91, Worth.Waking)]
    public void R58_the_time_ahead_tells_what_a_loop_is_worth(int microseconds, object worth)
    {
        SharingPolicy policy = Begin(Many);

        bool isLong = Judge(ref policy, microseconds);

        Assert.Equal(worth is Worth.Waking, isLong);
        _worker.IsAnyoneAwake = false;
        Assert.Equal(worth is Worth.Waking, policy.IsWanted(_worker));
        _worker.IsAnyoneAwake = true;
        Assert.Equal(worth is not Worth.Nothing, policy.IsWanted(_worker));
        Assert.Equal(worth is Worth.Waking, _worker.LoopsAreLong);
        Assert.Equal(worth is Worth.Waking ? 1 : 0, _worker.ToldLong);
    }

    [Fact]
    public void R58_what_comes_after_a_long_loop_is_taken_to_be_long_once()
    {
        _worker.LoopsAreLong = true;
        _loop.Length.Expect(_worker);
        SharingPolicy policy = Begin(Many);

        Assert.True(policy.IsWanted(_worker));
        Assert.Equal(1, _worker.ToldLong);
        Assert.Equal((ulong)(Many / (4 * Crew)), _loop.Length.PartSize);

        LoopControl next = LoopControl.Rent(Grain.Automatic);
        next.Length.Expect(_worker);
        Assert.False(next.Length.IsExpectedLong);
        next.Return();
    }

    [Fact]
    public void R58_a_part_of_a_loop_expected_to_be_long_is_measured_like_any_other()
    {
        Expect();

        var policy = new SharingPolicy(Many, isWhole: false, _loop, _worker);

        Assert.False(policy.IsWanted(_worker));
        Assert.Equal(0, _worker.ToldLong);
    }

    [Fact]
    public void R58_a_loop_that_was_wrongly_taken_to_be_long_wakes_nobody_once_it_is_measured()
    {
        Expect();
        SharingPolicy policy = Begin(Many);

        Judge(ref policy, microseconds: 5);

        _worker.IsAnyoneAwake = true;
        Assert.False(policy.IsWanted(_worker));
        Assert.False(_worker.LoopsAreLong);
    }

    /// <summary>A half of what was expected to be long need not be so itself; it is worth a wake-up at the next loop all the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R58_what_is_left_of_a_long_loop_lets_the_next_be_taken_to_be_long(bool isExpected)
    {
        if (isExpected)
            Expect();
        SharingPolicy policy = Begin(Many);

        bool isLong = Judge(ref policy, microseconds: 50);

        Assert.False(isLong);
        Assert.Equal(isExpected, _worker.LoopsAreLong);
    }

    [Fact]
    public void R58_that_a_loop_is_long_is_told_once()
    {
        SharingPolicy policy = Begin(Many);

        Assert.True(Judge(ref policy, microseconds: 500));
        Assert.False(Judge(ref policy, microseconds: 400));
        Assert.False(Judge(ref policy, microseconds: 50));
        Assert.Equal(1, _worker.ToldLong);
    }

    [Fact]
    public void R58_a_loop_that_turns_out_longer_than_it_was_measured_is_told_again()
    {
        SharingPolicy policy = Begin(Many);

        Assert.False(Judge(ref policy, microseconds: 5));
        Assert.False(Judge(ref policy, microseconds: 50));
        Assert.True(Judge(ref policy, microseconds: 500));
        Assert.Equal(1, _worker.ToldLong);
    }

    /// <summary>All who measure it later have less of it left.</summary>
    [Fact]
    public void R58_the_size_of_parts_is_that_of_who_found_the_loop_long_first()
    {
        SharingPolicy policy = Begin(Many), later = Begin(Many);
        Judge(ref policy, microseconds: 500);

        later.Judge(Ticks(500), Many / 2, _loop, _worker);

        Assert.Equal((ulong)(Many / (4 * Crew)), _loop.Length.PartSize);
    }

    [Fact]
    public void R58_parts_are_cut_only_when_somebody_is_idle_and_no_permit_is_kept_otherwise()
    {
        _loop.Bound(degree: 2, outer: null); // one permit
        SharingPolicy policy = Begin(Many);
        Judge(ref policy, microseconds: 500);

        Assert.False(SharesPart(Many));
        Assert.True(_loop.TryShare());
        _loop.EndShare();

        _worker.IsAnyoneIdle = true;
        Assert.True(SharesPart(Many));
        Assert.Equal(1, _worker.SharesNext);
        Assert.False(_loop.TryShare());
        _loop.EndShare();
    }

    [Fact]
    public void R58_parts_are_cut_only_with_a_permit_and_leave_no_request_behind_without()
    {
        _loop.Bound(degree: 1, outer: null);
        _worker.IsAnyoneIdle = true;
        SharingPolicy policy = Begin(Many);
        Judge(ref policy, microseconds: 500);

        Assert.False(SharesPart(Many));
        Assert.Equal(0, _worker.SharesNext);
    }

    [Fact]
    public void R58_parts_are_not_cut_smaller_than_a_quarter_of_a_workers_share()
    {
        _worker.IsAnyoneIdle = true;
        SharingPolicy policy = Begin(Many);
        Judge(ref policy, microseconds: 500);

        ulong size = Many / (4 * Crew);
        Assert.False(SharesPart(size));
        Assert.True(SharesPart(size + 1));
    }

    [Fact]
    public void R58_parts_are_at_least_a_block()
    {
        const int block = 10_000;
        LoopControl loop = LoopControl.Rent(new Grain(block, long.MaxValue));
        var policy = new SharingPolicy(Many * 100, isWhole: true, loop, _worker);
        policy.Judge(Ticks(500), Many, loop, _worker);

        Assert.Equal((ulong)block, loop.Length.PartSize);
        loop.Return();
    }

    [Fact]
    public void R58_a_control_used_again_knows_nothing_of_the_last_loop()
    {
        LoopControl loop = LoopControl.Rent(Grain.Automatic);
        _worker.LoopsAreLong = true;
        loop.Length.Expect(_worker);
        loop.Length.PartSize = 7;
        loop.Return();

        LoopControl again = LoopControl.Rent(Grain.Automatic);

        Assert.Same(loop, again);
        Assert.Equal((false, 0UL), (again.Length.IsExpectedLong, again.Length.PartSize));
        again.Return();
    }

    [Fact]
    public void R58_who_calls_a_loop_takes_it_to_be_as_long_as_his_last_one_and_the_next_after_it_no_more() => Pools.Within(1, () =>
    {
        Worker caller = Worker.Current!;
        caller.LoopsAreLong = true;

        LoopEntry.Run(new LoopRange<Slow>(0, 1, default), _loop, degree: null);

        Assert.True(_loop.Length.IsExpectedLong);
        Assert.False(caller.LoopsAreLong);
    });

    /// <summary>Nobody raises the guard, so nothing is cut because it was asked for.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R58_a_loop_expected_to_be_long_is_cut_into_parts_before_it_is_begun_if_anybody_is_idle(bool isAnyoneIdle)
    {
        const int parts = 4 * Crew;
        _worker.IsAnyoneIdle = isAnyoneIdle;
        Expect();

        LoopRange<Slow>.Run(new(0, parts * 10_000, default), _loop, new ForkContext(_worker, null));

        Assert.Equal(isAnyoneIdle ? parts - 1 : 0, _worker.SharesNext);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R58_a_loop_found_to_be_long_is_cut_into_parts_from_there_on_if_anybody_is_idle(bool isAnyoneIdle)
    {
        _worker.IsAnyoneIdle = isAnyoneIdle;

        LoopRange<Slow>.Run(new(0, Many, default), _loop, new ForkContext(_worker, null));

        Assert.True(_worker.LoopsAreLong);
        Assert.Equal(isAnyoneIdle, _worker.SharesNext > 0);
    }

    /// <summary>Of a source that cannot be cut nobody knows how much is left.</summary>
    [Fact]
    public void R58_a_loop_whose_length_nobody_knows_is_found_long_once()
    {
        var clock = new Longness();

        Assert.True(Until.Spinning(() => clock.HasBecomeLong()));
        Assert.False(clock.HasBecomeLong());
    }

    private static double Ticks(int microseconds) => microseconds * Microsecond * Stopwatch.Frequency;

    private SharingPolicy Begin(ulong left) => new(left, isWhole: true, _loop, _worker);

    private bool Judge(ref SharingPolicy policy, int microseconds) => policy.Judge(Ticks(microseconds), Many, _loop, _worker);

    private bool SharesPart(ulong left) => SharingPolicy.SharesPart(left, _loop, _worker);

    /// <summary>The first index takes so long that all of them would be long.</summary>
    private readonly struct Slow : IRangeBody
    {
        public bool Run(long start, long end, ForkContext fork)
        {
            if (start == 0)
                Assert.True(Until.Spinning(Elapsed(Stopwatch.GetTimestamp())));
            return true;
        }

        private static Func<bool> Elapsed(long since) => () => Stopwatch.GetTimestamp() - since > Ticks(20);
    }

    private void Expect()
    {
        _worker.LoopsAreLong = true;
        _loop.Length.Expect(_worker);
    }
}
