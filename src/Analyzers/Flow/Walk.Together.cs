using System.Collections.Generic;
using System.Globalization;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// What is held together: the parts of a tuple, each known for itself, and the fields of a new object, which depends on all that they are given. A tuple is
/// a value: nobody else changes it. An object may be changed by whoever has it, so that one whose field is assigned later holds something unknown.
/// </content>
internal sealed partial class Walk
{
    private const string ItemName = "Item";

    private Value Together(ITupleOperation tuple)
    {
        var items = new List<Item>();
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            foreach (Item item in Evaluate(tuple.Elements[i]).Items)
                items.Add(item with { Part = i + 1 });
        }
        return items.Count == 0 ? Value.Unknown : Value.Of(items);
    }

    /// <summary>
    /// One part of what is held together. A reference of which it is not known where it is may be in each that can hold one. Which of several owners it is
    /// most often depends on what the other parts are: nothing is said of it.
    /// </summary>
    private Value Part(Value whole, int part, ITypeSymbol? type)
    {
        var items = new List<Item>();
        foreach (Item item in whole.Items)
        {
            if (item.Part == part || (item.Part == 0 && Library.KindOf(type).IsHandle()))
                items.Add(item with { Part = 0 });
        }
        bool isUnclear = items.Count == 0 || (items.Count > 1 && items[0].Kind == ItemKind.Owner);
        return isUnclear ? Value.Unknown : Value.Of(items);
    }

    /// <summary>Which part of a tuple a field is; 0 for any other field.</summary>
    private static int PartOf(IFieldSymbol field) =>
        field is { ContainingType.IsTupleType: true, CorrespondingTupleField.Name: { } name } && name.StartsWith(ItemName, System.StringComparison.Ordinal)
            && int.TryParse(name.Substring(ItemName.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : 0;

    private void SetField(IFieldReferenceOperation field, Value holder, Value value)
    {
        IOperation instance = field.Instance!;
        if (PartOf(field.Field) is var part && part > 0)
        {
            if (HolderOf(instance) is var place && place >= 0)
                _state.Places[place] = With(holder, part, value);
        }
        else if (!IsInitialised(field) || !Hold(instance, value))
        {
            ForgetHolders(Signature.Silent, [new(SignatureAttributes.This, instance, holder)]);
        }
    }

    /// <summary>A tuple with another part; unknown where what it holds may be in any of them.</summary>
    private static Value With(Value tuple, int part, Value value)
    {
        var items = new List<Item>();
        foreach (Item item in tuple.Items)
        {
            if (item.Part == 0)
                return Value.Unknown;
            if (item.Part != part)
                items.Add(item);
        }
        foreach (Item item in value.Items)
            items.Add(item with { Part = part });
        return items.Count == 0 ? Value.Unknown : Value.Of(items);
    }

    /// <summary>A new object gets something that it keeps: it depends on the references in that, besides what it has.</summary>
    /// <returns>Whether it is known which object that is.</returns>
    private bool Hold(IOperation instance, Value value)
    {
        if (HolderOf(instance) is not (var place and >= 0))
            return false;
        Value held = Known(Read(place)).Or(Borrowed(value));
        if (held.Items.Length > 0)
            _state.Places[place] = held;
        return true;
    }

    /// <summary>Whether a member is set where its object is made.</summary>
    private static bool IsInitialised(IMemberReferenceOperation member) =>
        member.Syntax.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax };
}
