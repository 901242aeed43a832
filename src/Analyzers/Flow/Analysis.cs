using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>
/// The analysis of one method with everything written inside it. Bodies that are known to run in place are walked where they are
/// called, with the state of that moment; the others afterwards, each on its own, knowing nothing of what they capture.
/// </summary>
internal sealed class Analysis
{
    /// <summary>Blocks entered before the analysis gives up in silence; a method of a thousand lines takes some thousands.</summary>
    private const int Limit = 60_000;

    /// <summary>Blocks entered before all places of a body, or of a finally, have one walk in common, where each had its own: who calls twice at each of many levels pays no more.</summary>
    private const int Enough = 10_000;

    private readonly HashSet<(FindingKind, SyntaxNode)> _found = [];
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<object, int> _numbers = new(BodyComparer.Instance);
    private readonly List<Body> _bodies = [];
    private readonly Dictionary<(SyntaxNode Graph, int Block), HashSet<int>> _merged = [];
    private readonly HashSet<int> _walked = [];
    private readonly Dictionary<ISymbol, Signature> _signatures = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ControlFlowGraph, Liveness> _liveness = [];
    private readonly Dictionary<(SyntaxNode Graph, int Block), Walk> _common = [];
    private readonly CancellationToken _cancellation;
    private int _entered;

    private Analysis(Library library, CancellationToken cancellation)
    {
        Library = library;
        _cancellation = cancellation;
    }

    internal Library Library { get; }

    internal Origins Origins { get; } = new();

    internal Symbols Symbols { get; } = new();

    /// <summary>Whether what is found is told: only once the states no longer change.</summary>
    internal bool IsReporting { get; set; }

    /// <summary>The bodies being walked, so that recursion is seen.</summary>
    internal HashSet<int> Active { get; } = [];

    /// <summary>All findings of a method, field initialiser or the like.</summary>
    internal static IReadOnlyList<Finding> Run(ControlFlowGraph graph, ISymbol? owner, Library library, CancellationToken cancellation) =>
        Run(graph, owner, library, out _, cancellation);

    /// <summary>The same, and how many blocks were entered for it.</summary>
    internal static IReadOnlyList<Finding> Run(ControlFlowGraph graph, ISymbol? owner, Library library, out int entered, CancellationToken cancellation)
    {
        var analysis = new Analysis(library, cancellation);
        try
        {
            analysis.WalkAlone(graph, owner as IMethodSymbol);
            foreach (IMethodSymbol function in graph.LocalFunctions)
                analysis.Number(new Body(graph, Lambda: null, function));
            for (int i = 0; i < analysis._bodies.Count; i++) // grows meanwhile
            {
                // What one says is held against it on its own, wherever else it was walked.
                if (analysis._walked.Contains(i) && analysis.SignatureOf(analysis._bodies[i].Method).IsSilent)
                    continue;
                analysis._walked.Add(i);
                if (analysis._bodies[i].Graph() is not { } inner)
                    continue;
                analysis.Active.Add(i);
                analysis.WalkAlone(inner, analysis._bodies[i].Method);
                analysis.Active.Remove(i);
                foreach (IMethodSymbol function in inner.LocalFunctions)
                    analysis.Number(new Body(inner, Lambda: null, function));
            }
        }
        catch (TooMuchException)
        {
            analysis._findings.Clear();
        }
        entered = analysis._entered;
        return analysis._findings;
    }

    internal bool IsKnown(FindingKind kind, SyntaxNode at) => _found.Contains((kind, at));

    internal void Report(Finding finding)
    {
        if (IsReporting && _found.Add((finding.Kind, finding.At)))
            _findings.Add(finding);
    }

