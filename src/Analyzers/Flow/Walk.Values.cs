using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>What an expression may be. Nothing is used by being evaluated, but for what is read out of a reference.</content>
internal sealed partial class Walk
{
    /// <summary>What a captured place is, where the capture stands for the target of an assignment.</summary>
    private readonly Dictionary<CaptureId, IOperation> _targets = [];

    private State _state = new();

    /// <summary>Whether what follows in the block is never reached.</summary>
    private bool _isDead;

    private Value Evaluate(IOperation? operation)
    {
        if (operation is null || _isDead)
            return Value.Nothing;
        if (operation.ConstantValue is { HasValue: true, Value: int number })
            return Value.Of(new Bound(0, number));
        switch (operation)
        {
            case ILocalReferenceOperation local:
                Value held = Read(Origins.Place(local.Local));
                if (local.Local.RefKind == RefKind.None)
                    return held;
                UseViews(operation, held, writes: false);
                return Number(operation);
            case IParameterReferenceOperation parameter:
                return Read(Origins.Place(parameter.Parameter));
            case IFieldReferenceOperation field when Origins.IsPlace(field):
                return Read(Origins.Place(field.Field));
            case IFieldReferenceOperation { Instance: { } tuple } field when PartOf(field.Field) is var part && part > 0:
                return Part(Evaluate(tuple), part, field.Type);
            case ITupleOperation tuple:
                return Together(tuple);
            case IFlowCaptureReferenceOperation capture:
                return Read(Origins.Place(capture.Id));
            case IFlowCaptureOperation capture:
                Capture(capture);
                return Value.Nothing;
            case IConversionOperation conversion:
                return Convert(conversion);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation lambda:
                return Value.Of(new Item(ItemKind.Body, _analysis.Number(new Body(_graph, lambda, Function: null))));
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                return Value.Of(new Item(ItemKind.Body, _analysis.Number(new Body(_graph, Lambda: null, reference.Method.OriginalDefinition))));
            case ISimpleAssignmentOperation { IsRef: false, Target: IPropertyReferenceOperation { Property.RefKind: not RefKind.None } } assignment:
                Value found = EvaluateReference(assignment.Target); // found first, written last
                Value written = Evaluate(assignment.Value);
                UseViews(assignment.Target, found, writes: true);
                return written;
            case ISimpleAssignmentOperation assignment:
                Value value = assignment.IsRef ? EvaluateReference(assignment.Value) : Evaluate(assignment.Value);
                Assign(assignment.Target, value, assignment.IsRef, assignment.Value);
                return value;
            default:
                return Compute(operation);
        }
    }

