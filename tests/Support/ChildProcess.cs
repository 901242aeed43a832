using System.Diagnostics;

namespace ForkJoin.Tests;

/// <summary>Runs a program in a process of its own, to its end, or kills it with all that it started.</summary>
internal static class ChildProcess
{
    internal readonly record struct Outcome(int ExitCode, string Output, string Errors);

    /// <summary>The host that runs this process, so that a child runs on the same one; else the one on the path.</summary>
    internal static string DotNet =>
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Waits until the program has ended and both its streams are read to their end.</summary>
    /// <exception cref="HangException">It has not ended in time.</exception>
    internal static Outcome Run(ProcessStartInfo start, TimeSpan patience)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new HangException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {patience}.");
        }
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}

/// <summary>Something did not come to its end.</summary>
internal sealed class HangException(string message) : Exception(message);
