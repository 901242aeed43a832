using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Loans that are made and end: the verdicts of the run time's <c>LoanNode.Lend</c>.</content>
internal sealed partial class Walk
{
    private const string LendElsewhere = "Borrow a region that does not overlap it, or end that loan first";
    private const string LendOneLater = "End that loan first";

    /// <summary>Which of a site's origins is meant; loans follow from <see cref="FirstLoan"/> on, one for each lender.</summary>
    private const int Home = 1, ForkOf = 2, CallOf = 3, FirstLoan = 8;

    private Value OpenHome(IInvocationOperation call)
    {
        int id = Origins.Of(call.Syntax, Home, Text(call));
        _state.Renew(id, ItemKind.Home);
        return Value.Of(new Item(ItemKind.Home, id));
    }

    private void EndHomes(Value homes, SyntaxNode site)
    {
        foreach (Item item in homes.Items)
        {
            if (item.Kind == ItemKind.Home && !Origins[item.Id].IsSection)
                EndHome(_state, item.Id, site);
        }
    }

    /// <summary>Ends the loans of a home; of a section also those of its forks.</summary>
    private void EndHome(State state, int home, SyntaxNode site)
    {
        state.End((loan, _) => loan.Home == home || Origins[loan.Home].Above == home, site);
        state.Mark(item => item.Kind == ItemKind.Home && item.Id == home, new End(site, "ended"));
    }

    private void EndLoans(Value handles, SyntaxNode site)
    {
        foreach (Item item in handles.Items)
        {
            if (item.Kind == ItemKind.Handle)
                _state.End((loan, id) => id == item.Id || loan.Home == item.Id, site, handles.IsSeveral);
        }
    }

    /// <summary>Whichever it was that ended: what the place held through which it was ended is over.</summary>
    private void SettleEnd(IOperation at, SyntaxNode site)
    {
        if (PlaceOf(at) is var place && place >= 0 && _state.Places.TryGetValue(place, out Value? held))
            _state.Places[place] = held.Select(item => item.End is { IsOfSeveral: true } end && end.Site == site ? item with { End = end with { IsOfSeveral = false } } : item);
    }

    private Value Lend(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value homes = Evaluate(receiver);
        if (CheckOpen(receiver, homes) || ArgumentOf(call, "owner") is not { } owner)
            return Value.Unknown;
        return LendTo(call, owner, effect.Writes, effect.Kind == EffectKind.LendSomewhere, homes.IsOne(ItemKind.Home, out int home) ? home : -1);
    }

    /// <summary>Lends an owner, or what an argument names of it.</summary>
    /// <param name="call">The loan's site.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="writes">Whether for writing.</param>
    /// <param name="isSomewhere">Whether the region is not known.</param>
    /// <param name="home">What ends it; -1 for one of several, of which nothing is known then.</param>
    private Value LendTo(IInvocationOperation call, IOperation owner, bool writes, bool isSomewhere, int home)
    {
        Value value = Evaluate(owner);
        Throws();
        if (value.IsUnknown || CheckLost(owner, value, "lend") || home < 0)
            return Value.Unknown;
        var handles = new List<Item>();
        foreach (Item item in value.Items)
        {
            if (item.Kind != ItemKind.Owner)
                continue;
            Region whole = _analysis.Whole(item.Id);
            Region region = ArgumentOf(call, "rowLength") is { } width ? TileOf(call, width, item.Id) : isSomewhere ? Region.Unknown : RegionOf(call, whole);
            if (CheckLend(call, owner, value, item.Id, region, writes, whole))
                return Value.Unknown;
            handles.Add(Lend(call.Syntax, Text(owner), item.Id, home, region, writes, isOfSeveral: value.IsSeveral));
        }
        return Value.Of(handles);
    }

    /// <summary>The region that the arguments of a loan name.</summary>
    private Region RegionOf(IInvocationOperation call, Region whole)
    {
        if (ArgumentOf(call, "range") is { } range)
            return RangeOf(range, whole);
        return ArgumentOf(call, "index") is { } index ? Element(whole, IndexOf(index, whole), isAbsolute: true) : whole;
    }

