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
    internal static string[] Run(string scenario, params (string Knob, bool Value)[] knobs) => Run(scenario, [], knobs);

    /// <summary>The lines that the scenario prints in an environment.</summary>
    internal static string[] Run(string scenario, (string Name, string Value)[] environment, params (string Knob, bool Value)[] knobs)
    {
        string directory = AppContext.BaseDirectory;
        string config = Path.Combine(directory, $"{Name}.{Guid.NewGuid():N}.runtimeconfig.json");
        File.WriteAllText(config, WithKnobs(File.ReadAllText(Path.Combine(directory, Name + ".runtimeconfig.json")), knobs));
        try
        {
            ProcessStartInfo start = Dotnet("exec", "--runtimeconfig", config, Path.Combine(directory, Name + ".dll"), scenario);
            foreach ((string name, string value) in environment)
                start.Environment[name] = value;
            return Lines(start);
        }
        finally
        {
            File.Delete(config);
        }
    }

    /// <summary>The host that these tests run on.</summary>
    internal static ProcessStartInfo Dotnet(params string[] arguments) => new(ChildProcess.DotNet, arguments);

    /// <summary>Runs a process to its end, which must be a success.</summary>
    /// <returns>The lines that it printed.</returns>
    internal static string[] Lines(ProcessStartInfo start)
    {
        ChildProcess.Outcome outcome = ChildProcess.Run(start, s_patience);
        Assert.True(outcome.ExitCode == 0, $"Exit code {outcome.ExitCode}: {outcome.Errors}{outcome.Output}");
        return outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
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
