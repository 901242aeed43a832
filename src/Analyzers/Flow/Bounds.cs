using System;
using System.Collections.Generic;

namespace ForkJoin.Analyzers.Flow;

/// <summary>An end of a range: a number, or a symbol for a value that is not known, and a number besides.</summary>
/// <param name="Symbol">0 for a number, <see cref="Unclear"/> where nothing is known; else see <see cref="Symbols"/>.</param>
/// <param name="Offset">What is added to the symbol.</param>
internal readonly record struct Bound(int Symbol, long Offset)
{
    /// <summary>The symbol of what nothing is known of.</summary>
    internal const int Unclear = -1;

    internal static readonly Bound Zero = new(0, 0);
    internal static readonly Bound Unknown = new(Unclear, 0);

    internal bool IsKnown => Symbol != Unclear;

    internal Bound Plus(long more) => IsKnown ? this with { Offset = Offset + more } : this;
}

/// <summary>Elements [start, end) as the owner counts them, or a rectangle of them.</summary>
/// <param name="Start">Where it begins; not known of a rectangle.</param>
/// <param name="End">Where it ends; not known of a rectangle.</param>
/// <param name="Tile">The rectangle, or null.</param>
internal readonly record struct Region(Bound Start, Bound End, Tile? Tile = null)
{
    internal static readonly Region Unknown = new(Bound.Unknown, Bound.Unknown);

    internal bool IsKnown => Tile is { } tile ? tile.Rows.IsKnown && tile.Columns.IsKnown : Start.IsKnown && End.IsKnown;

    internal static Region Of(Tile tile) => new(Bound.Unknown, Bound.Unknown, tile);
}

/// <summary>A rectangle of an owner that is read as a matrix.</summary>
/// <param name="Width">How many columns the matrix has.</param>
/// <param name="Rows">The rows of the rectangle.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record Tile(Bound Width, Region Rows, Region Columns);

/// <summary>What two regions of one owner have in common.</summary>
internal enum Overlap : byte
{
    /// <summary>Nothing, whatever the values are.</summary>
    None,

    /// <summary>Something, unless one of them is empty.</summary>
    Certain,

    /// <summary>Both ends are known values, and which is the greater is not.</summary>
    Perhaps,

    /// <summary>One of them is from another round of a loop, or several at once, or they are the first and the last element: nothing is said.</summary>
    Unclear,
}

/// <summary>How a value came about: equal ones are equal values.</summary>
/// <param name="What">In a word.</param>
/// <param name="First">What it is made of, or where; written as an end of a range.</param>
/// <param name="Second">The same, where it is two.</param>
internal readonly record struct SymbolName(string What, Bound First = default, Bound Second = default);

/// <summary>
/// Names for values that are not constants: equal names are equal values. A name is made of how the value came about, so that
/// <c>data.Length / 2</c> written twice is one value. What is computed from a value that another round of a loop has made anew is stale;
/// who uses names drops it (<see cref="DependsOn(int, int)"/>).
/// </summary>
internal sealed class Symbols
{
    private readonly Dictionary<SymbolName, int> _names = [];
    private readonly List<Entry> _entries = [default];

    internal int Count => _entries.Count;

    internal int Intern(SymbolName name, int first = 0, int second = 0, Bound? lower = null, Bound? upper = null, bool isLength = false)
    {
        if (_names.TryGetValue(name, out int symbol))
            return symbol;
        symbol = _entries.Count;
        _entries.Add(new Entry(first, second, lower, upper, isLength));
        _names[name] = symbol;
        return symbol;
    }

    /// <summary>Whether a value is computed from another, or is that one.</summary>
    internal bool DependsOn(int symbol, int on)
    {
        if (symbol <= 0 || symbol < on)
            return false; // names are made of older ones
        return symbol == on || DependsOn(_entries[symbol].First, on) || DependsOn(_entries[symbol].Second, on);
    }

    /// <summary>Certainly a ≤ b, where both are ends of ranges of one owner.</summary>
    internal bool AtMost(Bound a, Bound b, int depth = 6)
    {
        if (!a.IsKnown || !b.IsKnown)
            return false;
        if (a.Symbol == b.Symbol)
            return a.Offset <= b.Offset;
        if (a is { Symbol: 0, Offset: <= 0 } || (b.Offset >= 0 && b.Symbol > 0 && _entries[b.Symbol].IsLength))
            return true;
        if (depth == 0)
            return false;
        return (a.Symbol > 0 && _entries[a.Symbol].Upper is { } upper && AtMost(upper.Plus(a.Offset), b, depth - 1))
            || (b.Symbol > 0 && _entries[b.Symbol].Lower is { } lower && AtMost(a, lower.Plus(b.Offset), depth - 1));
    }