    /// <summary>Makes a loan; one of the same place that is still out from another round of a loop is one with it.</summary>
    private Item Lend(SyntaxNode site, string name, int from, int home, Region region, bool writes, int given = -1, bool isOfSeveral = false)
    {
        int id = Origins.Of(site, FirstLoan + from, name);
        bool isOut = _state.Loans.TryGetValue(id, out Loan? before);
        _state.Renew(id, ItemKind.Handle);
        _state.Loans[id] = new Loan(id, from, home < 0 ? id : home, isOut && before!.Region != region ? Region.Unknown : region, writes, site, given, isOfSeveral);
        return new Item(ItemKind.Handle, id, region, writes);
    }

    /// <summary>Whether a loan is certainly refused.</summary>
    private bool CheckLend(IInvocationOperation call, IOperation owner, Value value, int from, Region region, bool writes, Region whole)
    {
        Loan? certain = null, perhaps = null;
        bool isSeveral = value.IsSeveral;
        foreach (KeyValuePair<int, Loan> entry in _state.Loans)
        {
            Loan loan = entry.Value;
            if (loan.From != from || !(writes || loan.Writes) || (loan.IsOfSeveral && isSeveral))
                continue;
            Overlap overlap = Symbols.Compare(region, loan.Region, whole);
            if (overlap == Overlap.Certain)
                certain = Earlier(certain, loan);
            else if (overlap == Overlap.Perhaps)
                perhaps = Earlier(perhaps, loan);
        }
        if (certain is not null)
        {
            string round = certain.Site == call.Syntax ? ", in the round before" : string.Empty;
            Refuse(
                FindingKind.Conflict, call, Text(owner), VerbOf(owner, writes), ReasonOf(owner, certain), CureOf(owner, certain), certain, LabelOf(owner, certain) + round);
            return true;
        }
        if (perhaps is not null)
            Refuse(
                FindingKind.PerhapsConflict, call, Text(owner), $"lend {{0}} for {Gerund(writes)} where the ranges overlap", $"is lent for {Gerund(perhaps.Writes)}",
                "Make both ranges of the same end, as in ..m and m.., or split one slice", perhaps, $"lent for {Gerund(perhaps.Writes)} here");
        return false;
    }

    private Value LendGuard(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        Throws();
        if (owner.IsUnknown || CheckLost(receiver, owner, effect.Verb))
            return Value.Unknown;
        var guards = new List<Item>();
        foreach (Item item in owner.Items)
        {
            if (item.Kind != ItemKind.Owner)
                continue;
            Region whole = _analysis.Whole(item.Id);
            if (CheckLend(call, receiver, owner, item.Id, whole, effect.Writes, whole) || IsRefused(call))
                return Value.Unknown;
            guards.Add(Lend(call.Syntax, Text(receiver), item.Id, home: -1, whole, effect.Writes, isOfSeveral: owner.IsSeveral));
        }
        return Value.Of(guards);
    }

    /// <summary>Whether it is asked for only to be refused: who catches the refusal keeps no guard.</summary>
    private bool IsRefused(IInvocationOperation call) => call.Parent is IExpressionStatementOperation && IsExpected();

    /// <summary>The attempt itself lends nothing: where it decides a branch, that branch does.</summary>
    private Value TryLendGuard(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        Throws();
        CheckLost(receiver, owner, effect.Verb);
        if (ArgumentOf(call, "guard") is { } guard)
            Assign(guard, Value.Unknown, isReference: true, source: null);
        return Value.Unknown;
    }

    /// <summary>The attempt that decides a branch, or null.</summary>
    private IInvocationOperation? AttemptOf(IOperation? condition) =>
        condition is not null && Bare(condition) is IInvocationOperation call && Library.EffectOf(call.TargetMethod).Kind == EffectKind.TryLendGuard ? call : null;

