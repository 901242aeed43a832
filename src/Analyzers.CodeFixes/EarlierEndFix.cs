using System;
using System.Composition;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// An owner is used while a guard or scope of the same block lends it, though nothing needs that any more: <c>using var guard = …;</c> becomes a
/// <c>using</c> block that ends before the use.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EarlierEndFix))]
[Shared]
public sealed class EarlierEndFix() : Fix(RuleIds.OwnerUsedWhileLentForWriting, RuleIds.OwnerChangedWhileLent, RuleIds.ConflictingLoan)
{
    private protected override bool Composes => false;

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.ContainsKey(RuleFacts.CanEnd) || Conflict.Find(root, diagnostic, model, cancellation) is not { } conflict
            || Declaration(conflict, model, cancellation) is not { Parent: BlockSyntax block } declaration
            || conflict.StatementIn(block) is not { } use)
            return null;
        int from = block.Statements.IndexOf(declaration), to = block.Statements.IndexOf(use);
        return to - from >= 2 && IsDoneWith(block, from, to, conflict, model, cancellation)
            ? ("End the loan before this", () => root.ReplaceNode(block, End(block, from, to, Statements.EndOfLine(root)))) : null;
    }

    /// <summary>The <c>using</c> declaration of the guard that lends, or of the scope that lends.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(Conflict conflict, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode? declared = conflict.Loan.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax guard } && IsGuard(model.GetDeclaredSymbol(guard, cancellation)) ? guard
            : conflict.Lender(model, cancellation) is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } places } scope && IsGuard(scope) ? places[0].GetSyntax(cancellation)
            : null;
        return declared is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, AwaitKeyword.RawKind: 0 } declaration } } ? declaration : null;
    }

    private static bool IsGuard(ISymbol? variable) => Lending.IsOurs((variable as ILocalSymbol)?.Type, "Borrowed", "BorrowedMut", "BorrowScope");

    /// <summary>
    /// Whether nothing from the use on needs what is declared between, nor another loan of a scope that ends, and no other loan of the owner stays. That nothing needs the
    /// loan in question the diagnostic tells.
    /// </summary>
    private static bool IsDoneWith(BlockSyntax block, int from, int to, Conflict conflict, SemanticModel model, CancellationToken cancellation)
    {
        for (int i = from + 1; i < to; i++)
        {
            // Another guard would end earlier too, and a lock with it; a function or label would be out of reach.
            if (block.Statements[i] is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or LocalFunctionStatementSyntax or LabeledStatementSyntax
                || Statements.EndsLine(block.Statements[i]) != Statements.EndsLine(block.Statements[from]))
                return false;
        }
        var declaration = (LocalDeclarationStatementSyntax)block.Statements[from];
        ISymbol? scope = model.GetDeclaredSymbol(declaration.Declaration.Variables[0], cancellation);
        bool isScope = Lending.IsOurs((scope as ILocalSymbol)?.Type, "BorrowScope");
        if (model.AnalyzeDataFlow(block.Statements[from], block.Statements[to - 1]) is not { Succeeded: true } flow)
            return false;
        for (int i = to; i < block.Statements.Count; i++)
        {
            foreach (ISymbol variable in flow.VariablesDeclared)
            {
                if (Lending.IsMentioned(block.Statements[i], variable, model, cancellation))
                    return false;
            }
            foreach (ISymbol variable in flow.ReadInside.AddRange(flow.WrittenInside))
            {
                if (isScope && MayHoldBorrow(variable) && Lending.IsMentioned(block.Statements[i], variable, model, cancellation))
                    return false;
            }
        }
        return !Lending.MayLend(
            Lending.CodeAround(block), conflict.Owner, model,
            name => !IsEnded(name) && (name.SpanStart < conflict.Position || Statements.IsInLoop(block)), cancellation);

        bool IsEnded(IdentifierNameSyntax name) => declaration.Span.Contains(name.Span)
            || (declaration.SpanStart < name.SpanStart && Conflict.LenderOf(name) is { } lender && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(lender, cancellation).Symbol, scope));
    }

    /// <summary>A variable into which something of the loan may have been put, so that it would be used after the loan's end. All that can hold it is a ref struct or a reference.</summary>
    private static bool MayHoldBorrow(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.IsRef || local.Type.IsRefLikeType,
        IParameterSymbol parameter => parameter.Type.IsRefLikeType,
        _ => false,
    };

    private static BlockSyntax End(BlockSyntax block, int from, int to, SyntaxTrivia endOfLine)
    {
        var declaration = (LocalDeclarationStatementSyntax)block.Statements[from];
        bool hasLines = Statements.EndsLine(declaration);
        string indentation = Statements.IndentationOf(declaration), around = Statements.IndentationOf(block);
        // One step further in: as far as the block's statements are from its brace.
        string inside = indentation + (indentation.Length > around.Length && indentation.StartsWith(around, StringComparison.Ordinal) ? indentation.Substring(around.Length) : "    ");
        var inner = new StatementSyntax[to - from - 1];
        for (int i = 0; i < inner.Length; i++)
            inner[i] = Statements.Indented(block.Statements[from + 1 + i], indentation, inside);
        SyntaxTriviaList before = hasLines ? SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indentation)) : default;
        SyntaxTriviaList end = SyntaxFactory.TriviaList(hasLines ? endOfLine : SyntaxFactory.Space);
        BlockSyntax body = SyntaxFactory.Block(
            SyntaxFactory.Token(before, SyntaxKind.OpenBraceToken, end), SyntaxFactory.List(inner), SyntaxFactory.Token(before, SyntaxKind.CloseBraceToken, end));
        UsingStatementSyntax ending = SyntaxFactory.UsingStatement(
            declaration.UsingKeyword.WithLeadingTrivia(declaration.GetLeadingTrivia()),
            SyntaxFactory.Token(default, SyntaxKind.OpenParenToken, default), declaration.Declaration, null,
            SyntaxFactory.Token(default, SyntaxKind.CloseParenToken, declaration.GetTrailingTrivia()), body);
        SyntaxList<StatementSyntax> statements = block.Statements;
        for (int i = from + 1; i < to; i++)
            statements = statements.RemoveAt(from + 1);
        return block.WithStatements(statements.Replace(statements[from], ending));
    }
}
