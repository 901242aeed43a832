using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Members that are called: what the table says of the library's own, and what is assumed of others.</content>
internal sealed partial class Walk
{
    private Value Invoke(IInvocationOperation call)
    {
        IInvocationOperation? around = _call;
        _call = call;
        Value value = InvokeKnown(call);
        _call = around;
        return value;
    }

    private Value InvokeKnown(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        Effect effect = Library.EffectOf(method);
        IOperation? receiver = call.Instance;
        if (effect.Kind == EffectKind.None)
            return receiver is not null && Library.DisposalOf(method, Bare(receiver).Type) is { } own ? Apply(call, own, Bare(receiver)) : InvokeOther(call);
        if (receiver is null && method.IsStatic && Library.KindOf(method.ContainingType) == Kind.Statics && IsExtension(effect) && call.Arguments.Length > 0)
            receiver = call.Arguments[0].Value;
        return Apply(call, effect, receiver);
    }

    private Value Apply(IInvocationOperation call, Effect effect, IOperation? receiver)
    {
        switch (effect.Kind)
        {
            case EffectKind.NewOwner:
                ConsumeArguments(call);
                Throws();
                return NewOwner(call);
            case EffectKind.OpenHome:
                return OpenHome(call);
            case EffectKind.JoinFork:
                return JoinFork(call, receiver!);
            case EffectKind.Fork:
                return GiveToFork(call, receiver!);
            case EffectKind.Join:
                return JoinArms(call);
            case EffectKind.Section:
                return RunSection(call);
            case EffectKind.Argument:
                ConsumeArguments(call); // lent in RunCall, where the call is seen
                return Value.Unknown;
            case EffectKind.Call:
                return RunCall(call);
            case EffectKind.LendAll:
                return LendAll(call, effect);
            case EffectKind.InPlace:
                return RunSideways(call);
            default:
                return receiver is null ? InvokeOther(call) : ApplyTo(receiver, call, effect);
        }
    }

