using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>New lines of code beside old ones.</summary>
internal static class Statements
{
    /// <summary>A declaration on a line of its own before a statement. It takes over what stands above the statement, which keeps its indentation.</summary>
    internal static SyntaxList<StatementSyntax> InsertBefore(SyntaxList<StatementSyntax> statements, int place, StatementSyntax declaration, SyntaxTrivia endOfLine)
    {
        StatementSyntax statement = statements[place];
        SyntaxTriviaList above = statement.GetLeadingTrivia();
        StatementSyntax inserted = declaration.WithLeadingTrivia(above).WithTrailingTrivia(endOfLine).WithAdditionalAnnotations(Formatter.Annotation);
        return statements.Replace(statement, statement.WithLeadingTrivia(Indentation(statement))).Insert(place, inserted);
    }

    /// <summary>The white space before a statement on its own line.</summary>
    internal static SyntaxTriviaList Indentation(StatementSyntax statement)
    {
        SyntaxTriviaList above = statement.GetLeadingTrivia();
        return above.Count > 0 && above[above.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(above[above.Count - 1]) : SyntaxTriviaList.Empty;
    }

    /// <summary>A statement with the comments above it as far in as another one: formatting leaves those where they are.</summary>
    internal static StatementSyntax Indented(StatementSyntax statement, SyntaxTriviaList indentation)
    {
        SyntaxTriviaList above = SyntaxTriviaList.Empty;
        foreach (SyntaxTrivia trivia in statement.GetLeadingTrivia())
        {
            bool isFirst = above.Count == 0 || above[above.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia);
            above = isFirst && trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? above.AddRange(indentation) : above.Add(trivia);
        }
        return statement.WithLeadingTrivia(above);
    }

    /// <summary>The end of a line as the file has it.</summary>
    internal static SyntaxTrivia EndOfLine(SyntaxNode root)
    {
        foreach (SyntaxTrivia trivia in root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia;
        }
        return SyntaxFactory.ElasticEndOfLine("\n");
    }

    internal static bool IsInLoop(SyntaxNode node)
    {
        foreach (SyntaxNode around in node.Ancestors())
        {
            if (around is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
                return true;
        }
        return false;
    }
}
