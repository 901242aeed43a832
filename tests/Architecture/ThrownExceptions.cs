using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Tests.Architecture;

/// <summary>
/// Which exceptions a member of the sources throws itself or through what it calls in the sources. Calls through delegates and
/// type parameters are not followed: what a user's code throws is another matter.
/// </summary>
internal sealed class ThrownExceptions(CSharpCompilation compilation)
{
    private readonly Dictionary<ISymbol, HashSet<INamedTypeSymbol>> _known = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IMethodSymbol>> _called = new(SymbolEqualityComparer.Default);
    private readonly ILookup<ISymbol, IMethodSymbol> _overrides = Overrides(compilation);

    internal IReadOnlyCollection<INamedTypeSymbol> Of(ISymbol member)
    {
        // A fixed point over everything reachable: calls may go in circles.
        var reachable = new List<IMethodSymbol>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Visit(Accessors(member));
        var all = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol method in reachable)
            all.UnionWith(Direct(method));
        return all;

        void Visit(IEnumerable<IMethodSymbol> methods)
        {
            foreach (IMethodSymbol method in methods)
            {
                if (!seen.Add(method) || method.ContainingType.Name == "Fault")
                    continue;
                reachable.Add(method);
                Visit(Called(method));
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Accessors(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>(),
        _ => [],
    };

    private List<IMethodSymbol> Called(IMethodSymbol method) =>
        _called.TryGetValue(method, out List<IMethodSymbol>? known) ? known : _called[method] = [.. FindCalled(method)];

    private IEnumerable<IMethodSymbol> FindCalled(IMethodSymbol method)
    {
        foreach ((SyntaxNode node, SemanticModel model) in Nodes(method))
        {
            if (IsCaught(node, compilation.GetTypeByMetadataName("System.Exception")!, model))
                continue;
            ISymbol? symbol = node switch
            {
                InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax =>
                    model.GetSymbolInfo(node).Symbol?.OriginalDefinition,
                _ => null,
            };
            IEnumerable<IMethodSymbol> called = symbol switch
            {
                IMethodSymbol m when node is not IdentifierNameSyntax => [m],
                IPropertySymbol property => Used(property, node),
                _ => [],
            };
            foreach (IMethodSymbol target in called.Where(m => m.DeclaringSyntaxReferences.Length > 0))
            {
                yield return target;
                foreach (IMethodSymbol overriding in _overrides[target])
                    yield return overriding;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Used(IPropertySymbol property, SyntaxNode node)
    {
        SyntaxNode whole = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
        bool isTarget = whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole;
        return new[] { isTarget ? property.SetMethod : property.GetMethod }.OfType<IMethodSymbol>();
    }

    private HashSet<INamedTypeSymbol> Direct(IMethodSymbol method)
    {
        if (_known.TryGetValue(method, out HashSet<INamedTypeSymbol>? known))
            return known;
        var thrown = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach ((SyntaxNode node, SemanticModel model) in Nodes(method))
        {
            ITypeSymbol? type = node switch
            {
                ThrowStatementSyntax { Expression: BaseObjectCreationExpressionSyntax made } => model.GetTypeInfo(made).Type,
                ThrowExpressionSyntax { Expression: BaseObjectCreationExpressionSyntax made } => model.GetTypeInfo(made).Type,
                InvocationExpressionSyntax call => ThrownByHelper(model.GetSymbolInfo(call).Symbol),
                _ => null,
            };
            if (type is INamedTypeSymbol named && !IsCaught(node, named, model))
                thrown.Add(named);
        }
        return _known[method] = thrown;
    }

    /// <summary>ArgumentNullException.ThrowIfNull and its like.</summary>
    private INamedTypeSymbol? ThrownByHelper(ISymbol? called) => called switch
    {
        IMethodSymbol { Name: "ThrowIfCancellationRequested" } => compilation.GetTypeByMetadataName("System.OperationCanceledException"),
        IMethodSymbol { IsStatic: true } helper when helper.Name.StartsWith("ThrowIf", StringComparison.Ordinal) => helper.ContainingType,
        _ => null,
    };

    /// <summary>Whether a try around the node, in the same method, catches the type and does not throw it on.</summary>
    private static bool IsCaught(SyntaxNode node, INamedTypeSymbol type, SemanticModel model)
    {
        for (SyntaxNode inner = node; inner.Parent is { } outer and not MemberDeclarationSyntax; inner = outer)
        {
            if (outer is TryStatementSyntax attempt && attempt.Block == inner && attempt.Catches.Any(c => Catches(c, type, model)))
                return true;
        }
        return false;
    }

    private static bool Catches(CatchClauseSyntax clause, INamedTypeSymbol type, SemanticModel model)
    {
        if (clause.Filter is not null || clause.Block.DescendantNodes().Any(n => n is ThrowStatementSyntax { Expression: null }))
            return false;
        ITypeSymbol? caught = clause.Declaration is null ? null : model.GetTypeInfo(clause.Declaration.Type).Type;
        return caught is null || BasesAndSelf(type).Contains(caught, SymbolEqualityComparer.Default);
    }

    internal static IEnumerable<INamedTypeSymbol> BasesAndSelf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
            yield return t;
    }

    private IEnumerable<(SyntaxNode Node, SemanticModel Model)> Nodes(IMethodSymbol method) =>
        from reference in method.DeclaringSyntaxReferences
        let declaration = reference.GetSyntax()
        where declaration is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or LocalFunctionStatementSyntax
        let model = compilation.GetSemanticModel(declaration.SyntaxTree)
        from node in declaration.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax)
        select (node, model);

    private static ILookup<ISymbol, IMethodSymbol> Overrides(CSharpCompilation compilation) => (
        from method in compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
        where method.OverriddenMethod is not null
        select method).ToLookup(method => (ISymbol)method.OverriddenMethod!.OriginalDefinition, SymbolEqualityComparer.Default);
}
