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
/// Writes the attribute that a body or a type lacks: where a result comes from, what is stored into what, what is used up. Which one it is, the
/// diagnostic says; it is written where its one place stands in the same document.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SignatureFix))]
[Shared]
public sealed class SignatureFix() : Fix(RuleIds.SignatureBroken, RuleIds.SignatureSilent)
{
    private const string BorrowsFrom = "BorrowsFrom", MayStore = "MayStore", Consumes = "Consumes";

    private protected override (string Title, Func<SyntaxNode> Change)? Find(SyntaxNode root, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        string missing = Fact(diagnostic, RuleFacts.Missing), from = Fact(diagnostic, RuleFacts.From), into = Fact(diagnostic, RuleFacts.Into);
        SyntaxNode at = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode? function = FunctionAround(at);
        bool isInScope = missing.Length == 0 || IsInScope(missing, model, at.SpanStart);
        bool imports = !isInScope && root is CompilationUnitSyntax { Usings.Count: > 0 };
        string name = isInScope || imports ? missing : "ForkJoin." + missing;
        switch (missing)
        {
            case BorrowsFrom when from.Length == 0:
                return Holder(at, into) is { } holder ? ($"Mark {Named(holder)} [BorrowsFrom]", () => Import(Inline(root, holder, name), imports)) : null;
            case BorrowsFrom when function is not null && ResultAttribute(function, model, cancellation) is { ArgumentList: { } list }:
                return ($"Name {from} in [return: BorrowsFrom]", () => root.ReplaceNode(list, list.AddArguments(SyntaxFactory.AttributeArgument(NameOf(from)))));
            case { Length: > 0 } when function is MethodDeclarationSyntax && model.GetDeclaredSymbol(function, cancellation) is IMethodSymbol method && StandsForAnother(method):
                return null;
            case BorrowsFrom when function is MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                return ($"Add [return: BorrowsFrom({NameOf(from)})]", () => Import(Above(root, function, $"[return: {name}({NameOf(from)})]"), imports));
            case MayStore when function is MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                string stores = $"from: {NameOf(from)}, into: {NameOf(into)}";
                return ($"Add [MayStore({stores})]", () => Import(Above(root, function, $"[{name}({stores})]"), imports));
            case Consumes when function is not null && Parameter(function, from) is { } parameter:
                return ($"Mark {from} [Consumes]", () => Import(Inline(root, parameter, name), imports));
            default:
                return null;
        }
    }

    private static string Fact(Diagnostic diagnostic, string key) => diagnostic.Properties.TryGetValue(key, out string? fact) ? fact ?? string.Empty : string.Empty;

    /// <summary>How a signature names a parameter, or the instance.</summary>
    private static ExpressionSyntax NameOf(string parameter) => SyntaxFactory.ParseExpression(
        parameter is "this" ? "\"this\"" : SyntaxFacts.GetKeywordKind(parameter) == SyntaxKind.None ? $"nameof({parameter})" : $"nameof(@{parameter})");

    /// <summary>The method or function that says something to its callers.</summary>
    private static SyntaxNode? FunctionAround(SyntaxNode at)
    {
        foreach (SyntaxNode around in at.AncestorsAndSelf())
        {
            if (around is AnonymousFunctionExpressionSyntax lambda)
            {
                // What stands in a lambda that says nothing is said by the method around it.
                if (lambda is ParenthesizedLambdaExpressionSyntax { AttributeLists.Count: > 0 })
                    return lambda;
                continue;
            }
            if (around is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or TypeDeclarationSyntax)
                return around;
        }
        return null;
    }

