using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.DropIn;

/// <summary>The same random calls of the BCL's Parallel and of ours, and what must be the same.</summary>
public sealed class DifferentialTests
{
    [Fact]
    public void R58_random_loops_end_as_those_of_the_BCL() =>
        Watchdog.Run(pool: null, static () => Search.Run(LoopProgram.Any, count: 600, size: 40, Compare));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void R58_random_loops_inside_a_pool_end_as_those_of_the_BCL(int workers) => Pools.With(
        workers, pool => Search.Run(LoopProgram.Any, count: 300, size: 40, program => Compare(program, run => pool.Run(run))));

    internal static void Compare(LoopProgram program) => Compare(program, static run => run());

    /// <summary>Both keep the rules; and where the schedule decides nothing they do the same, iteration by iteration.</summary>
    private static void Compare(LoopProgram program, Action<Action> inPool)
    {
        using var theirs = new LoopRun(program, new Bcl());
        LoopRun? made = null;
        inPool(() => made = new LoopRun(program, new Library()));
        using LoopRun ours = made!;

        Keeps(new Bcl(), LoopRules.Broken(program, theirs, isBcl: true));
        Keeps(new Library(), LoopRules.Broken(program, ours, isBcl: program.HasScheduler)); // there the BCL's own runs
        if (!program.IsCertain)
            return;
        Same(theirs.Ran, ours.Ran, "iterations");
        Same(theirs.End, ours.End, "end");
        if (!BetterOnPurpose(program, theirs))
            Same(theirs.Words(theirs.Error), ours.Words(ours.Error), "exception");

        void Keeps(IRival rival, List<string> wrong) => Assert.True(wrong.Count == 0, $"{rival}: {program}: {string.Join("; ", wrong)}");

        void Same<T>(T expected, T observed, string what) => Assert.True(
            expected is List<long> list ? list.SequenceEqual((observed as List<long>)!) : Equals(expected, observed),
            $"{program}: {what}: theirs {Show(expected)}, ours {Show(observed)}");

        static string Show<T>(T value) => value is List<long> list ? string.Join(" ", list.Take(100)) : $"{value}";
    }

    /// <summary>Where ours differs and is meant to: see the table in the guide.</summary>
    private static bool BetterOnPurpose(LoopProgram program, LoopRun theirs) =>
        theirs.FinalThrew // theirs loses what the body threw
        || (program.Form == LoopForm.Invoke && theirs.IsCancelled && !program.IsCancelledBefore); // theirs says so or not, by the number of actions
}