    private Value Compute(IOperation operation)
    {
        switch (operation)
        {
            case ICompoundAssignmentOperation compound:
                return Change(compound.Target, (before, after) => Compute(compound, compound.OperatorKind, compound.OperatorMethod, before, after), compound.Value);
            case IIncrementOrDecrementOperation step:
                return Change(step.Target, (before, _) => before.Number is { IsKnown: true } at && step.OperatorMethod is null
                    ? Value.Of(at.Plus(step.Kind == OperationKind.Increment ? 1 : -1)) : Number(operation), value: null);
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction);
                return Value.Unknown;
            case IBinaryOperation binary:
                return Compute(binary, binary.OperatorKind, binary.OperatorMethod, Read(binary.LeftOperand), Read(binary.RightOperand));
            case IInvocationOperation invocation:
                return Use(invocation, Invoke(invocation));
            case IPropertyReferenceOperation property:
                return Use(property, Property(property));
            case IImplicitIndexerReferenceOperation indexer:
                return Use(indexer, Index(indexer));
            case IObjectCreationOperation creation:
                return Create(creation);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IAwaitOperation await:
                return Await(await);
            case IIsPatternOperation pattern:
                Match(pattern);
                return Value.Unknown;
            case IArrayElementReferenceOperation element:
                return ElementOf(element);
            case IDefaultValueOperation or ILiteralOperation:
                return Value.Nothing;
            default:
                if (Collect(operation) is { } collection)
                    return collection;
                ConsumeAll(operation);
                return Number(operation);
        }
    }

    /// <summary>Evaluates what is read or handed on where nobody knows what is done with it: views and handles are used.</summary>
    private void Consume(IOperation operation)
    {
        Value value = Evaluate(operation);
        if (operation is not (IExpressionStatementOperation or ISimpleAssignmentOperation))
            UseAll(operation, value);
    }

    private void UseAll(IOperation operation, Value value)
    {
        foreach (Item item in value.Items)
        {
            if (item.Kind == ItemKind.View)
                UseView(operation, value, item, writes: false);
            else if (item.Kind == ItemKind.Handle && Library.KindOf(operation.Type).IsLent())
                UseHandle(operation, value, item, item.Writes, Library.KindOf(operation.Type));
            else if (item.Kind == ItemKind.Body)
                LetGo(_analysis.BodyOf(item.Id));
        }
    }

    private void ConsumeAll(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
            Consume(child);
    }

    /// <summary>A reference where the reference itself is meant: the target of an assignment, <c>ref x</c>.</summary>
    private Value EvaluateReference(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Read(Origins.Place(local.Local));
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IImplicitIndexerReferenceOperation indexer:
                return Index(indexer);
            case IFlowCaptureReferenceOperation capture when _targets.TryGetValue(capture.Id, out IOperation? target):
                return EvaluateReference(target);
            default:
                return Evaluate(operation);
        }
    }

    /// <summary>A member that returns a reference was not asked for the reference: its target is read at once.</summary>
    private Value Use(IOperation operation, Value value)
    {
        bool isReference = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod.RefKind != RefKind.None,
            IPropertyReferenceOperation property => property.Property.RefKind != RefKind.None,
            IImplicitIndexerReferenceOperation { IndexerSymbol: IPropertySymbol indexer } => indexer.RefKind != RefKind.None,
            _ => false,
        };
        if (!isReference)
            return value;
        UseViews(operation, value, writes: false);
        return Number(operation);
    }

    private Value Convert(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is not { } method)
            return Evaluate(conversion.Operand);
        Effect effect = Library.EffectOf(method);
        if (effect.Kind == EffectKind.View)
            return Library.KindOf(conversion.Type).IsLent() ? Read(Evaluate(conversion.Operand)) : View(conversion, conversion.Operand, effect);
        return Library.KindOf(conversion.Operand.Type) == Kind.Span ? Evaluate(conversion.Operand) : Unless(conversion);
    }

    private Value Unless(IConversionOperation conversion)
    {
        Value value = Evaluate(conversion.Operand);
        return value.Number.IsKnown ? value : Value.Unknown;
    }

    private void Capture(IFlowCaptureOperation capture)
    {
        Value value;
        switch (capture.Value)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation:
                // As a target or as a value: nobody says which.
                _targets[capture.Id] = capture.Value;
                value = EvaluateReference(capture.Value);
                break;
            case IPropertyReferenceOperation or IInvocationOperation or IArrayElementReferenceOperation when IsReference(capture.Value):
                value = EvaluateReference(capture.Value);
                break;
            default:
                value = Evaluate(capture.Value);
                break;
        }
        _state.Places[Origins.Place(capture.Id)] = value;
    }

    private static bool IsReference(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.RefKind: not RefKind.None } or IInvocationOperation { TargetMethod.RefKind: not RefKind.None };

    private Value Compute(IOperation operation, BinaryOperatorKind kind, IMethodSymbol? method, Value left, Value right)
    {
        if (operation.Type?.SpecialType != SpecialType.System_Int32 || method is not null)
            return Value.Unknown;
        Bound a = left.Number, b = right.Number;
        if (!a.IsKnown || !b.IsKnown)
            return Number(operation);
        switch (kind)
        {
            case BinaryOperatorKind.Add when b.Symbol == 0:
                return Value.Of(a.Plus(b.Offset));
            case BinaryOperatorKind.Add when a.Symbol == 0:
                return Value.Of(b.Plus(a.Offset));
            case BinaryOperatorKind.Subtract when b.Symbol == 0:
                return Value.Of(a.Plus(-b.Offset));
            default:
                return Value.Of(new Bound(Symbols.Intern(new SymbolName(kind.ToString(), a, b), a.Symbol, b.Symbol), 0));
        }
    }

    /// <summary>A number of which only the place is known where it is computed: another one each time.</summary>
    private Value Number(IOperation operation)
    {
        if (operation.Type?.SpecialType != SpecialType.System_Int32)
            return Value.Unknown;
        int known = Symbols.Count, symbol = Symbols.Intern(new SymbolName("value", new(operation.Syntax.SpanStart, operation.Syntax.Span.End)));
        if (symbol < known)
            _state.Stale(Symbols, symbol);
        return Value.Of(new Bound(symbol, 0));
    }

    private Value Read(IOperation operation)
    {
        Value value = Evaluate(operation);
        UseViews(operation, value, writes: false);
        return value;
    }

    private Value Read(int place)
    {
        if (!_state.Places.TryGetValue(place, out Value? value))
            _state.Places[place] = value = _analysis.Initial(place);
        return value;
    }

    /// <summary>The same handles, to read only.</summary>
    private static Value Read(Value value)
    {
        var items = new List<Item>(value.Items.Length);
        foreach (Item item in value.Items)
            items.Add(item with { Writes = false });
        return value.IsUnknown ? value : Value.Of(items);
    }

    /// <summary>Code that is not seen runs: fields that can change may have.</summary>
    private void ForgetFields()
    {
        foreach (KeyValuePair<int, Value> place in new Table<Value>(_state.Places))
        {
            if (Origins.SymbolOf(place.Key) is IFieldSymbol { IsReadOnly: false })
                _state.Places[place.Key] = Value.Unknown;
        }
    }
}
