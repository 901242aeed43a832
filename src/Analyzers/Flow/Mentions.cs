using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>What is done with a place where it is mentioned.</summary>
internal enum MentionKind : byte
{
    /// <summary>What it holds is needed.</summary>
    Use,

    /// <summary>The loans that it stands for end.</summary>
    End,

    /// <summary>It gets something else: what it held is not asked for any more.</summary>
    Assign,
}

/// <summary>A place that is mentioned.</summary>
/// <param name="At">Where.</param>
/// <param name="Place">Which place.</param>
/// <param name="Kind">What is done with it.</param>
/// <param name="IsInside">Whether a lambda or local function mentions it, which may stand before the code that runs it, and need not run.</param>
internal sealed record Mention(IOperation At, int Place, MentionKind Kind, bool IsInside = false);

/// <summary>The mentions of places in each block of a graph, in the order of evaluation.</summary>
internal sealed class Mentions
{
    private readonly ControlFlowGraph _graph;
    private readonly Library _library;
    private readonly Origins _origins;
    private readonly List<IOperation>[] _order;
    private readonly List<(int Index, Mention Mention)>[] _mentions;

    internal Mentions(ControlFlowGraph graph, Library library, Origins origins)
    {
        _graph = graph;
        _library = library;
        _origins = origins;
        _order = new List<IOperation>[graph.Blocks.Length];
        _mentions = new List<(int, Mention)>[graph.Blocks.Length];
        foreach (BasicBlock block in graph.Blocks)
        {
            _order[block.Ordinal] = Paths.OrderOf(block);
            _mentions[block.Ordinal] = Find(_order[block.Ordinal]);
        }
    }

    internal List<(int Index, Mention Mention)> Of(int block) => _mentions[block];

    /// <summary>Where an operation of a block stands in the order of evaluation; -1 if it is of another block.</summary>
    internal int IndexOf(BasicBlock block, IOperation operation) => _order[block.Ordinal].IndexOf(operation);

    private List<(int Index, Mention Mention)> Find(List<IOperation> order)
    {
        var mentions = new List<(int, Mention)>();
        for (int i = 0; i < order.Count; i++)
        {
            if (MentionIn(order[i]) is { } mention)
                mentions.Add((i, mention));
            foreach (Mention inside in Inside(order[i], _graph, []))
                mentions.Add((i, inside));
        }
        return mentions;
    }

    private Mention? MentionIn(IOperation operation)
    {
        int place = operation switch
        {
            ILocalReferenceOperation local => _origins.Place(local.Local),
            IParameterReferenceOperation parameter => _origins.Place(parameter.Parameter),
            IFieldReferenceOperation field when Origins.IsPlace(field) => _origins.Place(field.Field),
            IFlowCaptureReferenceOperation reference => _origins.Place(reference.Id),
            IFlowCaptureOperation capture => _origins.Place(capture.Id),
            _ => -1,
        };
        return place >= 0 && KindOf(operation) is { } kind ? new Mention(operation, place, kind) : null;
    }

    /// <summary>What a lambda, or a local function that is called, may do when it runs.</summary>
    private List<Mention> Inside(IOperation operation, ControlFlowGraph around, HashSet<ISymbol> known)
    {
        var found = new List<Mention>();
        Body? body = operation switch
        {
            IFlowAnonymousFunctionOperation lambda => new Body(around, lambda, Function: null),
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => new Body(around, Lambda: null, function.OriginalDefinition),
            IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } => new Body(around, Lambda: null, function.OriginalDefinition),
            _ => null,
        };
        if (body is null || (body.Lambda is null && !AddNew(known, body.Method)) || body.Graph() is not { } graph)
            return found;
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation inner in Paths.OrderOf(block))
            {
                if (MentionIn(inner) is { } mention)
                    found.Add(mention with { IsInside = true });
                found.AddRange(Inside(inner, graph, known));
            }
        }
        return found;
    }

    private static bool AddNew(HashSet<ISymbol> known, ISymbol function)
    {
        foreach (ISymbol one in known)
        {
            if (SymbolEqualityComparer.Default.Equals(one, function))
                return false;
        }
        return known.Add(function);
    }

    /// <summary>Null where the mention asks for nothing, as the question whether it is alive.</summary>
    private MentionKind? KindOf(IOperation mentioned)
    {
        if (mentioned is IFlowCaptureOperation)
            return MentionKind.Assign;
        IOperation whole = mentioned;
        while (whole.Parent is IDeclarationExpressionOperation or IConversionOperation { OperatorMethod: null })
            whole = whole.Parent;
        switch (whole.Parent)
        {
            case IPropertyReferenceOperation property when property.Instance == whole && _library.EffectOf(property.Property).Kind == EffectKind.Ask:
                return null;
            case IInvocationOperation call when call.Instance == whole:
                return Ends(call, mentioned) ? MentionKind.End : MentionKind.Use;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref, Parent: IInvocationOperation call } when _library.EffectOf(call.TargetMethod).Kind == EffectKind.Repoint:
                return MentionKind.End;
            default:
                return Writing.IsWritten(whole) && !WritesThrough(mentioned) ? MentionKind.Assign : MentionKind.Use;
        }
    }

    /// <summary>Whether a reference is not pointed elsewhere, but what it means is written.</summary>
    private static bool WritesThrough(IOperation mentioned) =>
        mentioned is ILocalReferenceOperation { IsDeclaration: false, Local.RefKind: not RefKind.None, Parent: not ISimpleAssignmentOperation { IsRef: true } };

    private bool Ends(IInvocationOperation call, IOperation receiver)
    {
        Effect effect = _library.EffectOf(call.TargetMethod);
        if (effect.Kind == EffectKind.None)
            effect = _library.DisposalOf(call.TargetMethod, receiver.Type) ?? effect;
        return effect.Kind is EffectKind.EndLoan or EffectKind.EndHome or EffectKind.JoinFork;
    }
}
