using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>New lines of code beside old ones.</summary>
internal static class Statements
{
    /// <summary>A declaration before a statement. It takes over what stands above the statement, which keeps its indentation.</summary>
    /// <param name="statements">All of a block.</param>
    /// <param name="place">The statement's.</param>
    /// <param name="declaration">What comes before it.</param>
    /// <param name="end">What stands between the two: <see cref="EndBefore"/>.</param>
    internal static SyntaxList<StatementSyntax> InsertBefore(SyntaxList<StatementSyntax> statements, int place, StatementSyntax declaration, SyntaxTrivia end)
    {
        StatementSyntax statement = statements[place];
        StatementSyntax inserted = declaration.WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(end);
        return statements.Replace(statement, statement.WithLeadingTrivia(Indentation(statement))).Insert(place, inserted);
    }

    /// <summary>What ends something new before something of a document: the line, where that begins one.</summary>
    internal static SyntaxTrivia EndBefore(SyntaxNode old, SyntaxNode root) => BeginsLine(old.GetFirstToken()) ? EndOfLine(root) : SyntaxFactory.Space;

    private static bool BeginsLine(SyntaxToken token) => token.FullSpan.Start == 0 || EndsLine(token.GetPreviousToken().TrailingTrivia);

    /// <summary>Whether the next statement begins on a line of its own.</summary>
    internal static bool EndsLine(StatementSyntax statement) => EndsLine(statement.GetTrailingTrivia());

    private static bool EndsLine(SyntaxTriviaList trailing) => trailing.Count > 0 && trailing[trailing.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>The white space before a statement on its own line.</summary>
    private static SyntaxTriviaList Indentation(StatementSyntax statement)
    {
        SyntaxTriviaList above = statement.GetLeadingTrivia();
        return above.Count > 0 && above[above.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(above[above.Count - 1]) : SyntaxTriviaList.Empty;
    }

    /// <summary>The white space with which the line begins on which something begins.</summary>
    internal static string IndentationOf(SyntaxNode node)
    {
        string line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>A statement of the document, each line of which is as far from another indentation as it was from the one that it had. What strings and comments contain stays.</summary>
    internal static StatementSyntax Indented(StatementSyntax statement, string from, string to)
    {
        return statement.ReplaceTokens(statement.DescendantTokens(), (token, _) => token.WithLeadingTrivia(Above(token)));

        SyntaxTriviaList Above(SyntaxToken token)
        {
            SyntaxTriviaList above = SyntaxTriviaList.Empty;
            bool beginsLine = BeginsLine(token);
            foreach (SyntaxTrivia trivia in token.LeadingTrivia)
            {
                bool isIndentation = beginsLine && trivia.IsKind(SyntaxKind.WhitespaceTrivia) && trivia.ToString().StartsWith(from, StringComparison.Ordinal);
                above = above.Add(isIndentation ? SyntaxFactory.Whitespace(to + trivia.ToString().Substring(from.Length)) : trivia);
                beginsLine = trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia);
            }
            return above;
        }
    }

    /// <summary>The end of a line as the file has it.</summary>
    internal static SyntaxTrivia EndOfLine(SyntaxNode root)
    {
        foreach (SyntaxTrivia trivia in root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia;
        }
        return SyntaxFactory.LineFeed;
    }

    internal static bool IsInLoop(SyntaxNode node, SyntaxNode? within = null)
    {
        foreach (SyntaxNode around in node.Ancestors())
        {
            if (around == within)
                return false;
            if (around is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
                return true;
        }
        return false;
    }
}
