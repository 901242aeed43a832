using ForkJoin.Analyzers.Rules;

namespace AnalyzerSpeed;

/// <summary>The generated project built by <c>dotnet build</c> as anybody would: with the analyzers that the SDK brings, by the compiler server.</summary>
internal sealed class SdkBuild : IBuild
{
    private readonly string _project;

    internal SdkBuild(string directory)
    {
        _project = Path.Combine(directory, "Generated.csproj");
        // Beside it nothing of this repository applies: it stands in a folder for temporary files.
        File.WriteAllText(_project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(ForkJoin.OwnedArray<>).Assembly.Location}" />
                <Reference Include="{typeof(ForkJoin.Fork).Assembly.Location}" />
                <Analyzer Include="{typeof(RuleIds).Assembly.Location}" Condition="'$(Analyzed)' == 'true'" />
              </ItemGroup>
            </Project>
            """);
        Programs.Output(["restore", _project]);
    }

    public string Name => "`dotnet build`";

    public void Build(bool analyzed) => Programs.Output(["build", _project, "--no-restore", "--no-incremental", "-nologo", "-v:quiet", $"-p:Analyzed={(analyzed ? "true" : "false")}"]);
}
