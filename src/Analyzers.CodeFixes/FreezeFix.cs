using System;
using System.Collections.Generic;
using System.Composition;
using System.Threading;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Analyzers.CodeFixes;

/// <summary>
/// Freezes an owner before the forks that read it: what cannot change any more is shared by whoever likes. Offered where nothing but reads comes
/// after, so that freezing takes nothing away, and where the value is the same wherever it is.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FreezeFix))]
[Shared]
public sealed class FreezeFix() : Fix(RuleIds.ForkCapturesOwner)
{
    private protected override bool Composes => false;

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.Severity != DiagnosticSeverity.Info
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name
            || model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol { Type: INamedTypeSymbol type, DeclaringSyntaxReferences: { Length: 1 } declarations } owner
            || !Lending.IsOurs(type, "OwnedMut") || type.TypeArguments[0] is not ({ IsUnmanagedType: true } or { SpecialType: SpecialType.System_String })
            || declarations[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration })
            return null;
        StatementSyntax forking = StatementOf(name, block);
        return ReadsAfter(block, declaration, forking, owner, model, cancellation) is { } reads
            ? ("Freeze it first", () => Frozen(root, block, forking, reads, Captures.Unused("frozen", model, declaration.SpanStart), name)) : null;
    }

    private static StatementSyntax StatementOf(SyntaxNode node, BlockSyntax block)
    {
        while (node.Parent != block)
            node = node.Parent!;
        return (StatementSyntax)node;
    }

    /// <summary>
    /// The mentions from a statement on, all of which are of the value; null where one is not, or something before them may be lent or done later. That none writes
    /// the compiler sees to: the value of what is frozen cannot be written.
    /// </summary>
    private static List<IdentifierNameSyntax>? ReadsAfter(
        BlockSyntax block, StatementSyntax declaration, StatementSyntax first, ILocalSymbol owner, SemanticModel model, CancellationToken cancellation)
    {
        var reads = new List<IdentifierNameSyntax>();
        foreach (SyntaxNode node in block.DescendantNodes())
        {
            if (node is GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement })
                return null; // what comes after may come before as well
            if (node is not IdentifierNameSyntax name || !string.Equals(name.Identifier.ValueText, owner.Name, StringComparison.Ordinal)
                || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, owner))
                continue;
            if (name.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value || value.Expression != name)
                return null;
            if (name.SpanStart < first.SpanStart)
            {
                if (Captures.FunctionAround(name, block) is not null)
                    return null;
                continue;
            }
            reads.Add(name);
        }
        return declaration is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } ? reads : null;
    }

    private static SyntaxNode Frozen(SyntaxNode root, BlockSyntax block, StatementSyntax forking, List<IdentifierNameSyntax> reads, string frozen, IdentifierNameSyntax owner)
    {
        int place = block.Statements.IndexOf(forking);
        BlockSyntax changed = block.ReplaceNodes(reads, (read, _) => SyntaxFactory.IdentifierName(frozen).WithTriviaFrom(read));
        StatementSyntax freezing = SyntaxFactory.ParseStatement($"var {frozen} = {owner.Identifier.Text}.Freeze();");
        return root.ReplaceNode(block, changed.WithStatements(Statements.InsertBefore(changed.Statements, place, freezing, Statements.EndBefore(forking, root))));
    }
}
