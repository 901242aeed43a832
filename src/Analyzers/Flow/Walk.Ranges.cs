using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Parts: ranges, halves and chunks of owners, slices and spans.</content>
internal sealed partial class Walk
{
    /// <summary>What a <c>Range</c> means within a region.</summary>
    private Region RangeOf(IOperation range, Region within)
    {
        if (Bare(range) is not IRangeOperation { LeftOperand: var left, RightOperand: var right })
            return Bare(range) is IPropertyReferenceOperation { Property: { Name: "All", ContainingType.Name: "Range" } } ? within : Region.Unknown;
        return new Region(left is null ? within.Start : IndexOf(left, within), right is null ? within.End : IndexOf(right, within));
    }

    /// <summary>What an <c>Index</c> means within a region.</summary>
    private Bound IndexOf(IOperation index, Region within)
    {
        index = index is IConversionOperation conversion ? conversion.Operand : index;
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back })
            return Symbols.FromEnd(within, Evaluate(back).Number);
        return index.Type?.SpecialType == SpecialType.System_Int32 ? Symbols.At(within, Evaluate(index).Number) : Bound.Unknown;
    }

    /// <summary>What <c>(start, length)</c> means within a region.</summary>
    private Region RegionFrom(Region within, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.Length == 0)
            return Region.Unknown;
        Bound start = Symbols.At(within, Evaluate(arguments[0].Value).Number);
        if (arguments.Length == 1)
            return new Region(start, within.End);
        Bound length = Evaluate(arguments[1].Value).Number;
        return new Region(start, length.Symbol == 0 ? start.Plus(length.Offset) : Symbols.At(new Region(start, within.End), length));
    }

    private Region Element(Region within, Bound index, bool isAbsolute = false)
    {
        Bound at = isAbsolute ? index : Symbols.At(within, index);
        return new Region(at, at.Plus(1));
    }

    private Value PartOf(IInvocationOperation call, IOperation receiver) =>
        PartOf(Evaluate(receiver), part => RegionFrom(part, call.Arguments));

    private static Value PartOf(Value value, Func<Region, Region> part)
    {
        if (value.IsUnknown)
            return value;
        var items = new List<Item>(value.Items.Length);
        foreach (Item item in value.Items)
        {
            if (item.Kind is ItemKind.Handle or ItemKind.View)
                items.Add(item with { Region = part(item.Region) });
        }
        return Value.Of(items);
    }

    private Value SplitOf(IInvocationOperation call, IOperation receiver)
    {
        Value value = Evaluate(receiver);
        var items = new List<Item>(value.Items.Length);
        foreach (Item item in value.Items)
        {
            if (item.Kind != ItemKind.Handle)
                continue;
            Bound middle = ArgumentOf(call, "index") is { } index ? Symbols.At(item.Region, Evaluate(index).Number) : Symbols.Middle(item.Region);
            items.Add(item with { Kind = ItemKind.Pair, Middle = middle });
        }
        Throws();
        return value.IsUnknown ? value : Value.Of(items);
    }

    private static Value Half(Value pair, bool isLeft)
    {
        var items = new List<Item>(pair.Items.Length);
        foreach (Item item in pair.Items)
        {
            if (item.Kind != ItemKind.Pair)
                continue;
            Region region = isLeft ? new(item.Region.Start, item.Middle) : new(item.Middle, item.Region.End);
            items.Add(item with { Kind = ItemKind.Handle, Region = region, Middle = default });
        }
        return pair.IsUnknown ? pair : Value.Of(items);
    }

    /// <summary>The parts of a slice, or the enumerator of those.</summary>
    private Value ChunksOf(IInvocationOperation call, IOperation receiver)
    {
        Value value = Evaluate(receiver);
        ConsumeArguments(call);
        var items = new List<Item>(value.Items.Length);
        foreach (Item item in value.Items)
        {
            if (item.Kind is ItemKind.Handle or ItemKind.Chunks)
                items.Add(item with { Kind = ItemKind.Chunks });
        }
        return value.IsUnknown ? value : Value.Of(items);
    }

    /// <summary>The next of the parts: apart from all that came before, which has no name any more.</summary>
    private Value CurrentOf(IOperation at, Value chunks)
    {
        var items = new List<Item>(chunks.Items.Length);
        foreach (Item item in chunks.Items)
        {
            if (item.Kind != ItemKind.Chunks)
                continue;
            var name = new SymbolName("part", new(at.Syntax.SpanStart, at.Syntax.Span.End), new(item.Id, 0));
            Region part = item.Region.IsKnown ? Symbols.Inside(item.Region, name) : Region.Unknown;
            if (part.IsKnown)
                _state.Stale(Symbols, part.Start.Symbol);
            items.Add(item with { Kind = ItemKind.Handle, Region = part });
        }
        return chunks.IsUnknown ? chunks : Value.Of(items);
    }

    /// <summary>The length of an owner or slice, as a number by which parts are made.</summary>
    private Bound LengthOf(IOperation at, Value value)
    {
        if (value.Items.Length != 1 || Library.KindOf(at.Type) == Kind.None)
            return Bound.Unknown;
        Item item = value.Items[0];
        if (item.Kind == ItemKind.Owner && Library.KindOf(at.Type) == Kind.OwnedArray)
            return _analysis.Whole(item.Id).End;
        if (item.Kind is not (ItemKind.Handle or ItemKind.View) || !item.Region.IsKnown)
            return Bound.Unknown;
        Region region = item.Region;
        if (region.Start.Symbol == region.End.Symbol)
            return new Bound(0, region.End.Offset - region.Start.Offset);
        return region.Start == Bound.Zero ? region.End
            : new Bound(Symbols.Intern(new SymbolName("length of", region.Start, region.End), region.Start.Symbol, region.End.Symbol), 0);
    }
}