    /// <summary>Counts a step; a method that takes too many is not judged.</summary>
    internal void Step()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_entered > Limit)
            throw new TooMuchException();
    }

    internal int Number(Body body)
    {
        object key = body.Lambda?.Syntax ?? (object)body.Function!;
        if (!_numbers.TryGetValue(key, out int number))
        {
            _numbers[key] = number = _bodies.Count;
            _bodies.Add(body);
        }
        return number;
    }

    internal Body BodyOf(int number) => _bodies[number];

    /// <summary>Notes that a body has been judged where it is called.</summary>
    internal void Walked(int number)
    {
        if (IsReporting)
            _walked.Add(number);
    }

    internal Signature SignatureOf(IMethodSymbol method)
    {
        if (!_signatures.TryGetValue(method.OriginalDefinition, out Signature? signature))
            _signatures[method.OriginalDefinition] = signature = Signature.Of(method);
        return signature;
    }

    /// <summary>The names that numbers have got where ways meet at the beginning of a block; null where none has.</summary>
    internal HashSet<int>? MergedAt(ControlFlowGraph graph, int block) =>
        _merged.TryGetValue((graph.OriginalOperation.Syntax, block), out HashSet<int>? merged) ? merged : null;

    /// <summary>Notes the name of a number where ways meet.</summary>
    internal void MergeAt(ControlFlowGraph graph, int block, int symbol)
    {
        if (MergedAt(graph, block) is { } merged)
            merged.Add(symbol);
        else
            _merged[(graph.OriginalOperation.Syntax, block)] = [symbol];
    }

    /// <summary>
    /// The walk that all places of a body or finally have in common from now on; null while each may have its own. What comes to one of them is known to all:
    /// it keeps a method of which too much would have to be walked from being given up, and is no way to judge others.
    /// </summary>
    internal Walk? CommonOf(ControlFlowGraph graph, ControlFlowRegion? only, Func<Walk> make)
    {
        if (_entered < Enough)
            return null;
        (SyntaxNode, int) key = (graph.OriginalOperation.Syntax, only?.FirstBlockOrdinal ?? -1);
        if (!_common.TryGetValue(key, out Walk? walk))
            _common[key] = walk = make();
        return walk;
    }

    /// <summary>Made where something is reported, never before.</summary>
    internal Liveness LivenessOf(ControlFlowGraph graph)
    {
        if (!_liveness.TryGetValue(graph, out Liveness? liveness))
            _liveness[graph] = liveness = new Liveness(graph, Library, Origins);
        return liveness;
    }

    /// <summary>What a place holds that the method has not assigned: a parameter, a field, a captured variable.</summary>
    internal Value Initial(int place)
    {
        if (Origins.SymbolOf(place) is not { } symbol)
            return Value.Unknown;
        ITypeSymbol? type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
        if (type?.SpecialType == SpecialType.System_Int32)
            return Value.Of(new Bound(Symbols.Intern(new SymbolName("initial", new(place, 0))), 0));
        Kind kind = Library.KindOf(type);
        int id = Origins.Initial(place, symbol.Name);
        if (kind.IsOwner() || kind.IsLock())
            return Value.Of(new Item(ItemKind.Owner, id));
        if (kind.IsHandle())
            return Value.Of(new Item(ItemKind.Handle, id, Whole(id), kind.Writes()));
        if (kind == Kind.Span && symbol is IParameterSymbol)
            return Value.Of(new Item(ItemKind.View, id, Whole(id), type is { Name: "Span" }));
        if (symbol is IParameterSymbol && Library.Holds(type))
            return Value.Of(new Item(ItemKind.Handle, id, Whole(id), Writes: true)); // whatever it holds is one to who is handed it
        return kind is Kind.Scope or Kind.Section or Kind.Lifetime ? Value.Of(new Item(ItemKind.Home, id)) : Value.Unknown;
    }

    /// <summary>All elements of an owner, or of a loan whose beginning is not known.</summary>
    internal Region Whole(int id) => new(Bound.Zero, new(Symbols.Intern(new SymbolName("length", new(id, 0)), isLength: true), 0));

    private void WalkAlone(ControlFlowGraph graph, IMethodSymbol? method)
    {
        var state = new State();
        foreach (IParameterSymbol parameter in method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            int place = Origins.Place(parameter);
            state.Places[place] = parameter.RefKind == RefKind.Out ? Value.Nothing : Initial(place);
        }
        IsReporting = true;
        new Walk(this, graph, method, outer: null).Run(state);
        IsReporting = false;
    }

    private sealed class TooMuchException : Exception;

    /// <summary>Lambdas are told apart by their syntax, local functions by their symbol.</summary>
    private sealed class BodyComparer : IEqualityComparer<object>
    {
        internal static readonly BodyComparer Instance = new();

        public new bool Equals(object? x, object? y) =>
            x is ISymbol a ? SymbolEqualityComparer.Default.Equals(a, y as ISymbol) : object.Equals(x, y);

        public int GetHashCode(object obj) => obj is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : obj.GetHashCode();
    }
}
