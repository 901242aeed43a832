using System.Collections.Generic;
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

    /// <summary>
    /// What is left in places that outlive the method must have been named by [MayStore], and what [Replaces] promises must have happened. Where
    /// neither the method nor the field says anything of references, nothing is asked of it.
    /// </summary>
    private void CheckPromises(State after)
    {
        if (!_analysis.IsReporting || _outer is not null || _method is not { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) } method)
            return;
        Signature signature = _analysis.SignatureOf(method);
        bool isConstructor = method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.PropertySet;
        foreach (KeyValuePair<int, SyntaxNode> kept in _kept)
        {
            ISymbol? target = Origins.SymbolOf(kept.Key);
            if (!after.Places.TryGetValue(kept.Key, out Value? value) || (target is IFieldSymbol && isConstructor))
                continue;
            if (signature.IsSilent && !(target is IFieldSymbol { IsStatic: false } field && SignatureAttributes.Has(field, SignatureAttribute.BorrowsFrom)))
                continue;
            CheckStored(signature, kept.Value, target is IFieldSymbol { IsStatic: false } ? SignatureAttributes.This : target!.Name, value);
        }
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (!signature.Says(SignatureAttribute.Replaces, parameter.Name) || !Library.KindOf(parameter.Type).IsHandle() || parameter.RefKind != RefKind.Ref)
                continue;
            int place = Origins.Place(parameter);
            foreach (Item item in after.Places.TryGetValue(place, out Value? held) ? held.Items : [])
            {
                if (Origins[item.Id].Place == place && parameter.DeclaringSyntaxReferences.Length > 0)
                    ReportBroken(
                        parameter.DeclaringSyntaxReferences[0].GetSyntax(), parameter.Name, "promise to replace", "may still hold what it held when the method returns",
                        "Assign it on every way, or leave [Replaces] away");
            }
        }
    }

    private void CheckStored(Signature signature, SyntaxNode at, string into, Value value)
    {
        foreach (Item item in value.Items)
        {
            if (item is not { Kind: ItemKind.Handle, End: null } || SourceOf(item.Id) is not { } source
                || string.Equals(source, into, System.StringComparison.Ordinal) || signature.MayStore(source, into))
                continue;
            ReportBroken(
                at, at.ToString(), $"store in {into}", $"comes from {source}, and the signature does not say that it is kept",
                $"Add [MayStore(from: \"{source}\", into: \"{into}\")]");
            return;
        }
    }

    private void ReportBroken(SyntaxNode at, string name, string verb, string reason, string help) =>
        _analysis.Report(new Finding(FindingKind.SignatureBroken, at, name, verb, reason, help, []));

    /// <summary>The parameter, or <c>this</c>, that an item comes from and that is not among some names; null if it comes from none, or from one of them.</summary>
    private string? Unnamed(Item item, IReadOnlyList<string> names)
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