    private Value ApplyTo(IOperation receiver, IInvocationOperation call, Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Read or EffectKind.Copy or EffectKind.Write or EffectKind.Move or EffectKind.MoveUnlessPlain or EffectKind.Drop:
                return OwnerCall(call, effect, receiver);
            case EffectKind.EndHome:
                EndHomes(Evaluate(receiver), call.Syntax);
                return Value.Nothing;
            case EffectKind.Lend or EffectKind.LendSomewhere:
                return Lend(call, effect, receiver);
            case EffectKind.LendGuard:
                return LendGuard(call, effect, receiver);
            case EffectKind.TryLendGuard:
                return TryLendGuard(call, effect, receiver);
            case EffectKind.LendInPlace:
                return UseLocked(call, effect, receiver);
            case EffectKind.NeedAlive:
                NeedAlive(receiver, effect);
                return Value.Unknown;
            case EffectKind.DropHandle:
                DropHandle(call, effect, receiver);
                return Value.Nothing;
            case EffectKind.Reborrow:
                return Reborrow(call, effect, receiver, Evaluate(ArgumentOf(call, "scope")));
            case EffectKind.ReborrowGuard:
                return Reborrow(call, effect, receiver, home: null);
            case EffectKind.Share:
                return ShareReference(call, receiver);
            case EffectKind.Repoint:
                return Repoint(call, receiver);
            case EffectKind.EndLoan:
                EndLoans(Evaluate(receiver), call.Syntax);
                SettleEnd(receiver, call.Syntax);
                return Value.Nothing;
            case EffectKind.Use:
                return UseInPlace(call, effect, receiver);
            case EffectKind.View:
                return View(call, receiver, effect);
            case EffectKind.Part:
                return PartOf(call, receiver);
            case EffectKind.Split:
                return SplitOf(call, receiver);
            case EffectKind.SplitRows or EffectKind.SplitColumns:
                return SplitTile(call, receiver, effect.Kind == EffectKind.SplitRows);
            case EffectKind.Row:
                return RowOf(call, receiver, effect);
            case EffectKind.Chunks:
                return ChunksOf(call, receiver);
            case EffectKind.AsReadOnly:
                return Read(Evaluate(receiver));
            default:
                return InvokeOther(call);
        }
    }

    /// <summary>
    /// A callee that is not the library's: it may use what it is handed, and gives all of it back, but for what its signature says. What it
    /// returns may be part of that, where the signature says so or, if that is silent, where the language lets it be.
    /// </summary>
    private Value InvokeOther(IInvocationOperation call)
    {
        var handed = new List<Handed>(call.Arguments.Length + 1);
        if (call.Instance is { } instance)
        {
            Value value = Evaluate(instance);
            if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && value.IsOne(ItemKind.Body, out int id))
                return CallLocally(call, id);
            UseReceiver(call, instance, value);
            handed.Add(new Handed(SignatureAttributes.This, instance, value));
        }
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
            return CallLocally(call, _analysis.Number(new Body(_graph, Lambda: null, call.TargetMethod.OriginalDefinition)));
        Signature signature = _analysis.SignatureOf(call.TargetMethod);
        HandAll(call.Arguments, handed, call.TargetMethod);
        return CallBySignature(call, signature, handed);
    }

    private Value CallBySignature(IInvocationOperation call, Signature signature, List<Handed> handed)
    {
        Keep(call, signature, handed);
        ForgetFields();
        ITypeSymbol type = call.TargetMethod.ReturnType;
        if (signature.Sources is not null)
            return BorrowFrom(call, type, call.TargetMethod.RefKind, signature, handed);
        List<Item> items = ItemsOf(handed);
        return type.IsRefLikeType || call.TargetMethod.RefKind != RefKind.None ? PartsOf(items, type, SliceOf(call, items)) : Number(call);
    }

    /// <summary>Hands an argument to a callee of which nothing is known, and gives what it was.</summary>
    private Value Hand(IArgumentOperation argument)
    {
        switch (argument.Parameter?.RefKind)
        {
            case RefKind.Out:
                Assign(argument.Value, Value.Unknown, isReference: true, source: null);
                return Value.Nothing;
            case RefKind.Ref:
                Value value = EvaluateReference(argument.Value);
                UseViews(argument.Value, value, writes: true);
                if (argument.Value is ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation or IFieldReferenceOperation)
                    Assign(argument.Value, Value.Unknown, isReference: true, source: null);
                return value;
            case RefKind.In:
                value = EvaluateReference(argument.Value);
                UseViews(argument.Value, value, writes: false);
                return value;
            default:
                value = Evaluate(argument.Value);
                UseAll(argument.Value, value);
                return value;
        }
    }

    private void UseReceiver(IInvocationOperation call, IOperation instance, Value value)
    {
        // To go on along a span, or to leave it, touches no element.
        bool isEnumerator = Library.KindOf(Bare(instance).Type?.ContainingType) == Kind.Span;
        if (!isEnumerator && call.TargetMethod.Name is not ("Slice" or "get_Length"))
            UseViews(instance, value, writes: false);
    }

    /// <summary>What a returned span or slice may be part of: of all that was handed in.</summary>
    private Value PartsOf(List<Item> handed, ITypeSymbol type, Region? region)
    {
        var items = new List<Item>();
        Kind kind = Library.KindOf(type);
        foreach (Item item in handed)
        {
            if (item.Kind is not (ItemKind.View or ItemKind.Handle))
                continue;
            if (kind.IsLent())
                items.Add(new Item(ItemKind.Handle, item.Id, Region.Unknown, kind.Writes()));
            else if (!kind.IsHandle())
                items.Add(new Item(ItemKind.View, item.Id, region ?? Region.Unknown, item.Writes));
        }
        return Value.Of(items);
    }

    /// <summary>The elements that <c>span.Slice(start, length)</c> means.</summary>
    private Region? SliceOf(IInvocationOperation call, List<Item> handed) =>
        call.TargetMethod is { Name: "Slice" } && Library.KindOf(call.TargetMethod.ContainingType) == Kind.Span && handed.Count > 0 && handed[0].Kind == ItemKind.View
            ? RegionFrom(handed[0].Region, call.Arguments) : null;

    private Value Property(IPropertyReferenceOperation property)
    {
        Effect effect = Library.EffectOf(property.Property);
        IOperation? receiver = property.Instance;
        if (receiver is null)
        {
            ConsumeArguments(property.Arguments);
            return Number(property);
        }
        switch (effect.Kind)
        {
            case EffectKind.Access or EffectKind.Read:
                ConsumeArguments(property.Arguments);
                Value owner = Evaluate(receiver);
                Throws();
                ReadOwner(receiver, owner, "read");
                return Number(property);
            case EffectKind.Ask:
                Ask(receiver);
                return Value.Unknown;
            case EffectKind.SameHome:
                return Evaluate(receiver);
            case EffectKind.View when property.Arguments.Length == 1 && property.Arguments[0].Parameter?.Type is { Name: "Range" }:
                return PartOf(Evaluate(receiver), part => RangeOf(property.Arguments[0].Value, part));
            case EffectKind.View:
                return View(property, receiver, effect);
            case EffectKind.Left or EffectKind.Right:
                return Half(Evaluate(receiver), effect.Kind == EffectKind.Left);
            case EffectKind.Current:
                return CurrentOf(property, Evaluate(receiver));
        }
        Value value = Evaluate(receiver);
        if (property.Property.GetMethod is { } getter && _analysis.SignatureOf(getter) is { Sources: not null } signature)
        {
            var handed = new List<Handed>(property.Arguments.Length + 1) { new(SignatureAttributes.This, receiver, value) };
            HandAll(property.Arguments, handed, getter);
            Throws();
            return BorrowFrom(property, property.Type!, property.Property.RefKind, signature, handed);
        }
        if (property.Property is { Name: "Length" } && LengthOf(receiver, value) is { IsKnown: true } length)
            return Value.Of(length);
        if (Library.KindOf(receiver.Type) == Kind.Span && property.Property.IsIndexer && property.Arguments.Length == 1)
            return PartOf(value, part => Element(part, Evaluate(property.Arguments[0].Value).Number));
        ConsumeArguments(property.Arguments);
        if (property.Property.Name is "Length" or "IsEmpty")
            return Number(property);
        if (property.Property.RefKind == RefKind.None)
            UseViews(receiver, value, writes: false);
        Throws();
        if (Library.KindOf(receiver.Type) == Kind.None && !property.Property.IsReadOnly)
            ForgetFields();
        return property.Property.RefKind != RefKind.None || property.Type is { IsRefLikeType: true }
            ? PartsOf(ItemsOf([new(SignatureAttributes.This, receiver, value)]), property.Type!, region: null) : Number(property);
    }

    /// <summary><c>span[1..]</c>, <c>span[^1]</c>.</summary>
    private Value Index(IImplicitIndexerReferenceOperation indexer)
    {
        Value value = Evaluate(indexer.Instance);
        return indexer.Argument.Type is { Name: "Range" }
            ? PartOf(value, part => RangeOf(indexer.Argument, part))
            : PartOf(value, part => Element(part, IndexOf(indexer.Argument, part), isAbsolute: true));
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var handed = new List<Handed>(creation.Arguments.Length);
        HandAll(creation.Arguments, handed, creation.Constructor);
        if (creation.Constructor is { } constructor)
            Keep(creation, _analysis.SignatureOf(constructor), handed);
        if (creation.Initializer is { } initializer)
            ConsumeAll(initializer);
        Throws();
        if (Library.KindOf(creation.Type).IsLock())
            return NewOwner(creation);
        if (creation.Type is { IsRefLikeType: true } type)
            return PartsOf(ItemsOf(handed), type, region: null);
        return Signature.HoldsReferences(creation.Type) ? Holder(handed) : Value.Unknown;
    }

    private void ConsumeArguments(IInvocationOperation call) => ConsumeArguments(call.Arguments);

    private void ConsumeArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
            Hand(argument);
    }

    private static IOperation? ArgumentOf(IInvocationOperation call, string parameter)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (string.Equals(argument.Parameter?.Name, parameter, StringComparison.Ordinal))
                return argument.Value;
        }
        return null;
    }

    private static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation;
    }

    private static bool IsExtension(Effect effect) =>
        effect.Kind is EffectKind.LendGuard or EffectKind.TryLendGuard or EffectKind.View;
}
