using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Tiles: rectangles of owners that are read as matrices, which are lent, cut and looked at by rows.</content>
internal sealed partial class Walk
{
    /// <summary>The rectangle that the arguments of a loan name. Of one whose ends are not known it is known that it is this one.</summary>
    private Region TileOf(IInvocationOperation call, IOperation width, int owner)
    {
        Bound columns = Evaluate(width).Number;
        if (!columns.IsKnown)
            columns = Renewed(Named("width"));
        Bound rows = new(Symbols.Intern(new SymbolName("rows of", new(owner, 0), columns), columns.Symbol, isLength: true), 0);
        return Region.Of(new Tile(columns, Side("rows", rows), Side("columns", columns)));

        SymbolName Named(string what) => new(what, new(call.Syntax.SpanStart, call.Syntax.Span.End), new(owner, 0));

        Region Side(string parameter, Bound length)
        {
            var all = new Region(Bound.Zero, length);
            Region side = ArgumentOf(call, parameter) is { } range ? RangeOf(range, all) : Region.Unknown;
            if (side.IsKnown)
                return side;
            side = Symbols.Inside(all, Named(parameter));
            _state.Stale(Symbols, side.Start.Symbol);
            return side;
        }
    }

    /// <summary>A value of which only the place is known where it comes about: another one each time.</summary>
    private Bound Renewed(SymbolName name)
    {
        int symbol = Symbols.Intern(name);
        _state.Stale(Symbols, symbol);
        return new Bound(symbol, 0);
    }

    /// <summary>Both parts of a tile, apart.</summary>
    private Value SplitTile(IInvocationOperation call, IOperation receiver, bool byRows)
    {
        Value tile = Evaluate(receiver);
        Bound at = ArgumentOf(call, "at") is { } place ? Evaluate(place).Number : Bound.Unknown;
        Throws();
        Part(byRows ? "upper" : "left", side => new Region(side.Start, Symbols.At(side, at)));
        Part(byRows ? "lower" : "right", side => new Region(Symbols.At(side, at), side.End));
        return Value.Nothing;

        void Part(string parameter, Func<Region, Region> cut)
        {
            if (ArgumentOf(call, parameter) is not { } target)
                return;
            Value part = tile.Select(item => item.Kind == ItemKind.Handle ? item with { Region = Cut(item.Region, byRows, cut) } : null);
            Assign(target, tile.IsUnknown ? tile : part, isReference: true, source: null);
        }
    }

    private static Region Cut(Region region, bool byRows, Func<Region, Region> cut)
    {
        if (region.Tile is not { } tile)
            return Region.Unknown;
        Tile part = byRows ? tile with { Rows = cut(tile.Rows) } : tile with { Columns = cut(tile.Columns) };
        return part.Rows.IsKnown && part.Columns.IsKnown ? Region.Of(part) : Region.Unknown;
    }

    /// <summary>A row of a tile, as a span.</summary>
    private Value RowOf(IInvocationOperation call, IOperation receiver, Effect effect)
    {
        Bound row = ArgumentOf(call, "row") is { } index ? Evaluate(index).Number : Bound.Unknown;
        Value view = View(call, receiver, effect);
        return view.Select(item => item with { Region = Cut(item.Region, byRows: true, side => Element(side, row)) });
    }
}
