using System.Diagnostics;

namespace ForkJoin.Tests;

/// <summary>Properties of whole processes: the test assembly starts itself again, and a child's exit and output are the result.</summary>
internal static class Child
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    /// <summary>Runs one of <see cref="ChildPrograms"/>.</summary>
    /// <param name="program">Its name and arguments.</param>
    /// <param name="stackKilobytes">The stack of the main thread and the default for others; 0 for the system's default.</param>
    internal static ChildProcess.Outcome Run(string program, int stackKilobytes = 0)
    {
        string dll = typeof(Child).Assembly.Location;
        string limit = stackKilobytes == 0 ? "" : $"ulimit -s {stackKilobytes}; ";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{limit}exec \"$0\" exec \"$1\" {program}", ChildProcess.DotNet, dll]);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        ChildProcess.Outcome outcome = ChildProcess.Run(start, s_patience);
        return outcome with { Output = outcome.Output.Trim() };
    }
}
