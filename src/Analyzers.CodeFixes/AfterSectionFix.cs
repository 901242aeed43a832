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
/// The last statements of a section use an owner that the section still lends. They move behind the section, where its forks are joined and its loans have ended.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AfterSectionFix))]
[Shared]
public sealed class AfterSectionFix() : Fix(RuleIds.OwnerUsedWhileLentForWriting, RuleIds.OwnerChangedWhileLent)
{
    private protected override bool Composes => false;

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (Conflict.Find(root, diagnostic, model, cancellation) is not { } conflict
            || SectionOf(conflict, model, cancellation) is not var (section, lambda) || section.Parent is not BlockSyntax outer || lambda.Body is not BlockSyntax body
            || conflict.StatementIn(body) is not { } use)
            return null;
        int from = body.Statements.IndexOf(use);
        return MayMove(section, lambda, body, from, conflict, model, cancellation)
            ? ("Do this after the section", () => root.ReplaceNode(outer, Move(outer, section, body, from))) : null;
    }

    /// <summary>The statement that is a section, and its body, which lent the owner.</summary>
    private static (ExpressionStatementSyntax Section, LambdaExpressionSyntax Lambda)? SectionOf(Conflict conflict, SemanticModel model, CancellationToken cancellation) =>
        conflict.Lender(model, cancellation) is IParameterSymbol { DeclaringSyntaxReferences: { Length: 1 } places }
        && places[0].GetSyntax(cancellation).FirstAncestorOrSelf<LambdaExpressionSyntax>() is
        {
            AsyncKeyword.RawKind: 0, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax section } call },
        } lambda
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "Section", IsStatic: true } method && Lending.IsOurs(method.ContainingType, "Fork") ? (section, lambda) : null;

    /// <summary>Whether the statements from one on mean the same behind the section.</summary>
    private static bool MayMove(
        ExpressionStatementSyntax section, LambdaExpressionSyntax lambda, BlockSyntax body, int from, Conflict conflict, SemanticModel model, CancellationToken cancellation)
    {
        if (from == 0 || Leaves(body) || HoldsOn(body)
            || model.AnalyzeDataFlow(body.Statements[from], body.Statements[body.Statements.Count - 1]) is not { Succeeded: true, VariablesDeclared.IsEmpty: true }
            || model.AnalyzeDataFlow(body.Statements[0], body.Statements[from - 1]) is not { Succeeded: true } before)
            return false;
        for (int i = from; i < body.Statements.Count; i++)
        {
            if (body.Statements[i] is LocalFunctionStatementSyntax or LabeledStatementSyntax || Statements.EndsLine(body.Statements[i]) != Statements.EndsLine(section))
                return false;
            foreach (SyntaxNode node in body.Statements[i].DescendantNodes())
            {
                // What the section has for itself, it has no longer; and what it assigns, the compiler does not know to be assigned behind it.
                if (node is IdentifierNameSyntax && model.GetSymbolInfo(node, cancellation).Symbol is { } symbol
                    && (IsWithin(symbol, lambda, cancellation) || (symbol is ILocalSymbol && before.WrittenInside.Contains(symbol))))
                    return false;
            }
        }
        // A loan that the section does not end would still be in the way.
        int end = body.Statements[from].SpanStart;
        return !Lending.MayLend(
            Lending.CodeAround(section), conflict.Owner, model, name => !IsEnded(name) && (name.SpanStart < conflict.Position || Statements.IsInLoop(section)), cancellation);

        bool IsEnded(IdentifierNameSyntax name) => lambda.Span.Contains(name.Span) && name.SpanStart < end;
    }

    private static bool IsWithin(ISymbol symbol, SyntaxNode code, CancellationToken cancellation)
    {
        foreach (SyntaxReference declaration in symbol.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == code.SyntaxTree && code.Span.Contains(declaration.GetSyntax(cancellation).Span))
                return true;
        }
        return false;
    }

    /// <summary>Whether the section may end before its last statement.</summary>
    private static bool Leaves(BlockSyntax body)
    {
        foreach (SyntaxNode node in body.DescendantNodes(static one => one is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node is ReturnStatementSyntax or GotoStatementSyntax)
                return true;
        }
        return false;
    }

    /// <summary>Whether the section has something, perhaps a lock, to its end: what moves behind it was done under that.</summary>
    private static bool HoldsOn(BlockSyntax body)
    {
        foreach (StatementSyntax statement in body.Statements)
        {
            if (statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
                return true;
        }
        return false;
    }

    private static BlockSyntax Move(BlockSyntax outer, ExpressionStatementSyntax section, BlockSyntax body, int from)
    {
        var moved = new StatementSyntax[body.Statements.Count - from];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = Statements.Indented(body.Statements[from + i], Statements.IndentationOf(body.Statements[from + i]), Statements.IndentationOf(section));
        SyntaxList<StatementSyntax> kept = body.Statements;
        while (kept.Count > from)
            kept = kept.RemoveAt(from);
        int place = outer.Statements.IndexOf(section);
        return outer.WithStatements(outer.Statements.Replace(section, section.ReplaceNode(body, body.WithStatements(kept))).InsertRange(place + 1, moved));
    }
}
