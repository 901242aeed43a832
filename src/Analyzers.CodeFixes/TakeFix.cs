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
/// Gives an object to its owner by <c>Take(ref x)</c>, which leaves no alias: the variable is null afterwards, and the compiler points at what still uses it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeFix))]
[Shared]
public sealed class TakeFix() : Fix(RuleIds.RawAlias)
{
    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax
            {
                Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } member } } } argument,
            } raw)
            return null;
        string taking = member.Identifier.ValueText is "Mut" ? "TakeMut" : "Take";
        var changes = new Dictionary<SyntaxNode, SyntaxNode>
        {
            [member] = member.WithIdentifier(SyntaxFactory.Identifier(taking).WithTriviaFrom(member.Identifier)),
            [argument] = argument.WithRefKindKeyword(SyntaxFactory.ParseToken("ref ")),
        };
        // A parameter's caller has it still. A function that captures the variable would find null without being told so.
        if (model.GetSymbolInfo(raw, cancellation).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } variable
            || declarations[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { } type, Variables: { Count: var count } } declaration }
            || IsCaptured(variable, declaration, model, cancellation))
            return null;
        // The variable is null afterwards, which its type has to allow.
        if (!type.IsVar && type is not NullableTypeSyntax && model.GetNullableContext(type.SpanStart).AnnotationsEnabled())
        {
            if (count > 1)
                return null;
            changes.Add(type, SyntaxFactory.NullableType(type.WithoutTrivia()).WithTriviaFrom(type));
        }
        return ("Take it, and leave no alias", () => root.ReplaceNodes(changes.Keys, (one, _) => changes[one]));
    }

    private static bool IsCaptured(ILocalSymbol variable, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode code = Lending.CodeAround(declaration);
        SyntaxNode? home = Captures.FunctionAround(declaration, code);
        foreach (SyntaxNode node in code.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && Captures.FunctionAround(name, code) != home && Lending.IsMentioned(name, variable, model, cancellation))
                return true;
        }
        return false;
    }
}
