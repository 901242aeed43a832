using Xunit.Abstractions;

namespace ForkJoin.Tests.Explorer;

/// <summary>
/// Random schedules of programs too large for all of them. Each run begins with another seed, or with FORKJOIN_SEED, which makes a
/// failure happen again: its message names the seed.
/// </summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    private const int Runs = 3_000;

    private static readonly int s_firstSeed = int.TryParse(Environment.GetEnvironmentVariable("FORKJOIN_SEED"), out int seed) ? seed : Environment.TickCount & 0xfffffff;

    private static readonly int s_factor = int.TryParse(Environment.GetEnvironmentVariable("FORKJOIN_SOAK"), out int factor) && factor > 1 ? factor : 1;

    [Theory]
    [InlineData("++++-+--+++----0+-", 3, 4)]
    [InlineData("+-+-+-+-+-+-+-+-+-", 2, 9)]
    [InlineData("+++++++++---------", 4, 3)]
    public void P01_P03_P04_each_item_is_taken_exactly_once_under_random_schedules(string owner, int thieves, int steals) =>
        Search(() => DequePrograms.Make(owner, thieves, steals));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    [InlineData(2, 5)]
    public void P02_P06_published_work_is_noticed_under_random_schedules(int items, int workers) =>
        Search(() => IdlePrograms.Publishing(items, workers));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void P06_a_helper_asleep_is_woken_under_random_schedules(int thieves) =>
        Search(() => SleepingPrograms.Helping(thieves));

    [Theory]
    [InlineData(2, 2, 3)]
    [InlineData(4, 2, 2)]
    public void P17_the_work_of_those_who_block_is_done_under_random_schedules(int blockers, int spares, int rounds) =>
        Search(() => ReservePrograms.Blocking(blockers, spares, rounds));

    [Fact]
    public void A_seed_finds_the_race_that_a_missing_fence_leaves_open_and_finds_it_again()
    {
        Outcome found = Explorer.Explore(new Pct(firstSeed: 0, Runs, changes: 2, points: 8), static () => SleepingPrograms.Dekker(fence: false));
        Assert.NotNull(found.Failure);
        Outcome again = Explorer.Explore(new Pct(firstSeed: found.Schedules - 1, runs: 1, changes: 2, points: 8), static () => SleepingPrograms.Dekker(fence: false));
        Assert.Contains($"seed {found.Schedules - 1}]", found.Failure, StringComparison.Ordinal);
        Assert.Contains($"seed {found.Schedules - 1}]", again.Failure, StringComparison.Ordinal);
    }

    private void Search(Func<Play> program)
    {
        output.WriteLine($"{Runs * s_factor} schedules from seed {s_firstSeed} on");
        Assert.Null(Explorer.Explore(new Pct(s_firstSeed, Runs * s_factor, changes: 5, points: 200), program).Failure);
    }
}
