using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Analyzers.Rules;

/// <summary>
/// What is wrong with an attribute of a signature whatever the body does: it names what is not there, or stands where nothing can come of it (FJ0030); or
/// callers who judge by the member that this one overrides or implements do not see it (FJ0031).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignatureAnalyzer : LibraryAnalyzer
{
    private static readonly DiagnosticDescriptor s_meaningless = Rule.Define(
        RuleIds.SignatureMeaningless, Rule.Signatures, DiagnosticSeverity.Warning,
        "Attribute of a signature means nothing",
        "[{0}] means nothing here: {1}; {2}",
        "An attribute that says what a call does to borrows names a parameter that is not there, or stands where no borrow can be. Callers are judged by the attribute alone, so it does not say what its author meant.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_meaningless, BorrowRules.SignatureBroken);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        if (start.Compilation.GetTypeByMetadataName(SignatureAttributes.BorrowsFromType) is not null)
            start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (SignatureAttributes.Called(LastName(attribute.Name)) == SignatureAttribute.None
            || attribute.Parent is not AttributeListSyntax list
            || HasFunction(attribute)
            || context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is not IMethodSymbol constructor)
        {
            return;
        }
        SignatureAttribute kind = SignatureAttributes.Of(constructor.ContainingType);
        if (kind == SignatureAttribute.None || Target(list, context) is not { } target)
            return;
        if (SignatureNames.Read(attribute, context.SemanticModel) is not { } names)
            return;
        bool isOfResult = list.Target?.Identifier.IsKind(SyntaxKind.ReturnKeyword) == true;
        if (Meaning.Find(kind, target, isOfResult, names) is not { } finding)
        {
            if (Inherited.Silent(kind, target, isOfResult, names) is { } seen)
                ReportInherited(context, attribute, kind, seen);
            return;
        }
        ImmutableDictionary<string, string?> facts = ImmutableDictionary<string, string?>.Empty;
        if (finding.IsToGo)
            facts = facts.Add(RuleFacts.ToGo, bool.TrueString);
        context.ReportDiagnostic(Rule.Report(
            s_meaningless, finding.Place ?? attribute.GetLocation(), finding.Because, facts, [kind.ToString(), finding.Why, finding.Help]));
    }

    /// <summary>No attribute can be given a lambda, and the compiler fails over an async one when it is asked what it means there.</summary>
    private static bool HasFunction(AttributeSyntax attribute)
    {
        foreach (SyntaxNode node in attribute.DescendantNodes())
        {
            if (node is AnonymousFunctionExpressionSyntax)
                return true;
        }
        return false;
    }

    private static void ReportInherited(SyntaxNodeAnalysisContext context, AttributeSyntax attribute, SignatureAttribute kind, IMethodSymbol seen)
    {
        ISymbol member = seen.AssociatedSymbol ?? seen;
        context.ReportDiagnostic(Rule.Report(
            BorrowRules.SignatureBroken, attribute.GetLocation(), [(member.Locations[0], "declared here")],
            kind.ToString(), $"say [{kind}] here alone", $"stands for {member.ContainingType.Name}.{member.Name}, whose callers do not see it", "Say it there as well"));
    }

    /// <summary>What an attribute list speaks of; null where C# gives it no meaning either, or this analyzer knows none.</summary>
    private static ISymbol? Target(AttributeListSyntax list, SyntaxNodeAnalysisContext context)
    {
        SemanticModel model = context.SemanticModel;
        SyntaxKind target = list.Target?.Identifier.Kind() ?? SyntaxKind.None;
        switch (list.Parent)
        {
            case ParameterSyntax parameter:
                // [property: …] and [field: …] on a record's parameter speak of what the compiler makes of it.
                return target is SyntaxKind.None or SyntaxKind.ParamKeyword ? model.GetDeclaredSymbol(parameter, context.CancellationToken) : null;
            case LambdaExpressionSyntax lambda:
                return model.GetSymbolInfo(lambda, context.CancellationToken).Symbol;
            case BaseFieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } variables }:
                return model.GetDeclaredSymbol(variables[0], context.CancellationToken);
            case TypeDeclarationSyntax type when target == SyntaxKind.MethodKeyword:
                return PrimaryConstructor(model.GetDeclaredSymbol(type, context.CancellationToken), type);
            case BasePropertyDeclarationSyntax when target is not (SyntaxKind.None or SyntaxKind.PropertyKeyword):
                return null;
            case MemberDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or TypeParameterSyntax:
                return model.GetDeclaredSymbol(list.Parent, context.CancellationToken);
            default:
                return null;
        }
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol? type, TypeDeclarationSyntax declaration)
    {
        if (type is null)
            return null;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            foreach (SyntaxReference reference in constructor.DeclaringSyntaxReferences)
            {
                if (reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span)
                    return constructor;
            }
        }
        return null;
    }

    private static string LastName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };
}
