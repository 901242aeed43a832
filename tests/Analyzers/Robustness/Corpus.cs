using ForkJoin.Tests.Analyzers.Documentation;
using ForkJoin.Tests.Analyzers.Verdicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.Robustness;

/// <summary>Code that uses the library as its users do: all samples, what the pages of the rules show, and the sources of these tests' own fixtures.</summary>
internal static class Corpus
{
    private static readonly Lazy<(string Name, string Code)[]> s_all = new(static () => [.. Samples(), .. Pages(), .. Verdicts(), .. Fixtures()]);

    internal static (string Name, string Code)[] All => s_all.Value;

    private static IEnumerable<(string, string)> Samples() =>
        from file in Repository.CSharpFiles(Path.Combine(Repository.Root, "samples"))
        select (Repository.Relative(file), File.ReadAllText(file));

    private static IEnumerable<(string, string)> Pages() =>
        from page in RulePagesTests.Pages
        from language in new[] { "csharp", "csharp-wrong" }
        from block in CodeBlocks.Of(page, language)
        select ($"{page}:{block.Line}", block.Code);

    private static IEnumerable<(string, string)> Verdicts() =>
        from program in VerdictPrograms.All
        select ($"the verdict on '{program.Name}'", program.Source);

    /// <summary>The raw string literals in the tests of the rules.</summary>
    private static IEnumerable<(string, string)> Fixtures() =>
        from file in Repository.CSharpFiles(Path.Combine(Repository.Root, "tests", "Analyzers"))
        where !Repository.Relative(file).Contains("/Verdicts/", StringComparison.Ordinal)
        from token in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens()
        where token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
        select ($"{Repository.Relative(file)}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}", token.ValueText);
}
