namespace ForkJoin.Tests.Processes;

/// <summary>
/// P30: compiled ahead of time, a program publishes without a warning and prints the same, but for what would have to be read from fields or code, or
/// needs code made at run time.
/// </summary>
public sealed class AheadOfTimeTests
{
    [AheadOfTimeFact]
    public void P30_compiled_ahead_of_time_a_program_prints_the_same_but_for_what_needs_fields_or_code()
    {
        using var compiled = new Compiled();

        foreach (string scenario in new[] { "enabled", "results", "allocations", "copies", "shared" })
            Assert.Equal(Child.Run(scenario), compiled.Run(scenario));
        Assert.Equal(
            Child.Run("conflicts").Select(static line => line == "forks capture what two threads cannot use: refused" ? line.Replace("refused", "let through", StringComparison.Ordinal) : line),
            compiled.Run("conflicts"));
        Assert.All(compiled.Run("copies by sight"), static line => Assert.Contains(" cannot be cloned: ", line, StringComparison.Ordinal));
        Assert.Equal(
            ["types: Unknown: (string, Fixed) ((string, Fixed)): its fields are not known here", "captured:", "captured under a lock: passes", "captured without: passes", "assigned: 0"],
            compiled.Run("shared by sight"));
    }

    private sealed class Compiled() : PublishedProgram("PublishAot");
}

/// <summary>A test that needs Native AOT: its packages and a linker, which the SDK alone does not bring. Skipped unless asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AheadOfTimeFactAttribute : FactAttribute
{
    private const string Switch = "FORKJOIN_TESTS_AOT";

    public AheadOfTimeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Switch) != "1")
            Skip = $"Native AOT needs a linker and packages beside the SDK. Where they are, set {Switch}=1.";
    }
}
