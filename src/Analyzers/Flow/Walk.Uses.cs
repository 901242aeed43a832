using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Handles and views that are used: the verdicts of the run time's <c>LoanNode.CheckUse</c>, and for views what it cannot see.</content>
internal sealed partial class Walk
{
    private const string BorrowAgain = "A loan ends with the section, scope, fork or guard that it was made for: borrow again";
    private const string SplitFirst = "Use it after that loan has ended, with its fork or its guard, or split it first and keep the other part";
    private const string UseOneLater = "Use it after that loan has ended, with its fork or its guard";
    private const string ViewAgain = "Take a new one when that loan has ended";

    /// <summary>Where places that outlive the method got what they hold.</summary>
    private readonly Dictionary<int, SyntaxNode> _kept = [];

    /// <summary>A use that the run time checks, of one of what a value may be.</summary>
    /// <returns>Whether nothing is in the way.</returns>
    private bool UseHandle(IOperation at, Value value, Item item, bool writes, Kind kind)
    {
        string name = Text(at);
        if (item.End is { } end)
        {
            if (end.IsOfSeveral && value.IsSeveral)
                return true;
            Report(FindingKind.Outlives, at, name, "use", $"is {kind.Name()} of {Origins[item.Id].Name} whose loan has ended", BorrowAgain, end, "its loan ends here");
            return false;
        }
        if (FindBeneath(value, item, writes) is not { } given)
            return true;
        bool isCopy = given.Given >= 0 && PlaceOf(at) is var place && place >= 0 && place != given.Given && given.Region == item.Region && item.Region.IsKnown;
        Refuse(
            isCopy ? FindingKind.CopyGivenAway : FindingKind.GivenAway, at, name, $"{Verb(writes)} through",
            isCopy ? $"is a copy of {Origins.SymbolOf(given.Given)?.Name ?? "a slice"}, which is lent on for {Gerund(given.Writes)}" : $"is lent on for {Gerund(given.Writes)}",
            kind is Kind.Guard or Kind.GuardMut or Kind.Ref or Kind.RefMut ? UseOneLater : SplitFirst, given, $"lent on for {Gerund(given.Writes)} here");
        return false;
    }

    /// <summary>What is read or written through a span or reference.</summary>
    private void UseView(IOperation at, Value value, Item item, bool writes)
    {
        if (item.End is { IsOfSeveral: true } && value.IsSeveral)
            return;
        if (item.End is { } end)
            Report(FindingKind.StaleView, at, Text(at), Verb(writes), $"looks at {Origins[item.Id].Name}, whose loan has ended", BorrowAgain, end, "the loan ends here");
        else if (FindBeneath(value, item, writes) is { } given)
            Report(
                FindingKind.StaleView, at, Text(at), Verb(writes), $"looks at what is lent on for {Gerund(given.Writes)}", ViewAgain,
                (given.Site, $"lent on for {Gerund(given.Writes)} here"));
    }

    private void UseViews(IOperation at, Value value, bool writes)
    {
        foreach (Item item in value.Items)
        {
            if (item.Kind == ItemKind.View)
                UseView(at, value, item, writes);
        }
    }

    /// <summary>A loan lent on from a handle's, which forbids the use.</summary>
    private Loan? FindBeneath(Value value, Item item, bool writes)
    {
        if (_state.Loans.Count == 0)
            return null;
        Region whole = WholeOf(item.Id);
        Loan? found = null;
        foreach (KeyValuePair<int, Loan> loan in _state.Loans)
        {
            if (loan.Value.From == item.Id && (writes || loan.Value.Writes) && !(loan.Value.IsOfSeveral && value.IsSeveral)
                && Symbols.Compare(item.Region, loan.Value.Region, whole) == Overlap.Certain)
                found = Earlier(found, loan.Value);
        }
        return found;
    }

    /// <summary>All elements of a loan.</summary>
    private Region WholeOf(int loan) =>
        _state.Loans.TryGetValue(loan, out Loan? known) ? known.Region : Origins[loan].Site is null ? _analysis.Whole(loan) : Region.Unknown;

