using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>What holds references without being one: lambdas that capture them, collections and arrays that are made of them.</content>
internal sealed partial class Walk
{
    /// <summary>Where things were added to what outlives the method.</summary>
    private readonly Dictionary<int, SyntaxNode> _added = [];

    /// <summary>What a value refers to: itself, and what its lambdas use of the variables that they capture.</summary>
    private Value WithCaptured(Value value, State state)
    {
        foreach (Item item in value.Items)
        {
            if (item.Kind != ItemKind.Body)
                continue;
            foreach (int place in CapturedBy(_analysis.BodyOf(item.Id)))
                value = Known(value).Or(state.Places.TryGetValue(place, out Value? held) ? Known(held).Select(static one => one.Kind == ItemKind.Handle ? one : null) : Value.Nothing);
        }
        return value;
    }

    /// <summary>The variables around a lambda or local function that it uses and never assigns.</summary>
    private HashSet<int> CapturedBy(Body body)
    {
        HashSet<int> used = [], assigned = [];
        if (body.Graph() is not { } graph)
            return used;
        var mentions = new Mentions(graph, Library, Origins);
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach ((_, Mention mention) in mentions.Of(block.Ordinal))
            {
                if (Origins.SymbolOf(mention.Place) is ILocalSymbol or IParameterSymbol && !IsWithin(Origins.SymbolOf(mention.Place)!, body.Method))
                    (mention.Kind == MentionKind.Use ? used : assigned).Add(mention.Place);
            }
        }
        used.ExceptWith(assigned);
        return used;
    }

    private static bool IsWithin(ISymbol variable, IMethodSymbol function)
    {
        for (ISymbol? around = variable.ContainingSymbol; around is not null; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, function))
                return true;
        }
        return false;
    }

    /// <summary>A collection or array that is written out, of references: it depends on each. Null for any other operation.</summary>
    private Value? Collect(IOperation operation)
    {
        bool isCollection = operation.Syntax is CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            && (IsOfHandles(operation.Type) || Signature.HoldsReferences(operation.Type));
        if (!isCollection)
            return null;
        Value value = Value.Nothing;
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            foreach (IOperation child in open.Pop().ChildOperations)
            {
                if (child is IArrayInitializerOperation || child.Syntax is SpreadElementSyntax)
                    open.Push(child);
                else
                    value = value.Or(Borrowed(Evaluate(child)));
            }
        }
        return value.Items.Length > 0 ? value : Value.Unknown;
    }

    /// <summary>An element of an array of references is one of those that the array was made of.</summary>
    private Value ElementOf(IArrayElementReferenceOperation element)
    {
        Value array = Evaluate(element.ArrayReference);
        foreach (IOperation index in element.Indices)
            Consume(index);
        return IsOfHandles(element.ArrayReference.Type) && Known(array).Items.Length > 0 ? array : Number(element);
    }

    private bool IsOfHandles(ITypeSymbol? type) => type is IArrayTypeSymbol array && Library.KindOf(array.ElementType).IsHandle();

    /// <summary>The place of what may hold references: a field too, and what is being made.</summary>
    private int HolderOf(IOperation at) => Bare(at) switch
    {
        IFieldReferenceOperation field when Origins.IsPlace(field) => Origins.Place(field.Field),
        IFlowCaptureReferenceOperation capture when !_targets.ContainsKey(capture.Id) => Origins.Place(capture.Id),
        IFlowCaptureReferenceOperation capture when _targets[capture.Id] is IFieldReferenceOperation field => HolderOf(field),
        _ => PlaceOf(at),
    };

    /// <summary>Whether a place is there when the method has returned.</summary>
    private bool IsLasting(int place) => Origins.SymbolOf(place) is IFieldSymbol
        || (Origins.SymbolOf(place) is IParameterSymbol parameter && _outer is null && (parameter.RefKind != RefKind.None || !parameter.Type.IsValueType));
}