    /// <summary>The attempt has succeeded: nothing was in the way.</summary>
    private void Succeed(IInvocationOperation call)
    {
        if ((call.Instance ?? ArgumentOf(call, "owner")) is not { } receiver)
            return;
        bool writes = Library.EffectOf(call.TargetMethod).Writes;
        var guards = new List<Item>();
        Value owner = Evaluate(receiver);
        foreach (Item item in owner.Items)
        {
            if (item.Kind == ItemKind.Owner)
                guards.Add(Lend(call.Syntax, Text(receiver), item.Id, home: -1, _analysis.Whole(item.Id), writes, isOfSeveral: owner.IsSeveral));
        }
        if (ArgumentOf(call, "guard") is { } guard)
            Assign(guard, owner.IsUnknown ? Value.Unknown : Value.Of(guards), isReference: false, source: null);
    }

    /// <summary>Lends on what a handle means, until a scope ends or, without one, the new guard is disposed.</summary>
    private Value Reborrow(IInvocationOperation call, Effect effect, IOperation receiver, Value? home)
    {
        Value handle = Evaluate(receiver);
        Throws();
        if (handle.IsUnknown || (home is not null && !home.IsOne(ItemKind.Home, out _)))
            return Value.Unknown;
        var handles = new List<Item>();
        foreach (Item item in handle.Items)
        {
            if (item.Kind != ItemKind.Handle)
                continue;
            if (!UseHandle(receiver, handle, item, effect.Writes, Library.KindOf(receiver.Type)))
                return Value.Unknown;
            handles.Add(Lend(call.Syntax, Origins[item.Id].Name, item.Id, home?.Items[0].Id ?? -1, item.Region, effect.Writes, isOfSeveral: handle.IsSeveral));
        }
        return Value.Of(handles);
    }

    private Value ShareReference(IInvocationOperation call, IOperation receiver)
    {
        Value reference = Evaluate(receiver);
        Throws();
        var references = new List<Item>();
        foreach (Item item in reference.Items)
        {
            if (item.Kind != ItemKind.Handle || !UseHandle(receiver, reference, item, writes: false, Kind.Ref) || !_state.Loans.TryGetValue(item.Id, out Loan? loan))
                return Value.Unknown;
            references.Add(Lend(call.Syntax, Origins[item.Id].Name, loan.From, loan.Home, item.Region, writes: false));
        }
        return reference.IsUnknown ? reference : Value.Of(references);
    }

    /// <summary>What the reference held goes before the new loan is asked for (R52).</summary>
    private Value Repoint(IInvocationOperation call, IOperation receiver)
    {
        Value homes = Evaluate(receiver);
        if (ArgumentOf(call, "reference") is not { } reference || ArgumentOf(call, "owner") is not { } owner || CheckOpen(receiver, homes))
            return Value.Unknown;
        EndLoans(EvaluateReference(reference), call.Syntax);
        bool writes = Library.KindOf(reference.Type) == Kind.RefMut;
        Value value = LendTo(call, owner, writes, isSomewhere: false, homes.IsOne(ItemKind.Home, out int home) ? home : -1);
        Assign(reference, value, isReference: true, call);
        return Value.Nothing;
    }

    /// <summary>Whether a home has ended already.</summary>
    private bool CheckOpen(IOperation at, Value homes)
    {
        foreach (Item item in homes.Items)
        {
            if (item is not { Kind: ItemKind.Home, End: { } end })
                continue;
            Report(FindingKind.Outlives, at, Text(at), "use", "has ended already", "Open a new one", end, "ended here");
            return true;
        }
        return false;
    }

    /// <summary>Of several reasons the same one is told each time: that of the earlier site.</summary>
    private static Loan Earlier(Loan? first, Loan other) =>
        first is null || (other.Site.SpanStart, other.Id).CompareTo((first.Site.SpanStart, first.Id)) < 0 ? other : first;
}
