using System;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Where values go.</content>
internal sealed partial class Walk
{
    /// <param name="target">What is assigned to.</param>
    /// <param name="value">What it gets.</param>
    /// <param name="isReference">Whether a reference is pointed elsewhere, rather than its target written.</param>
    /// <param name="source">What stands on the right side, or null.</param>
    private void Assign(IOperation target, Value value, bool isReference, IOperation? source)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.RefKind: not RefKind.None } local when !isReference && !local.IsDeclaration:
                UseViews(target, Read(Origins.Place(local.Local)), writes: true);
                break;
            case ILocalReferenceOperation local:
                _state.Places[Origins.Place(local.Local)] = value;
                break;
            case IParameterReferenceOperation parameter:
                Keep(Origins.Place(parameter.Parameter), value, source, parameter.Parameter.RefKind is RefKind.Ref or RefKind.Out);
                break;
            case IFieldReferenceOperation field when Origins.IsPlace(field):
                Keep(Origins.Place(field.Field), value, source, isKept: true);
                break;
            case IFieldReferenceOperation { Instance: { } instance } field:
                SetField(field, Evaluate(instance), value);
                break;
            case IFlowCaptureReferenceOperation capture when _targets.TryGetValue(capture.Id, out IOperation? captured):
                Assign(captured, value, isReference, source);
                break;
            case IFlowCaptureReferenceOperation capture:
                UseViews(target, Read(Origins.Place(capture.Id)), writes: true);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, isReference, source);
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    Assign(element, Value.Unknown, isReference: false, source: null);
                break;
            case IPropertyReferenceOperation { Property.RefKind: RefKind.None } property:
                SetProperty(property, value, source);
                break;
            case IPropertyReferenceOperation or IInvocationOperation or IImplicitIndexerReferenceOperation:
                UseViews(target, EvaluateReference(target), writes: true);
                break;
            case IArrayElementReferenceOperation element when IsOfHandles(element.ArrayReference.Type):
                ConsumeAll(element);
                if (HolderOf(element.ArrayReference) is var holder && holder >= 0)
                    _state.Places[holder] = Value.Unknown;
                break;
            case IDiscardOperation:
                break;
            default:
                ConsumeAll(target);
                break;
        }
    }

    /// <summary>A place that outlives the method gets something.</summary>
    private void Keep(int place, Value value, IOperation? source, bool isKept)
    {
        _state.Places[place] = value;
        if (isKept && source is not null)
            _kept[place] = source.Syntax;
    }

    private void SetProperty(IPropertyReferenceOperation property, Value value, IOperation? source)
    {
        Effect effect = Library.EffectOf(property.Property);
        if (property.Instance is { } instance)
        {
            foreach (IArgumentOperation argument in property.Arguments)
                Consume(argument.Value);
            Value owner = Evaluate(instance);
            Throws();
            if (effect.Kind == EffectKind.Access)
                WriteOwner(instance, owner, "write");
            else
                UseViews(instance, owner, writes: false);
            if (!IsInitialised(property) || FieldOf(property.Property) is null || !Hold(instance, value))
                ForgetHolders(Signature.Silent, [new(SignatureAttributes.This, instance, owner)]);
        }
        if (effect.Kind == EffectKind.None)
            ForgetFields();
        if (source is not null && property.Instance is null or IInstanceReferenceOperation && value.Items.Length > 0 && FieldOf(property.Property) is { } field)
            Keep(Origins.Place(field), value, source, isKept: true);
    }

    /// <summary>The field of a property that has no code of its own.</summary>
    private static IFieldSymbol? FieldOf(IPropertySymbol property)
    {
        if (property.IsIndexer || property.DeclaringSyntaxReferences.Length == 0)
            return null;
        foreach (ISymbol member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } field && SymbolEqualityComparer.Default.Equals(associated, property))
                return field;
        }
        return null;
    }

    /// <summary><c>x += y</c>, <c>x++</c>: the target is found once, read, and written.</summary>
    private Value Change(IOperation target, Func<Value, Value, Value> compute, IOperation? value)
    {
        Value result;
        switch (target)
        {
            case IPropertyReferenceOperation { Property.RefKind: RefKind.None, Instance: { } instance } property when Library.EffectOf(property.Property).Kind == EffectKind.Access:
                ConsumeArguments(property.Arguments);
                Value owner = Evaluate(instance);
                result = compute(Value.Unknown, Evaluate(value));
                Throws();
                ReadOwner(instance, owner, "read");
                WriteOwner(instance, owner, "write");
                return result;
            case IPropertyReferenceOperation or IInvocationOperation or IImplicitIndexerReferenceOperation:
                Value reference = EvaluateReference(target);
                result = compute(Value.Unknown, Evaluate(value));
                UseViews(target, reference, writes: true);
                return result;
            default:
                result = compute(Evaluate(target), Evaluate(value));
                Assign(target, result, isReference: false, value);
                return result;
        }
    }

    private void Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is ITupleOperation { Elements: var targets } && Bare(deconstruction.Value) is ITupleOperation { Elements: var sources } && targets.Length == sources.Length)
        {
            var values = new Value[sources.Length]; // all are evaluated before the first is assigned
            for (int i = 0; i < values.Length; i++)
                values[i] = Evaluate(sources[i]);
            for (int i = 0; i < values.Length; i++)
                Assign(targets[i], values[i], isReference: false, sources[i]);
            return;
        }
        Value value = Evaluate(deconstruction.Value);
        if (target is ITupleOperation { Elements: { Length: 2 } both } && Library.KindOf(deconstruction.Value.Type) == Kind.Pair)
        {
            Assign(both[0], Half(value, isLeft: true), isReference: false, source: null);
            Assign(both[1], Half(value, isLeft: false), isReference: false, source: null);
        }
        else if (target is ITupleOperation { Elements: var parts } && deconstruction.Value.Type is { IsTupleType: true })
        {
            for (int i = 0; i < parts.Length; i++)
                Assign(parts[i], Part(value, i + 1, parts[i].Type), isReference: false, source: null);
        }
        else
        {
            Assign(target, Value.Unknown, isReference: false, source: null);
        }
    }

    /// <summary>A body goes where nobody knows when it runs: what it assigns may be anything from now on.</summary>
    private void LetGo(Body body)
    {
        if (body.Lambda is null && _analysis.Active.Contains(_analysis.Number(body)))
            return;
        foreach (ISymbol symbol in body.Assigned)
            _state.Places[Origins.Place(symbol)] = Value.Unknown;
    }
}
