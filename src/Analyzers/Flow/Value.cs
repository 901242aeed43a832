using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <summary>What a value may be, as far as borrowing is concerned.</summary>
internal enum ItemKind : byte
{
    /// <summary>An owner.</summary>
    Owner,

    /// <summary>A handle of a loan: slice, tile, guard or reference.</summary>
    Handle,

    /// <summary>A span or a reference to elements; nothing checks it at run time.</summary>
    View,

    /// <summary>Both parts of a slice.</summary>
    Pair,

    /// <summary>The parts of a slice in turn.</summary>
    Chunks,

    /// <summary>A section, scope or lifetime.</summary>
    Home,

    /// <summary>A loan that is made when its call begins.</summary>
    Argument,

    /// <summary>The result of a fork.</summary>
    Fork,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A lambda or local function.</summary>
    Body,
}

/// <summary>One of the things that a value may be.</summary>
/// <param name="Kind">Which sort of thing.</param>
/// <param name="Id">The owner, loan, home, fork or body: see <see cref="Origins"/>.</param>
/// <param name="Region">The elements meant; of a number, where it starts.</param>
/// <param name="Writes">Whether it can be written through.</param>
/// <param name="Middle">Where a pair is cut.</param>
/// <param name="End">What has become of it, if it is of no use any more. Not kept for the owner or loan, but for each place that may hold
/// it: two ways that meet may have lost one owner each, and hold the other.</param>
/// <param name="Part">Of what is held together, as in a tuple, the how manieth part; 0 for what is not, or where that is not known.</param>
internal sealed record Item(ItemKind Kind, int Id, Region Region = default, bool Writes = false, Bound Middle = default, End? End = null, int Part = 0);

/// <summary>How an owner was lost, or a loan or home ended.</summary>
/// <param name="Site">Where.</param>
/// <param name="Fate">The run time's word for it.</param>
/// <param name="IsOfSeveral">Whether it may have been another owner instead: see <see cref="Value.IsSeveral"/>.</param>
internal sealed record End(SyntaxNode Site, string Fate, bool IsOfSeveral = false);

/// <summary>All that a value may be at one point of the program: a set, or everything. Never changed.</summary>
internal sealed class Value
{
    /// <summary>Nothing of what the flow follows.</summary>
    internal static readonly Value Nothing = new([]);

    /// <summary>Perhaps anything: no rule speaks about it.</summary>
    internal static readonly Value Unknown = new([]);

    private Value(Item[] items) => Items = items;

    internal Item[] Items { get; }

    internal bool IsUnknown => ReferenceEquals(this, Unknown);

    /// <summary>
    /// Whether it may be one owner or handle or another. Two such values, as of buffers that change places each round, may never be the same one at the same time:
    /// what happened to the one says nothing certain of the other.
    /// </summary>
    internal bool IsSeveral
    {
        get
        {
            foreach (Item item in Items)
            {
                if (item.Kind <= ItemKind.Chunks && item.Kind == Items[0].Kind && item.Id != Items[0].Id)
                    return true;
            }
            return false;
        }
    }

    internal Bound Number => Items.Length == 1 && Items[0].Kind == ItemKind.Number ? Items[0].Region.Start : Bound.Unknown;

    /// <summary>Whether it is certainly one thing of a kind, and which.</summary>
    internal bool IsOne(ItemKind kind, out int id)
    {
        bool isOne = Items.Length == 1 && Items[0].Kind == kind;
        id = isOne ? Items[0].Id : -1;
        return isOne;
    }

    internal static Value Of(Item item) => new([item]);

    internal static Value Of(List<Item> items) => items.Count == 0 ? Nothing : new([.. items]);

    internal static Value Of(Bound number) => number.IsKnown ? new([new(ItemKind.Number, 0, new(number, number))]) : Unknown;

    internal bool Contains(Item item)
    {
        foreach (Item one in Items)
        {
            if (one == item)
                return true;
        }
        return false;
    }

    /// <summary>
    /// What is either this or the other. Many parts of one loan are one unknown part of it: a loop that cuts a slice shorter each time
    /// would make new ones for ever.
    /// </summary>
    internal Value Or(Value other)
    {
        if (IsUnknown || other.IsUnknown)
            return Unknown;
        List<Item>? more = null;
        foreach (Item item in other.Items)
        {
            if (Contains(item) || Contains(item with { Region = Region.Unknown, Middle = Bound.Unknown }))
                continue;
            more ??= [.. Items];
            int parts = 0;
            foreach (Item one in more)
                parts += one.Id == item.Id && one.Kind == item.Kind && one.Part == item.Part && one.Kind != ItemKind.Owner ? 1 : 0;
            if (parts > 3)
            {
                more.RemoveAll(one => one.Id == item.Id && one.Kind == item.Kind && one.Part == item.Part && one.Writes == item.Writes);
                more.Add(item with { Region = Region.Unknown, Middle = Bound.Unknown });
            }
            else
            {
                more.Add(item);
            }
        }
        return more is null ? this : Of(more);
    }

    /// <summary>The same with other items for some; a null one is left out.</summary>
    internal Value Select(Func<Item, Item?> selector)
    {
        List<Item>? changed = null;
        for (int i = 0; i < Items.Length; i++)
        {
            Item? item = selector(Items[i]);
            if (ReferenceEquals(item, Items[i]) && changed is null)
                continue;
            if (changed is null)
            {
                changed = new(Items.Length);
                for (int j = 0; j < i; j++)
                    changed.Add(Items[j]);
            }
            if (item is not null && !changed.Contains(item))
                changed.Add(item);
        }
        return changed is null ? this : Of(changed);
    }

    internal bool SameAs(Value other)
    {
        if (IsUnknown != other.IsUnknown || Items.Length != other.Items.Length)
            return false;
        foreach (Item item in other.Items)
        {
            if (!Contains(item))
                return false;
        }
        return true;
    }
}