    internal static bool Less(Bound a, Bound b) => a.IsKnown && a.Symbol == b.Symbol && a.Offset < b.Offset;

    internal Overlap Compare(Region a, Region b, Region? whole)
    {
        if (a.Tile is not null || b.Tile is not null)
            return CompareTiles(a, b, whole);
        if (IsEmpty(a) || IsEmpty(b) || AtMost(a.End, b.Start) || AtMost(b.End, a.Start))
            return Overlap.None;
        if ((a.IsKnown && a == whole) || (b.IsKnown && b == whole) || Contains(a, b) || Contains(b, a))
            return Overlap.Certain;
        if ((Less(a.Start, b.End) || (Less(a.Start, a.End) && AtMost(a.End, b.End)))
            && (Less(b.Start, a.End) || (Less(b.Start, b.End) && AtMost(b.End, a.End))))
            return Overlap.Certain;
        return a.IsKnown && b.IsKnown && !(IsElement(a) && IsElement(b) && IsLength(a.Start) != IsLength(b.Start)) ? Overlap.Perhaps : Overlap.Unclear;
    }

    /// <summary>Two rectangles of one matrix meet where both their rows and their columns do. Beside a rectangle of other rows, or a range, nothing is said but of the whole.</summary>
    private Overlap CompareTiles(Region a, Region b, Region? whole)
    {
        if (a.Tile is not { } one || b.Tile is not { } other)
            return (a.Tile is null ? a : b) is { IsKnown: true } range && range == whole ? Overlap.Certain : Overlap.Unclear;
        if (!one.Width.IsKnown || one.Width != other.Width)
            return Overlap.Unclear;
        Overlap rows = Compare(one.Rows, other.Rows, whole: null), columns = Compare(one.Columns, other.Columns, whole: null);
        if (rows == Overlap.None || columns == Overlap.None)
            return Overlap.None;
        return rows > columns ? rows : columns; // ordered from what is certain to what is not
    }

    /// <summary>Whether a region depends on a value (<see cref="DependsOn(int, int)"/>).</summary>
    internal bool DependsOn(Region region, int on) => region.Tile is { } tile
        ? DependsOn(tile.Width.Symbol, on) || DependsOn(tile.Rows, on) || DependsOn(tile.Columns, on)
        : DependsOn(region.Start.Symbol, on) || DependsOn(region.End.Symbol, on);

    private bool IsLength(Bound bound) => bound.Symbol > 0 && _entries[bound.Symbol].IsLength;

    private static bool IsElement(Region region) => region.Start.Plus(1) == region.End;

    /// <summary>An end of a range within a region, counted from the region's start.</summary>
    internal Bound At(Region region, Bound from)
    {
        if (!region.IsKnown || !from.IsKnown)
            return Bound.Unknown;
        if (from.Symbol == 0)
            return region.Start.Plus(from.Offset);
        var name = new SymbolName("at", region.Start, new(from.Symbol, 0));
        Bound? upper = from.Offset >= 0 ? region.End : null;
        return new(Intern(name, region.Start.Symbol, from.Symbol, region.Start, upper), from.Offset);
    }

    /// <summary>The same, counted back from the region's end.</summary>
    internal Bound FromEnd(Region region, Bound back)
    {
        if (!region.IsKnown || !back.IsKnown)
            return Bound.Unknown;
        if (back.Symbol == 0)
            return region.End.Plus(-back.Offset);
        return new(Intern(new SymbolName("end", region.End, back), region.End.Symbol, back.Symbol, region.Start, region.End), 0);
    }

    /// <summary>Where a region is cut into halves.</summary>
    internal Bound Middle(Region region) =>
        region.IsKnown ? new(Intern(new SymbolName("half", region.Start, region.End), region.Start.Symbol, region.End.Symbol, region.Start, region.End), 0) : Bound.Unknown;

    /// <summary>A region inside another of which nothing else is known, and which is another one each time it is made.</summary>
    internal Region Inside(Region region, SymbolName name)
    {
        int low = Intern(name with { What = "from" }, lower: region.Start);
        int high = Intern(name with { What = "to" }, low, lower: new Bound(low, 0), upper: region.End);
        return new(new(low, 0), new(high, 0));
    }

    private static bool IsEmpty(Region region) => region.IsKnown && region.Start == region.End;

    private bool Contains(Region outer, Region inner) => AtMost(outer.Start, inner.Start) && AtMost(inner.End, outer.End);

    private readonly record struct Entry(int First, int Second, Bound? Lower, Bound? Upper, bool IsLength);
}
