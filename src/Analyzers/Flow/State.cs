using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <summary>A loan that is out.</summary>
/// <param name="Id">Its number.</param>
/// <param name="From">The owner, or the loan it was lent on from.</param>
/// <param name="Home">What ends it.</param>
/// <param name="Region">Its elements.</param>
/// <param name="Writes">Whether it is for writing.</param>
/// <param name="Site">Where it was made.</param>
/// <param name="Given">The place whose slice was given away by it, or -1.</param>
/// <param name="IsOfSeveral">Whether it may be a loan of another owner instead: see <see cref="Value.IsSeveral"/>.</param>
internal sealed record Loan(int Id, int From, int Home, Region Region, bool Writes, SyntaxNode Site, int Given = -1, bool IsOfSeveral = false);

/// <summary>
/// What is known at one point of the program: what each place may hold and whether that is still of use, and which loans
/// may be out. States form a lattice: <see cref="Join"/> adds what the other may be, and changes a state finitely often.
/// </summary>
internal sealed class State
{
    internal readonly Table<Value> Places;
    internal readonly Table<Loan> Loans;

    internal State()
    {
        Places = new();
        Loans = new();
    }

    private State(State other)
    {
        Places = new(other.Places);
        Loans = new(other.Loans);
    }

    internal State Copy() => new(this);

    internal bool SameAs(State other) =>
        Places.SameAs(other.Places, static (mine, its) => mine.SameAs(its)) && Loans.SameAs(other.Loans, static (mine, its) => mine == its);

