using System.Diagnostics;

namespace AnalyzerSpeed;

/// <summary>Programs that are run to their end.</summary>
internal static class Programs
{
    /// <returns>What <c>dotnet</c> prints.</returns>
    internal static string Output(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {arguments[0]} ends with {process.ExitCode}: {output[..Math.Min(2000, output.Length)]}");
    }
}
