using System.Diagnostics;

namespace ForkJoin.Tests.Processes;

/// <summary>The program of tests/ProcessChild, published once over the assemblies that stand beside these tests, with every warning an error.</summary>
public abstract class PublishedProgram : IDisposable
{
    private const string Name = "program";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly string _directory = Directory.CreateTempSubdirectory("forkjoin-").FullName;

    /// <param name="property">The property that says how it is published.</param>
    private protected PublishedProgram(string property)
    {
        string project = Path.Combine(_directory, Name + ".csproj");
        string References(params string[] names) => string.Concat(
            names.Select(name => $"""<Reference Include="{Path.Combine(AppContext.BaseDirectory, name + ".dll")}" />"""));
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <SelfContained>true</SelfContained>
                <{property}>true</{property}>
                <TrimMode>full</TrimMode>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Path.Combine(Repository.Root, "tests", "ProcessChild")}/*.cs" />
                {References("ForkJoin.Core", "ForkJoin.Parallel", "CommunityToolkit.HighPerformance")}
              </ItemGroup>
            </Project>
            """);
        // Nothing that the build starts may outlive it: it would keep the streams open that are read to their end here.
        Succeed(Child.Dotnet(
            "publish", project, "-c", "Release", "-o", Path.Combine(_directory, "published"), "-nodeReuse:false", "-p:UseSharedCompilation=false"));
    }

    /// <summary>The lines that the scenario prints.</summary>
    internal string[] Run(string scenario) => Child.Lines(new ProcessStartInfo(Path.Combine(_directory, "published", Name), [scenario]));

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Succeed(ProcessStartInfo start)
    {
        start.WorkingDirectory = _directory;
        ChildProcess.Outcome outcome = ChildProcess.Run(start, s_patience);
        if (outcome.ExitCode == 0)
            return;
        Dispose();
        Assert.Fail($"Publishing failed with exit code {outcome.ExitCode}: {outcome.Errors}{outcome.Output}");
    }
}
