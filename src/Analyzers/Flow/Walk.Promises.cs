using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// What a signature promises its callers, held against its body. A signature that is silent promises nothing that the language does not
/// see to. Local functions and lambdas are judged where they are called, by their bodies.
/// </content>
internal sealed partial class Walk
{
    /// <summary>What the walked method says to its callers; null for what is not one that others call.</summary>
    private Signature? Own => _outer is null && _method is { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) } method
        && _analysis.SignatureOf(method) is { IsSilent: false } signature ? signature : null;

    /// <summary>What is returned must come from what the signature names.</summary>
    private void CheckSources(IOperation returned, Value value)
    {
        if (Own is not { Sources: { } sources } || !_analysis.IsReporting)
            return;
        foreach (Item item in value.Items)
        {
            if (Unnamed(item, sources) is not { } source)
                continue;
            Report(
                FindingKind.SignatureBroken, returned, Text(returned), "return",
                $"may come from {source}, which [return: BorrowsFrom] does not name", $"Name {source} there, or return only what comes from {string.Join(" or ", sources)}");
            return;
        }
    }

    /// <summary>The parameter, or <c>this</c>, that an item comes from and that is not among some names; null if it comes from none, or from one of them.</summary>
    private string? Unnamed(Item item, System.Collections.Generic.IReadOnlyList<string> names)
    {
        int id = item.Id;
        if (RootOf(item) < 0)
            return null;
        while (_state.Loans.TryGetValue(id, out Loan? loan))
        {
            // Who names the home that ends the loan has told as much of it.
            if (SourceOf(loan.Home) is { } home && Contains(names, home))
                return null;
            id = loan.From;
        }
        return SourceOf(id) is { } source && !Contains(names, source) ? source : null;
    }

    /// <summary>How the signature names what the method was handed.</summary>
    private string? SourceOf(int id) => Origins[id].Place is var place && place >= 0 ? Origins.SymbolOf(place) switch
    {
        IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method) => parameter.Name,
        IFieldSymbol { IsStatic: false } => SignatureAttributes.This,
        _ => null,
    } : null;
}
