using System.Text.RegularExpressions;

namespace ForkJoin.Tests.Architecture;

/// <summary>What the guide says is met has a test that says the same: named after the row, so that whoever doubts one finds it.</summary>
public sealed partial class RequirementTests
{
    [Fact]
    public void Every_requirement_of_the_guide_has_a_test_named_after_it()
    {
        string[] rows = [.. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/requirements.md"))).Select(row => row.Groups["row"].Value)];
        HashSet<string> tested =
        [
            .. from file in Repository.CSharpFiles(Path.Combine(Repository.Root, "tests"))
               from Match test in Test().Matches(File.ReadAllText(file))
               from Match row in Number().Matches(test.Value)
               select row.Value,
        ];
        Assert.DoesNotContain(rows, row => !tested.Contains(row));
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows.Distinct());
        Assert.True(rows.Length > 40, "The pattern has not found the rows.");
    }

    [GeneratedRegex(@"^\| (?<row>R\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>The numbers that a test's name begins with: R01_P11_….</summary>
    [GeneratedRegex(@"public (async )?(void|Task) ([RP]\d\d_)+")]
    private static partial Regex Test();

    [GeneratedRegex(@"R\d\d")]
    private static partial Regex Number();
}
