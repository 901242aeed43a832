using System.Diagnostics;

namespace ForkJoin.Tests;

/// <summary>Properties of whole processes: the test assembly starts itself again, and a child's exit and output are the result.</summary>
internal static class Child
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    internal readonly record struct Outcome(int ExitCode, string Output, string Errors);

    /// <summary>Runs one of <see cref="ChildPrograms"/>.</summary>
    /// <param name="program">Its name and arguments.</param>
    /// <param name="stackKilobytes">The stack of the main thread and the default for others; 0 for the system's default.</param>
    internal static Outcome Run(string program, int stackKilobytes = 0)
    {
        string dll = typeof(Child).Assembly.Location;
        string limit = stackKilobytes == 0 ? "" : $"ulimit -s {stackKilobytes}; ";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{limit}exec \"$0\" exec \"$1\" {program}", Environment.ProcessPath!, dll])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList[2] = "dotnet";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new HangException($"the child {program} hangs");
        }
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult().Trim(), errors.GetAwaiter().GetResult());
    }
}
