using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ForkJoin.Tests.Processes;

/// <summary>R26: the properties by which projects choose, as the package's targets read them.</summary>
public sealed class BorrowCheckingPropertyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("forkjoin-").FullName;

    [Theory]
    [InlineData(null, "")]
    [InlineData("false", "-p:ForkJoinBorrowChecking=false")]
    [InlineData("true", "-p:ForkJoinBorrowChecking=true")]
    public void R26_an_application_chooses_and_gets_the_checks_where_it_does_not(string? setting, string property) =>
        Assert.Equal(setting, SettingIn(property));

    [Theory]
    [InlineData("false", "")]
    [InlineData("true", "-p:ForkJoinBorrowChecking=true")]
    [InlineData("true", "-p:IsTestProject=true")]
    public void R26_a_library_is_off_by_default_but_for_applications_that_say_otherwise_and_for_tests(string? setting, string property) =>
        Assert.Equal(setting, SettingIn("-p:ForkJoinBorrowCheckingDefault=false", property));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>The value that the project's runtimeconfig.json would get for the switch, or null.</summary>
    private string? SettingIn(params string[] properties)
    {
        string project = Path.Combine(_directory, "application.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <Import Project="{Path.Combine(AppContext.BaseDirectory, "ForkJoin.Core.targets")}" />
            </Project>
            """);
        ProcessStartInfo start = Child.Dotnet(
            ["msbuild", project, "-nologo", "-getItem:RuntimeHostConfigurationOption", .. properties.Where(property => property.Length > 0)]);
        start.WorkingDirectory = _directory;
        string text = string.Join('\n', Child.Lines(start));
        return (from option in JsonNode.Parse(text)!["Items"]!["RuntimeHostConfigurationOption"]!.AsArray()
                where option!["Identity"]!.GetValue<string>() == BorrowChecking.SwitchName
                select option["Value"]!.GetValue<string>()).SingleOrDefault();
    }
}
