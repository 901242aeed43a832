namespace ForkJoin.Tests.Explorer;

/// <summary>A program over the real protocols, and how far it is explored.</summary>
/// <param name="Name">The property that it decides, with the promise's number, and the program.</param>
/// <param name="Preemptions">The most pre-emptions.</param>
/// <param name="Stale">The most loads of another value than the latest.</param>
/// <param name="Make">Makes one run.</param>
internal sealed record Program(string Name, int Preemptions, int Stale, Func<Play> Make)
{
    public override string ToString() => Name;
}

/// <summary>All programs, the quick ones first.</summary>
internal static class Programs
{
    internal static IReadOnlyList<Program> All { get; } = [.. SleepingPrograms.All, .. WatchPrograms.All, .. IdlePrograms.All, .. ReservePrograms.All, .. OfferPrograms.All, .. DequePrograms.All, .. TurnPrograms.All, .. PhasePrograms.All];

    /// <summary>Those that take long; what they find, a smaller one finds too.</summary>
    internal static IReadOnlyList<Program> Large { get; } = [.. IdlePrograms.Large, .. DequePrograms.Large, .. PhasePrograms.Large];

    /// <summary>Those that take minutes, run only under FORKJOIN_SOAK: the same as others, explored one pre-emption further.</summary>
    internal static IReadOnlyList<Program> Largest { get; } = [.. SleepingPrograms.Largest, .. IdlePrograms.Largest, .. ReservePrograms.Largest, .. OfferPrograms.Largest];

    /// <summary>
    /// What is wrong with the first program that fails; null when none does. For mutants, which are other assemblies: their programs
    /// are explored less far, and at random beyond.
    /// </summary>
    /// <param name="file">The source that the mutant is in; null when nothing is mutated.</param>
    /// <param name="only">The only program to run; null for all that run the source.</param>
    /// <returns>The program's name, the number of the schedule, and what went wrong, with bars between them.</returns>
    public static string? FirstFailure(string? file, string? only)
    {
        foreach (Program program in Running(file))
        {
            if (only is not null && program.Name != only)
                continue;
            // The sources as they stand have been explored further than this by themselves; only the random schedules are left.
            Outcome? outcome = file is null
                ? null
                : Explorer.Explore(new Exhaustive(Math.Min(program.Preemptions, MutantPreemptions), program.Stale), program.Make);
            if (outcome?.Failure is null)
                outcome = Explorer.Explore(new Pct(firstSeed: 0, RandomRuns, changes: 4, points: 60), program.Make);
            if (outcome.Failure is { } failure)
                return $"{program.Name}|{outcome.Schedules}|{failure}";
        }
        return null;
    }

    private static IEnumerable<Program> Running(string? file) => file switch
    {
        null => All,
        _ when file.StartsWith("src/Core/Sharing/Turn", StringComparison.Ordinal) => TurnPrograms.All,
        _ when file.StartsWith("src/Core/Sharing/", StringComparison.Ordinal) => PhasePrograms.All,
        _ when file.StartsWith("src/Parallel/Workers/QuietOffer", StringComparison.Ordinal) => OfferPrograms.All,
        _ when file.StartsWith("src/Parallel/Workers/", StringComparison.Ordinal) => ReservePrograms.All,
        _ => All.Except(TurnPrograms.All).Except(PhasePrograms.All),
    };

    private const int MutantPreemptions = 2;

    private const int RandomRuns = 300;

    internal static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }
}