    /// <summary>Whether callers see another signature than the method's own: what is said here would have to be said there as well.</summary>
    private static bool StandsForAnother(IMethodSymbol method)
    {
        if (method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty)
            return true;
        foreach (INamedTypeSymbol type in method.ContainingType.AllInterfaces)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The attribute that names the sources of a function's result already.</summary>
    private static AttributeSyntax? ResultAttribute(SyntaxNode function, SemanticModel model, CancellationToken cancellation)
    {
        foreach (AttributeListSyntax list in AttributesOf(function))
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) == true && attribute.ArgumentList is { Arguments: { Count: > 0 } arguments }
                    && arguments[0].Expression is InvocationExpressionSyntax or LiteralExpressionSyntax or NameSyntax // no array of names
                    && model.GetSymbolInfo(attribute, cancellation).Symbol is IMethodSymbol { ContainingType: { } type } && Lending.IsOurs(type, BorrowsFrom + "Attribute"))
                    return attribute;
            }
        }
        return null;
    }

    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode declaration) => declaration switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        LocalFunctionStatementSyntax local => local.AttributeLists,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        _ => default,
    };

    private static SyntaxNode WithAttributes(SyntaxNode declaration, SyntaxList<AttributeListSyntax> lists) => declaration switch
    {
        MemberDeclarationSyntax member => member.WithAttributeLists(lists),
        LocalFunctionStatementSyntax local => local.WithAttributeLists(lists),
        ParameterSyntax parameter => parameter.WithAttributeLists(lists),
        _ => declaration,
    };

    private static ParameterSyntax? Parameter(SyntaxNode function, string name)
    {
        ParameterListSyntax? parameters = function switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList,
            LocalFunctionStatementSyntax local => local.ParameterList,
            _ => null,
        };
        foreach (ParameterSyntax parameter in parameters?.Parameters ?? default)
        {
            if (string.Equals(parameter.Identifier.ValueText, name, StringComparison.Ordinal))
                return parameter;
        }
        return null;
    }

    /// <summary>The field, or the property that stands for it, in the part of the type that is at hand.</summary>
    private static MemberDeclarationSyntax? Holder(SyntaxNode at, string field)
    {
        foreach (MemberDeclarationSyntax member in at.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default)
        {
            if (member is FieldDeclarationSyntax { Declaration.Variables: { Count: 1 } variables } && string.Equals(variables[0].Identifier.ValueText, field, StringComparison.Ordinal))
                return member;
            if (member is PropertyDeclarationSyntax property && string.Equals($"<{property.Identifier.ValueText}>k__BackingField", field, StringComparison.Ordinal))
                return member;
        }
        return null;
    }

    private static string Named(MemberDeclarationSyntax holder) =>
        holder is FieldDeclarationSyntax field ? field.Declaration.Variables[0].Identifier.ValueText : ((PropertyDeclarationSyntax)holder).Identifier.ValueText;

    /// <summary>An attribute before a parameter or field, on its line.</summary>
    private static SyntaxNode Inline(SyntaxNode root, SyntaxNode declaration, string name)
    {
        AttributeListSyntax list = Parse($"[{name}]").WithLeadingTrivia(declaration.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        SyntaxNode bare = declaration.WithoutLeadingTrivia();
        return root.ReplaceNode(declaration, WithAttributes(bare, AttributesOf(bare).Insert(0, list)));
    }

    /// <summary>An attribute on a line of its own above a function; comments stay above it.</summary>
    private static SyntaxNode Above(SyntaxNode root, SyntaxNode function, string text)
    {
        SyntaxTriviaList above = function.GetLeadingTrivia();
        SyntaxTriviaList indentation = above.Count > 0 && above[above.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(above[above.Count - 1]) : SyntaxTriviaList.Empty;
        AttributeListSyntax list = Parse(text).WithLeadingTrivia(above).WithTrailingTrivia(Statements.EndBefore(function, root));
        SyntaxNode bare = function.WithLeadingTrivia(indentation);
        return root.ReplaceNode(function, WithAttributes(bare, AttributesOf(bare).Insert(0, list)));
    }

    private static AttributeListSyntax Parse(string text) => SyntaxFactory.ParseMemberDeclaration(text + " void M() { }")!.AttributeLists[0];

    /// <summary>The library's namespace comes last among the file's usings. Where there are none, the attribute is written in full instead.</summary>
    private static SyntaxNode Import(SyntaxNode root, bool imports)
    {
        if (!imports || root is not CompilationUnitSyntax unit)
            return root;
        UsingDirectiveSyntax library = SyntaxFactory.UsingDirective(SyntaxFactory.IdentifierName("ForkJoin"))
            .NormalizeWhitespace().WithTrailingTrivia(Statements.EndOfLine(root));
        return unit.AddUsings(library);
    }

    private static bool IsInScope(string attribute, SemanticModel model, int position)
    {
        foreach (ISymbol symbol in model.LookupNamespacesAndTypes(position, name: attribute + "Attribute"))
        {
            if (symbol is ITypeSymbol type && Lending.IsOurs(type, attribute + "Attribute"))
                return true;
        }
        return false;
    }
}
