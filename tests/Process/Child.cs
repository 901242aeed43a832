using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ForkJoin.Tests.Processes;

/// <summary>Runs a scenario of tests/ProcessChild in a process of its own.</summary>
internal static class Child
{
    private const string Name = "ForkJoin.Process.Child";

    /// <summary>Far beyond what any scenario takes, so that one that hangs fails instead.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The lines that the scenario prints.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="knobs">Configuration knobs of the run time, as an application's project or runtimeconfig.json would set them.</param>
    internal static string[] Run(string scenario, params (string Knob, bool Value)[] knobs)
    {
        string directory = AppContext.BaseDirectory;
        string config = Path.Combine(directory, $"{Name}.{Guid.NewGuid():N}.runtimeconfig.json");
        File.WriteAllText(config, WithKnobs(File.ReadAllText(Path.Combine(directory, Name + ".runtimeconfig.json")), knobs));
        try
        {
            ChildProcess.Outcome outcome = ChildProcess.Run(
                new ProcessStartInfo(ChildProcess.DotNet, ["exec", "--runtimeconfig", config, Path.Combine(directory, Name + ".dll"), scenario]), s_patience);
            Assert.True(outcome.ExitCode == 0, $"Exit code {outcome.ExitCode}: {outcome.Errors}");
            return outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        finally
        {
            File.Delete(config);
        }
    }

    private static string WithKnobs(string config, (string Knob, bool Value)[] knobs)
    {
        JsonNode root = JsonNode.Parse(config)!;
        JsonObject options = root["runtimeOptions"]!.AsObject();
        if (options["configProperties"] is not JsonObject properties)
            options["configProperties"] = properties = [];
        foreach ((string knob, bool value) in knobs)
            properties[knob] = value;
        return root.ToJsonString();
    }
}