    /// <summary>
    /// Adds what another way to the same point brings. Whole numbers that differ become one that only <paramref name="merged"/>
    /// knows: it is the same as long as the point is not passed again.
    /// </summary>
    /// <param name="other">What comes from the other way; not changed.</param>
    /// <param name="merged">Names a number that depends on the way.</param>
    /// <param name="initial">What a place holds that has not been looked at yet; null for one that has not been assigned.</param>
    internal bool Join(State other, Func<int, Bound> merged, Func<int, Value?> initial)
    {
        bool changed = JoinUntouched(other, initial);
        foreach (KeyValuePair<int, Value> place in other.Places)
        {
            if (!Places.TryGetValue(place.Key, out Value? mine) && (mine = initial(place.Key)) is null)
            {
                Places[place.Key] = place.Value;
                changed = true;
                continue;
            }
            Value both = HaveNumber(mine, place.Value) && !mine.SameAs(place.Value) ? Value.Of(merged(place.Key)) : mine.Or(place.Value);
            if (!both.SameAs(mine))
            {
                Places[place.Key] = both;
                changed = true;
            }
        }
        foreach (KeyValuePair<int, Loan> loan in other.Loans)
        {
            if (!Loans.TryGetValue(loan.Key, out Loan? mine))
            {
                Loans[loan.Key] = loan.Value;
                changed = true;
            }
            else if ((mine.Region != loan.Value.Region && mine.Region != Region.Unknown) || (loan.Value.IsOfSeveral && !mine.IsOfSeveral))
            {
                Loans[loan.Key] = mine with
                {
                    Region = mine.Region == loan.Value.Region ? mine.Region : Region.Unknown,
                    IsOfSeveral = mine.IsOfSeveral || loan.Value.IsOfSeveral,
                };
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>What is made here anew is no longer what was made here before: whoever holds that holds something unknown.</summary>
    internal void Renew(int id, ItemKind kind)
    {
        if (kind == ItemKind.Owner)
            RemoveLoans(loan => loan.From == id);
        ForgetItems(item => item.Id == id && (item.Kind == kind || (kind == ItemKind.Handle && item.Kind is ItemKind.View or ItemKind.Pair or ItemKind.Chunks)));
    }

    /// <summary>A value is made anew: regions and numbers that depend on the last one are unknown from here on.</summary>
    internal void Stale(Symbols symbols, int symbol)
    {
        ForgetItems(item => symbols.DependsOn(item.Region, symbol) || symbols.DependsOn(item.Middle.Symbol, symbol));
        List<int>? stale = null;
        foreach (KeyValuePair<int, Loan> loan in Loans)
        {
            if (symbols.DependsOn(loan.Value.Region, symbol))
                (stale ??= []).Add(loan.Key);
        }
        foreach (int id in stale ?? [])
            Loans[id] = Loans[id] with { Region = Region.Unknown };
    }

    /// <summary>Ends the loans of a home. One of which part is lent on stays until that ends; its handles are refused from here on.</summary>
    internal void End(Func<Loan, int, bool> ends, SyntaxNode site, bool isOfSeveral = false)
    {
        List<int>? over = null;
        foreach (KeyValuePair<int, Loan> loan in Loans)
        {
            if (ends(loan.Value, loan.Key))
                (over ??= []).Add(loan.Key);
        }
        if (over is null)
            return;
        Mark(item => item.Kind is ItemKind.Handle or ItemKind.View or ItemKind.Pair or ItemKind.Chunks && over.Contains(item.Id), new End(site, "ended", isOfSeveral));
        foreach (int id in over)
        {
            if (Beneath(id, over) is { } kept)
                Loans[id] = Loans[id] with { Home = kept.Home };
            else
                Loans.Remove(id);
        }
    }

    /// <summary>Whatever place holds one of these holds something that is of no use any more.</summary>
    internal void Mark(Predicate<Item> which, End end) => Change(value => value.Select(item => item.End is null && which(item) ? item with { End = end } : item));

    /// <summary>The same where it may be another one that has gone.</summary>
    internal void MarkPerhaps(Predicate<Item> which, End end) =>
        Change(value => value.Or(value.Select(item => item.End is null && which(item) ? item with { End = end } : item)));

    internal void RemoveLoans(Predicate<Loan> which)
    {
        List<int>? over = null;
        foreach (KeyValuePair<int, Loan> loan in Loans)
        {
            if (which(loan.Value))
                (over ??= []).Add(loan.Key);
        }
        foreach (int id in over ?? [])
            Loans.Remove(id);
    }

    private bool JoinUntouched(State other, Func<int, Value?> initial)
    {
        List<(int Place, Value Value)>? more = null;
        foreach (KeyValuePair<int, Value> place in Places)
        {
            if (!other.Places.ContainsKey(place.Key) && initial(place.Key) is { } value && place.Value.Or(value) is { } both && !both.SameAs(place.Value))
                (more ??= []).Add((place.Key, both));
        }
        foreach ((int place, Value value) in more ?? [])
            Places[place] = value;
        return more is not null;
    }

    private Loan? Beneath(int id, List<int> except)
    {
        foreach (KeyValuePair<int, Loan> loan in Loans)
        {
            if (loan.Value.From == id && !except.Contains(loan.Key))
                return loan.Value;
        }
        return null;
    }

    private void Change(Func<Value, Value> change)
    {
        List<(int Place, Value Value)>? changed = null;
        foreach (KeyValuePair<int, Value> place in Places)
        {
            Value value = change(place.Value);
            if (!ReferenceEquals(value, place.Value))
                (changed ??= []).Add((place.Key, value));
        }
        foreach ((int place, Value value) in changed ?? [])
            Places[place] = value;
    }

    private void ForgetItems(Predicate<Item> which)
    {
        List<int>? stale = null;
        foreach (KeyValuePair<int, Value> place in Places)
        {
            foreach (Item item in place.Value.Items)
            {
                if (!which(item))
                    continue;
                (stale ??= []).Add(place.Key);
                break;
            }
        }
        foreach (int place in stale ?? [])
            Places[place] = Value.Unknown;
    }

    private static bool HaveNumber(Value a, Value b) =>
        (a.Items.Length == 1 && a.Items[0].Kind == ItemKind.Number) || (b.Items.Length == 1 && b.Items[0].Kind == ItemKind.Number);
}
