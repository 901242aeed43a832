using System.Text;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Schedules;

/// <summary>No verdict depends on the schedule: random programs of forks, some of them in each other's way, come out the same wherever they run.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void R56_verdicts_and_results_are_those_of_the_model_serially_and_with_any_number_of_workers()
    {
        ForkJoinPool[] pools = [new(1), new(2), new(8)];
        Watchdog.Run(pool: null, () => Search.Run(ForkPrograms.All, count: 400, size: 12, program =>
        {
            string expected = InModel(program);
            Same(expected, Elided(program), "the serial elision");
            foreach (ForkJoinPool pool in pools)
                Same(expected, pool.Run(program, InPool), $"{pool.Workers} workers");
        }));
        foreach (ForkJoinPool pool in pools)
            pool.Dispose();
    }

    private static string InModel(Block program)
    {
        var world = new ModelWorld();
        return Told(Interpreter.Run<InModel, ModelPart>(world, program), world.Elements, world.Loans.State);
    }

    private static string Elided(Block program) => InLibrary(program, Interpreter.Run<InElision, LentPart>);

    private static string InPool(Block program) => InLibrary(program, Interpreter.Run<InSection, LentPart>);

    private static string InLibrary(Block program, Func<object, Block, SortedDictionary<string, Outcome>> run)
    {
        int[] elements = new int[Interpreter.Length];
        OwnedArray<int> data = OwnedArray.Of(elements, ModelWorld.Name);
#pragma warning disable FJ0006 // the outcome is compared whether or not the owner still has it
        return Told(run(data, program), elements, data.State);
#pragma warning restore FJ0006
    }

    private static string Told(SortedDictionary<string, Outcome> verdicts, int[] elements, OwnerState state)
    {
        var told = new StringBuilder();
        foreach (var (place, outcome) in verdicts)
            told.Append(place).Append(": ").Append(outcome).AppendLine();
        return told.Append(state).Append(": ").AppendJoin(',', elements).ToString();
    }

    private static void Same(string expected, string observed, string where)
    {
        if (expected != observed)
            Assert.Fail($"The model:{Environment.NewLine}{expected}{Environment.NewLine}With {where}:{Environment.NewLine}{observed}");
    }
}
