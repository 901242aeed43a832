namespace ForkJoin.Tests.Processes;

/// <summary>P30: trimmed to what it uses, self-contained, a program publishes without a warning and prints what it prints untrimmed.</summary>
public sealed class TrimmingTests(TrimmingTests.Trimmed trimmed) : IClassFixture<TrimmingTests.Trimmed>
{
    [Theory]
    [InlineData("enabled")]
    [InlineData("conflicts")]
    [InlineData("results")]
    [InlineData("allocations")]
    [InlineData("copies")]
    [InlineData("copies by sight")]
    [InlineData("shared")]
    [InlineData("shared by sight")]
    public void P30_trimmed_a_program_prints_the_same(string scenario)
    {
        string[] expected = Child.Run(scenario);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, trimmed.Run(scenario));
    }

    public sealed class Trimmed() : PublishedProgram("PublishTrimmed");
}
