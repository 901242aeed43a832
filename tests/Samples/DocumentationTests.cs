namespace ForkJoin.Tests.Samples;

/// <summary>Whoever looks for a sample finds it: in the guide, and where it stands.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] s_inChapters = ["Ownership", "Patterns"];

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "samples.md"));

    [Fact]
    public void The_guide_names_each_sample_and_how_it_is_run()
    {
        string page = Page;
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.csproj", SearchOption.AllDirectories)];

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"--project {Repository.Relative(Path.GetDirectoryName(project)!)}", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_names_each_chapter()
    {
        string page = Page;
        Assert.All(s_inChapters, sample => Assert.All(
            Sample.ExpectedChapters(sample), chapter => Assert.Contains($"| `{chapter}` |", page, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_that_no_chapter_has_is_refused_with_the_names_that_there_are()
    {
        Assert.All(s_inChapters, static sample =>
        {
            ChildProcess.Outcome outcome = Sample.Start(sample, ["nothing"]);
            Assert.Equal(2, outcome.ExitCode);
            Assert.All(Sample.ExpectedChapters(sample), chapter => Assert.Contains(chapter, outcome.Errors, StringComparison.Ordinal));
        });
    }
}
