using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// What a signature promises its callers, held against its body. Local functions and lambdas that say nothing are judged where they are called, by
/// their bodies; those that say something like methods.
/// </content>
internal sealed partial class Walk
{
    private const string KeepElsewhere = "Keep a copy of the value, or keep the reference in an object whose signature says so";

    /// <summary>The method whose signature is held against the walked body; null where others see the body instead.</summary>
    private IMethodSymbol? Promising => _outer is null && _method is { } method
        && (method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) || !_analysis.SignatureOf(method).IsSilent) ? method : null;

    /// <summary>What is returned must come from what the signature names.</summary>
    private void CheckSources(IOperation returned, Value value)
    {
        if (!_analysis.IsReporting || Promising is not { } method)
            return;
        Signature signature = _analysis.SignatureOf(method);
        if (signature.Sources is not { } sources)
        {
            CheckUnsaid(method, returned, value);
            return;
        }
        foreach (Item item in value.Items)
        {
            if (Unnamed(item, sources) is not { } source)
                continue;
            ReportUnnamed(returned, source, sources);
            return;
        }
        if (method.RefKind != RefKind.None && ByReference(returned) is { } parameter && !Contains(sources, parameter.Name))
            ReportUnnamed(returned, parameter.Name, sources);
    }

    private void ReportUnnamed(IOperation returned, string source, IReadOnlyList<string> sources)
    {
        if (!IsExpected())
            _analysis.Report(new Finding(
                FindingKind.SignatureBroken, returned.Syntax, Text(returned), "return", $"may come from {source}, which [return: BorrowsFrom] does not name",
                $"Name {source} there, or return only what comes from {string.Join(" or ", sources)}", [], SignatureAttribute.BorrowsFrom, source));
    }

    /// <summary>The parameter whose variable is returned by reference.</summary>
    private IParameterSymbol? ByReference(IOperation returned) =>
        Bare(returned) is IParameterReferenceOperation { Parameter: { RefKind: not RefKind.None } parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method) ? parameter : null;

    /// <summary>
    /// What is left in places that outlive the method must have been named by [MayStore], and what [Replaces] promises must have happened. Where
    /// neither the method nor the field says anything of references, it is only suggested to say it.
    /// </summary>
    private void CheckPromises(State after)
    {
        if (!_analysis.IsReporting || Promising is not { } method)
            return;
        Signature signature = _analysis.SignatureOf(method);
        bool isConstructor = method.MethodKind is MethodKind.Constructor or MethodKind.PropertySet;
        foreach (KeyValuePair<int, SyntaxNode> kept in _kept)
        {
            if (!after.Places.TryGetValue(kept.Key, out Value? value) || Origins.SymbolOf(kept.Key) is not { } target)
                continue;
            bool isOfThis = target is IFieldSymbol { IsStatic: false };
            bool isDeclared = isOfThis && Signature.IsDeclared((IFieldSymbol)target);
            if (isOfThis && isConstructor)
            {
                if (!isDeclared && !method.ContainingType.IsRefLikeType && !Signature.HoldsReferences(method.ContainingType))
                    SuggestStored(kept.Value, target, value, isOfType: true);
            }
            else if (signature.IsSilent && !isDeclared)
            {
                SuggestStored(kept.Value, target, value, isOfType: false);
            }
            else
            {
                CheckStored(signature, kept.Value, target, value);
            }
        }
        CheckUsedUp(method, signature, after);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (!signature.Says(SignatureAttribute.Replaces, parameter.Name) || !Library.KindOf(parameter.Type).IsHandle() || parameter.RefKind != RefKind.Ref)
                continue;
            int place = Origins.Place(parameter);
            foreach (Item item in after.Places.TryGetValue(place, out Value? held) ? held.Items : [])
            {
                if (Origins[item.Id].Place == place && parameter.DeclaringSyntaxReferences.Length > 0)
                    _analysis.Report(new Finding(
                        FindingKind.SignatureBroken, parameter.DeclaringSyntaxReferences[0].GetSyntax(), parameter.Name, "promise to replace",
                        "may still hold what it held when the method returns", "Assign it on every way, or leave [Replaces] away", []));
            }
        }
    }

    private void CheckStored(Signature signature, SyntaxNode at, ISymbol target, Value value)
    {
        bool isStatic = target is IFieldSymbol { IsStatic: true };
        string into = IntoOf(target);
        foreach (Item item in value.Items)
        {
            if (item is not { Kind: ItemKind.Handle or ItemKind.View, End: null } || SourceOf(item.Id) is not { } source
                || string.Equals(source, into, System.StringComparison.Ordinal) || signature.MayStore(source, into))
                continue;
            _analysis.Report(new Finding(
                FindingKind.SignatureBroken, at, at.ToString(), $"store {{0}} in {into}",
                isStatic ? $"comes from {source}, and no signature can say that a static field keeps it" : $"comes from {source}, and the signature does not say that it is kept",
                isStatic ? KeepElsewhere : $"Add [MayStore(from: \"{source}\", into: \"{into}\")]", [],
                isStatic ? SignatureAttribute.None : SignatureAttribute.MayStore, source, into));
            return;
        }
    }

    /// <summary>How the signature names what a place belongs to; of a static field its own name.</summary>
    private static string IntoOf(ISymbol target) => target is IFieldSymbol { IsStatic: false } ? SignatureAttributes.This : target.Name;

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
