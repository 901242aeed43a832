using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>The same code, written as somebody else might have written it.</summary>
internal static class Layout
{
    internal static Dictionary<string, Func<string, string>> All { get; } = new()
    {
        ["CRLF"] = static source => source.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["tabs"] = static source => source.Replace("    ", "\t", StringComparison.Ordinal),
        ["one line"] = static source => source.Replace("\n", " ", StringComparison.Ordinal),
        ["a line for each word"] = static source => Tokens(source, static (_, token) => token.WithTrailingTrivia(SyntaxFactory.Space, SyntaxFactory.LineFeed)),
        ["comments around each line"] = static source => Lines(source, static (number, line) =>
            $"{line[..^line.TrimStart().Length]}// above {number}\n{line} // behind {number}"),
        ["directives around each line"] = static source => Lines(source, static (number, line) => $"#if !UNKNOWN{number}\n{line}\n#endif"),
        ["comments around each word"] = static source => Tokens(source, static (number, token) => token
            .WithLeadingTrivia(token.LeadingTrivia.Add(SyntaxFactory.Comment($"/*before {number}*/")))
            .WithTrailingTrivia(token.TrailingTrivia.Insert(0, SyntaxFactory.Comment($"/*after {number}*/")))),
    };

    /// <summary>All that must not be lost, whatever the order.</summary>
    internal static List<string> CommentsOf(string source) =>
        [.. Parse(source).DescendantTrivia().Where(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            .Select(static trivia => trivia.ToFullString()).Order(StringComparer.Ordinal)];

    private static string Lines(string source, Func<int, string, string> change) =>
        string.Join('\n', source.Split('\n').Select((line, number) => line.Length == 0 ? line : change(number, line)));

    private static string Tokens(string source, Func<int, SyntaxToken, SyntaxToken> change)
    {
        int number = 0;
        SyntaxNode root = Parse(source);
        return root.ReplaceTokens(root.DescendantTokens(), (token, _) => change(number++, token)).ToFullString();
    }

    private static SyntaxNode Parse(string source) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14)).GetRoot();
}