    /// <summary>A member that uses a handle and gives a span or a reference.</summary>
    private Value View(IOperation at, IOperation receiver, Effect effect)
    {
        Value value = Evaluate(receiver);
        if (effect.Part > 0)
            value = Part(value, effect.Part, receiver.Type);
        Bound index = Bound.Unknown;
        bool isElement = at is IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 };
        if (at is IPropertyReferenceOperation property)
        {
            if (isElement)
                index = Read(property.Arguments[0].Value).Number;
            else
                ConsumeArguments(property.Arguments);
        }
        Throws();
        Kind kind = Library.KindOf(receiver.Type);
        var views = new List<Item>(value.Items.Length);
        foreach (Item item in value.Items)
        {
            if (item.Kind != ItemKind.Handle)
                continue;
            if (!UseHandle(receiver, value, item, kind.Writes(), kind))
                return Value.Unknown;
            views.Add(item with { Kind = ItemKind.View, Region = isElement ? Element(item.Region, index) : item.Region, Writes = kind.Writes() && effect.Kind == EffectKind.View });
        }
        return value.IsUnknown ? value : Value.Of(views);
    }

    private int PlaceOf(IOperation at) => Bare(at) switch
    {
        ILocalReferenceOperation local => Origins.Place(local.Local),
        IParameterReferenceOperation parameter => Origins.Place(parameter.Parameter),
        IDeclarationExpressionOperation declaration => PlaceOf(declaration.Expression),
        IFlowCaptureReferenceOperation capture when _targets.TryGetValue(capture.Id, out IOperation? target) => PlaceOf(target),
        _ => -1,
    };

    /// <summary>What is returned must not be of a loan that has ended by then.</summary>
    private void CheckReturned(IOperation returned, Value value, State after)
    {
        foreach (Item item in WithCaptured(value, after).Items)
        {
            if (item is not { Kind: ItemKind.Handle or ItemKind.View, End: { } end })
                continue;
            Report(
                FindingKind.Outlives, returned, Text(returned), "return", $"{(value.Contains(item) ? "is" : "captures something")} of a loan of {Origins[item.Id].Name} that ends with the method",
                "Let the caller open the lifetime or scope, or return a copy", end, "the loan ends here");
            return;
        }
        CheckSources(returned, value);
    }

    /// <summary>What fields and parameters by reference hold at the end must not be of a loan that has ended.</summary>
    private void CheckKept(State after)
    {
        CheckKept(_kept, after);
        CheckKept(_added, after);
    }

    private void CheckKept(Dictionary<int, SyntaxNode> places, State after)
    {
        foreach (KeyValuePair<int, SyntaxNode> kept in places)
        {
            if (!after.Places.TryGetValue(kept.Key, out Value? value))
                continue;
            foreach (Item item in WithCaptured(value, after).Items)
            {
                if (item is not { Kind: ItemKind.Handle, End: { } end } || !_analysis.IsReporting || IsExpected())
                    continue;
                _analysis.Report(new Finding(
                    FindingKind.Outlives, kept.Value, kept.Value.ToString(), $"keep {{0}} in {Origins.SymbolOf(kept.Key)?.Name}",
                    $"{(value.Contains(item) ? "is" : "captures something")} of a loan of {Origins[item.Id].Name} that ends before", "Open the lifetime where the reference is kept, and end it with that", [],
                    Later: new(EndOf(end.Site), "the loan ends here", CanEnd: false)));
                break;
            }
        }
    }

    /// <summary>Who catches the refusal expects it.</summary>
    private bool IsExpected()
    {
        for (ControlFlowRegion? region = _block?.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } whole })
                continue;
            foreach (ControlFlowRegion handler in whole.NestedRegions)
            {
                if (Ours.IsRefusal(handler.ExceptionType))
                    return true;
            }
        }
        return _outer?.IsExpected() ?? false;
    }
}
