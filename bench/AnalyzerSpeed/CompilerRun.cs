using ForkJoin.Analyzers.Rules;

namespace AnalyzerSpeed;

/// <summary>
/// The SDK's own compiler on the generated project, with the analyzers and without: either in a process of its own, which loads and compiles everything anew, or
/// handed to a compiler server that has been running for a while, as builds do.
/// </summary>
internal sealed class CompilerRun(string directory, int files, bool isServer) : IBuild
{
    private static readonly string s_compiler = Path.Combine(SdkDirectory(), "Roslyn", "bincore", "csc.dll");

    /// <summary>A server of this run's own, which ends by itself soon after the last build.</summary>
    private readonly string[] _where = isServer ? [$"/shared:forkjoin-{Environment.ProcessId}", "/keepalive:10"] : [];

    public string Name => isServer ? "compiler server" : "compiler in a process of its own";

    public void Build(bool analyzed)
    {
        string response = Path.Combine(directory, analyzed ? "with.rsp" : "without.rsp");
        if (!File.Exists(response))
            File.WriteAllLines(response, Arguments(analyzed));
        string output = Programs.Output(["exec", s_compiler, .. _where, "/noconfig", "@" + response]);
        if (output.Length > 0)
            throw new InvalidOperationException($"The build says: {output[..Math.Min(2000, output.Length)]}");
    }

    private IEnumerable<string> Arguments(bool analyzed) =>
    [
        "/nologo", "/nostdlib+", "/target:library", "/nullable:enable", "/langversion:14", "/optimize+", "/debug:portable", "/deterministic+",
        $"/out:{Path.Combine(directory, "generated.dll")}",
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsReferenced).Select(static file => $"/reference:{file}"),
        .. analyzed ? [$"/analyzer:{typeof(RuleIds).Assembly.Location}"] : Array.Empty<string>(),
        Path.Combine(directory, "Usings.cs"),
        .. Enumerable.Range(0, files).Select(index => Path.Combine(directory, $"File{index}.cs")),
    ];

    /// <summary>The framework as this process runs on it, and the library.</summary>
    private static bool IsReferenced(string file) =>
        Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "ForkJoin.Core.dll" or "ForkJoin.Parallel.dll");

    /// <summary>Where the SDK stands that would build here: "10.0.100 [/usr/share/dotnet/sdk]" is one of its lines.</summary>
    private static string SdkDirectory()
    {
        string version = Programs.Output(["--version"]).Trim();
        string line = Programs.Output(["--list-sdks"]).Split('\n').First(line => line.StartsWith(version + " [", StringComparison.Ordinal));
        return Path.Combine(line[(version.Length + 2)..].TrimEnd(']', '\r'), version);
    }
}
