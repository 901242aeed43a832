using Xunit.Abstractions;

namespace ForkJoin.Tests.Explorer;

/// <summary>The real deque, latch, parker, sleep protocols and reserve under every schedule with up to three pre-emptions and more.</summary>
public sealed class ExhaustiveTests(ITestOutputHelper output)
{
    private static readonly Program[] s_programs =
        [.. Programs.All, .. Programs.Large, .. Environment.GetEnvironmentVariable("FORKJOIN_SOAK") is null ? [] : Programs.Largest];

    /// <summary>
    /// What Debug adds are assertions, and counters and indexes next to their overflow: a program's first schedules meet those. All of its
    /// schedules are Release's.
    /// </summary>
#if DEBUG
    private const int FewerPreemptions = 1;
#else
    private const int FewerPreemptions = 0;
#endif

    public static TheoryData<string> Names => [.. s_programs.Select(static program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void P01_P02_P03_P04_P06_P17_holds_under_every_schedule(string name)
    {
        Program program = s_programs.Single(program => program.Name == name);
        Outcome outcome = Explorer.Explore(new Exhaustive(Math.Max(program.Preemptions - FewerPreemptions, 0), program.Stale), program.Make);
        output.WriteLine($"{outcome.Schedules} schedules");
        Assert.Null(outcome.Failure);
        Assert.True(outcome.Schedules > 3);
    }

    [Fact]
    public void P34_the_race_that_a_missing_fence_leaves_open_is_found() =>
        Assert.Contains("both missed each other", Explorer.Explore(new Exhaustive(3, 2), static () => SleepingPrograms.Dekker(fence: false)).Failure, StringComparison.Ordinal);
}
