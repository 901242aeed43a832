using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>Where an owner, a loan, a home or a fork comes from.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Site">Where it is made; null for what the method is handed.</param>
/// <param name="Name">As the source calls it.</param>
/// <param name="IsSection">Whether it is a home whose loans forks may rely on.</param>
/// <param name="IsCall">Whether it is a home that ends with the call that made it.</param>
/// <param name="Above">Of a fork, its section.</param>
/// <param name="Place">Of what the method is handed, the place that holds it when the method begins; else -1.</param>
internal sealed record Origin(int Id, SyntaxNode? Site, string Name, bool IsSection, bool IsCall, int Above, int Place = -1);

/// <summary>
/// Numbers for what a method deals with: its places (locals, parameters, fields of this object), and what they hold, by where it is made.
/// What a loop makes again has the same number; see <see cref="State.Renew"/>.
/// </summary>
internal sealed class Origins
{
    private readonly Dictionary<ISymbol, int> _places = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, int> _captures = [];
    private readonly Dictionary<(object Site, int Role), int> _origins = [];
    private readonly List<Origin> _all = [];
    private readonly List<ISymbol?> _symbols = [];

    /// <summary>The place of what is being returned.</summary>
    internal const int Returned = 0;

    internal Origins() => _symbols.Add(null);

    internal Origin this[int id] => _all[id];

    internal int Of(SyntaxNode site, int role, string name, bool isSection = false, bool isCall = false, int above = -1) =>
        Of((site, role), site, name, isSection, isCall || isSection, above);

    /// <summary>What a place holds when the method begins.</summary>
    internal int Initial(int place, string name) => Of((_symbols, place), site: null, name, isSection: false, isCall: false, above: -1, place);

    internal int Place(ISymbol symbol)
    {
        if (!_places.TryGetValue(symbol, out int place))
        {
            _places[symbol] = place = _symbols.Count;
            _symbols.Add(symbol);
        }
        return place;
    }

    internal int Place(CaptureId capture)
    {
        if (!_captures.TryGetValue(capture, out int place))
        {
            _captures[capture] = place = _symbols.Count;
            _symbols.Add(null);
        }
        return place;
    }

    /// <summary>Fields of this object, and static ones; those of other objects have no name that stays.</summary>
    internal static bool IsPlace(IFieldReferenceOperation field) =>
        field.Field.IsStatic || field.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    internal ISymbol? SymbolOf(int place) => _symbols[place];

    private int Of((object, int) key, SyntaxNode? site, string name, bool isSection, bool isCall, int above, int place = -1)
    {
        if (!_origins.TryGetValue(key, out int id))
        {
            _origins[key] = id = _all.Count;
            _all.Add(new Origin(id, site, name, isSection, isCall, above, place));
        }
        return id;
    }
}
