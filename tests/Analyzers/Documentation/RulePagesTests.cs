using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ForkJoin.Analyzers.Rules;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Tests.Analyzers.Documentation;

/// <summary>
/// Each rule has a page, docs/rules/FJ####.md, with the same sections in the same order; what it shows as wrong (a block fenced csharp-wrong) is
/// reported by that rule and no other, and what it shows as right by none. docs/rules.md lists them all as the analyzers have them.
/// </summary>
public sealed partial class RulePagesTests
{
    private static readonly string[] s_sections = ["What it says", "Why", "Wrong", "Right", "How to silence it"];

    /// <summary>By id. What is certain in some cases and perhaps so in others is one rule, and is listed with the graver severity.</summary>
    private static readonly Dictionary<string, DiagnosticDescriptor> s_rules =
        Fixture.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).GroupBy(static rule => rule.Id)
            .ToDictionary(static rules => rules.Key, static rules => rules.MaxBy(static rule => rule.DefaultSeverity)!);

    private static IEnumerable<string> Ids =>
        typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(static constant => (string)constant.GetRawConstantValue()!).Except(Pending.Rules);

    public static TheoryData<string> Rules => [.. Ids];

    internal static IEnumerable<string> Pages => Ids.Select(PageOf);

    [Fact]
    public void Every_id_is_a_rule_and_every_rule_an_id()
    {
        Assert.Equal(Ids.Order(StringComparer.Ordinal), s_rules.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_is_of_a_rule()
    {
        Assert.Empty(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "rules")).Select(Path.GetFileNameWithoutExtension).Except(Ids));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_has_the_rule_s_title_and_all_sections(string id)
    {
        string[] headings = [.. Heading().Matches(File.ReadAllText(Path.Combine(Repository.Root, PageOf(id)))).Select(static heading => heading.Value.TrimEnd())];

        Assert.Equal([$"# {id}: {Decapitalized(TitleOf(s_rules[id]))}", .. s_sections.Select(static section => "## " + section)], headings);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_page_shows_as_wrong_is_reported_by_that_rule_alone(string id)
    {
        List<(int Line, string Code)> blocks = CodeBlocks.Of(PageOf(id), "csharp-wrong");

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            string[] said = [.. Fixture.DiagnoseProgram(block.Code).Select(static diagnostic => diagnostic.Id).Distinct()];
            Assert.True(said is [var only] && only == id, $"{PageOf(id)}:{block.Line}: '{string.Join(", ", said)}' is reported, not {id}.");
        });
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_page_shows_as_right_is_reported_by_no_rule(string id)
    {
        List<(int Line, string Code)> blocks = CodeBlocks.Of(PageOf(id), "csharp");

        Assert.NotEmpty(blocks);
        Assert.All(blocks, static block => Assert.Empty(Fixture.DiagnoseProgram(block.Code)));
    }

    [Fact]
    public void The_index_lists_every_rule_with_its_title_and_severity()
    {
        string[] rows = [.. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/rules.md"))).Select(static row => row.Value)];

        Assert.Equal(
            Ids.Order(StringComparer.Ordinal).Select(id => $"| [{id}](rules/{id}.md) | {Decapitalized(TitleOf(s_rules[id]))} | {s_rules[id].DefaultSeverity switch
            {
                DiagnosticSeverity.Info => "suggestion",
                var severity => severity.ToString().ToLowerInvariant(),
            }} |"),
            rows);
    }

    private static string PageOf(string id) => $"docs/rules/{id}.md";

    private static string TitleOf(DiagnosticDescriptor rule) => rule.Title.ToString(CultureInfo.InvariantCulture);

    private static string Decapitalized(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    [GeneratedRegex("^##? .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| \[FJ\d{4}\].*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
