using System.IO.Compression;
using System.Xml.Linq;

namespace ForkJoin.Tests.Processes;

/// <summary>What users install: packed as it was built, from a feed of its own, into a project that knows nothing else.</summary>
public sealed class PackageTests(PackageTests.Feed feed) : IClassFixture<PackageTests.Feed>
{
    [Fact]
    public void The_package_carries_the_rules_and_their_fixes_and_depends_on_nothing()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf("ForkJoin.Core"));
        string[] files = [.. package.Entries.Select(static entry => entry.FullName)];

        Assert.Equal(
            ["analyzers/dotnet/cs/ForkJoin.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/ForkJoin.Analyzers.dll"],
            files.Where(static file => file.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["lib/net10.0/ForkJoin.Core.dll", "lib/net10.0/ForkJoin.Core.xml"],
            files.Where(static file => file.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Empty(feed.DependenciesOf("ForkJoin.Core"));
    }

    [Fact]
    public void Who_depends_on_the_scheduler_s_package_gets_the_analyzers_too_and_not_the_library_alone()
    {
        XElement dependency = Assert.Single(feed.DependenciesOf("ForkJoin.Parallel"), static element => element.Attribute("id")!.Value == "ForkJoin.Core");

        Assert.Equal("All", dependency.Attribute("include")?.Value);
        Assert.Null(dependency.Attribute("exclude"));
    }

    [Fact]
    public void A_project_that_installs_the_scheduler_is_told_of_its_mistakes_while_it_is_built()
    {
        string output = feed.Build("""
            using ForkJoin;

            Fork.Join(static () => { }, static () => { });

            static class Planted
            {
                [return: BorrowsFrom("nobody")]
                internal static Ref<int> Same(Ref<int> reference) => reference;
            }
            """);

        Assert.Contains("Program.cs(7,26): warning FJ0030: [BorrowsFrom] means nothing here: there is no parameter 'nobody'", output, StringComparison.Ordinal);
        // Neither is one of the analyzers' files refused, nor does one of them fail.
        Assert.DoesNotContain("CS803", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", output, StringComparison.Ordinal);
    }

    /// <summary>A feed of the two packages, and a folder for packages, so that nothing of this version stays behind in the user's.</summary>
    public sealed class Feed : IDisposable
    {
        private const string Version = "0.0.1-test";

        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

        private readonly string _directory = Directory.CreateTempSubdirectory("forkjoin-").FullName;

        public Feed()
        {
            string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
            foreach (string project in new[] { "Core/ForkJoin.Core", "Parallel/ForkJoin.Parallel" })
            {
                Run("pack", Path.Combine(Repository.Root, "src", project + ".csproj"),
                    "--no-build", "-c", configuration, "-o", _directory, $"-p:PackageVersion={Version}");
            }
        }

        internal string PathOf(string package) => Path.Combine(_directory, $"{package}.{Version}.nupkg");

        internal XElement[] DependenciesOf(string package)
        {
            using ZipArchive file = ZipFile.OpenRead(PathOf(package));
            using Stream nuspec = file.GetEntry(package + ".nuspec")!.Open();
            return [.. XDocument.Load(nuspec).Descendants().Where(static element => element.Name.LocalName == "dependency")];
        }

        /// <returns>What building a console project of one file prints.</returns>
        internal string Build(string program)
        {
            // What the packages depend on is where restoring the tests has put it.
            string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            File.WriteAllText(Path.Combine(_directory, "NuGet.config"), $"""
                <configuration>
                  <packageSources><clear /><add key="built" value="{_directory}" /></packageSources>
                  <fallbackPackageFolders><clear /><add key="restored" value="{packages}" /></fallbackPackageFolders>
                </configuration>
                """);
            File.WriteAllText(Path.Combine(_directory, "user.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <OutputType>Exe</OutputType>
                    <RestorePackagesPath>{Path.Combine(_directory, "packages")}</RestorePackagesPath>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ForkJoin.Parallel" Version="{Version}" />
                  </ItemGroup>
                </Project>
                """);
            File.WriteAllText(Path.Combine(_directory, "Program.cs"), program);
            return Run("build", Path.Combine(_directory, "user.csproj"));
        }

        public void Dispose() => Directory.Delete(_directory, recursive: true);

        /// <summary>Nothing that a build starts may outlive it: it would keep the streams open that are read to their end here.</summary>
        private string Run(params string[] arguments)
        {
            var start = Child.Dotnet([.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
            start.WorkingDirectory = _directory;
            ChildProcess.Outcome outcome = ChildProcess.Run(start, s_patience);
            if (outcome.ExitCode == 0)
                return outcome.Output;
            Dispose();
            Assert.Fail($"dotnet {arguments[0]} failed with exit code {outcome.ExitCode}: {outcome.Errors}{outcome.Output}");
            return "";
        }
    }
}
