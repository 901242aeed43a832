using System.Globalization;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Analyzers.Robustness;

/// <summary>
/// Code is analysed while it is typed, so most of what an analyzer sees is broken. Whatever it is, no analyzer throws. Each run breaks the corpus in
/// other places; FORKJOIN_SEED makes a failure happen again, FORKJOIN_SOAK breaks it in more.
/// </summary>
public sealed class BrokenCodeTests
{
    private const int Deletions = 200, Cuts = 75, Splices = 75;

    private static readonly int s_seed =
        int.TryParse(Environment.GetEnvironmentVariable("FORKJOIN_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : Environment.TickCount & 0xfffffff;

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    /// <summary>References and usings are bound once; only the one file is another in each round.</summary>
    private static readonly CSharpCompilation s_empty = Fixture.Compile("", OutputKind.ConsoleApplication);

    [Fact]
    public void The_corpus_is_not_empty_and_whole_it_is_analysed_without_a_fault()
    {
        Assert.True(Corpus.All.Length > 60, $"Only {Corpus.All.Length} sources.");
        foreach ((string name, string code) in Corpus.All)
            Analyse(name, code);
    }

    [Fact]
    public void A_token_is_missing() => Break(Deletions, static (code, random) =>
    {
        SyntaxToken[] tokens = Tokens(code);
        return Without(code, tokens[random.Next(tokens.Length)].Span);
    });

    [Fact]
    public void A_stretch_is_missing_or_stands_there_twice() => Break(Cuts, static (code, random) =>
    {
        SyntaxToken[] tokens = Tokens(code);
        int first = random.Next(tokens.Length), last = Math.Min(tokens.Length - 1, first + random.Next(30));
        var stretch = TextSpan.FromBounds(tokens[first].SpanStart, tokens[last].Span.End);
        return random.Next(2) == 0
            ? Without(code, stretch)
            : code.Insert(tokens[random.Next(tokens.Length)].SpanStart, $"{code.AsSpan(stretch.Start, stretch.Length)} ");
    });

    [Fact]
    public void A_stretch_of_one_source_stands_in_another() => Break(Splices, static (code, random) =>
    {
        string other = Corpus.All[random.Next(Corpus.All.Length)].Code;
        SyntaxToken[] here = Tokens(code), there = Tokens(other);
        int first = random.Next(there.Length), last = Math.Min(there.Length - 1, first + random.Next(60));
        TextSpan replaced = here[random.Next(here.Length)].Span;
        return code[..replaced.Start] + other[there[first].SpanStart..there[last].Span.End] + code[replaced.End..];
    });

    [Fact]
    public void An_async_lambda_in_an_attribute_is_not_asked_what_it_means() => Analyse(
        "attribute", "[return: BorrowsFrom( Parallel.ForAsync(0, 3, static async (i, stop) => await Task.Yield());\nint length = await ForkJoinPool.Shared.RunAsync(static () => 1);\n");

    [Fact]
    public void An_analyzer_that_throws_is_found() =>
        Assert.Throws<Xunit.Sdk.EmptyException>(static () => Fixture.Diagnose(Fixture.Compile("class C;"), [new Throwing()]));

    private static void Break(int rounds, Func<string, Random, string> change)
    {
        // Not for security: each run is to break other places, and the same again when asked to.
        var random = new Random(s_seed);
        for (int round = 0; round < rounds * Soak.Factor; round++)
        {
            (string name, string code) = Corpus.All[random.Next(Corpus.All.Length)];
            if (Tokens(code).Length > 0)
                Analyse(name, change(code, random));
        }
    }

    private static void Analyse(string name, string code)
    {
        CSharpCompilation compilation = s_empty.ReplaceSyntaxTree(s_empty.SyntaxTrees[0], CSharpSyntaxTree.ParseText(code, s_parsing, "User.cs"));
        try
        {
            Fixture.Diagnose(compilation);
        }
        catch (Exception fault)
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{name}, FORKJOIN_SEED={s_seed}: {fault}\n{code}"));
        }
    }

    private static SyntaxToken[] Tokens(string code) =>
        [.. CSharpSyntaxTree.ParseText(code, s_parsing).GetRoot().DescendantTokens().Where(static token => token.Span.Length > 0)];

    private static string Without(string code, TextSpan span) => code.Remove(span.Start, span.Length);
}
