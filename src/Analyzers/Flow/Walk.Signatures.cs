using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>What signatures say of a call, which is taken as said: the body is judged where it is written.</content>
internal sealed partial class Walk
{
    private static readonly Effect s_consume = new(EffectKind.Move, Verb: "move", Fate: "moved");

    /// <summary>Hands over what is known by the callee's names for it.</summary>
    private void HandAll(ImmutableArray<IArgumentOperation> arguments, List<Handed> handed, IMethodSymbol? callee)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol? parameter = argument.Parameter;
            // A delegate has names of its own for what the lambda is handed.
            if (parameter is not null && callee is not null && parameter.Ordinal < callee.Parameters.Length)
                parameter = callee.Parameters[parameter.Ordinal];
            handed.Add(new Handed(parameter?.Name ?? string.Empty, argument.Value, Hand(argument)));
        }
    }

    /// <summary>A local function or lambda: one that says something, and touches nothing else, is judged like a method; any other by its body.</summary>
    private Value CallLocally(IInvocationOperation call, int body)
    {
        Body known = _analysis.BodyOf(body);
        Signature signature = _analysis.SignatureOf(known.Method);
        if (signature.IsSilent || !IsClosed(known))
            return RunLocally(call, body);
        var handed = new List<Handed>(call.Arguments.Length);
        HandAll(call.Arguments, handed, known.Method);
        return CallBySignature(call, signature, handed);
    }

    /// <summary>Whether a body has nothing but what it is handed, so that a signature can tell all that it does.</summary>
    private static bool IsClosed(Body body)
    {
        foreach (IOperation operation in body.Operations())
        {
            if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } or IFlowAnonymousFunctionOperation
                || (Body.VariableOf(operation) is { } variable && body.IsAround(variable)))
                return false;
        }
        return body.Graph() is not null;
    }

    /// <summary>The call happens: what it is handed is compared and used up, then stored.</summary>
    private void Keep(IOperation call, Signature signature, List<Handed> handed)
    {
        CheckSilence(call, signature, handed);
        if (!signature.IsSilent)
        {
            CheckDistinct(signature, handed);
            foreach (Handed one in handed)
            {
                if (signature.Says(SignatureAttribute.Consumes, one.Name))
                    UseUp(call, one);
            }
        }
        Throws();
        ForgetHolders(signature, handed);
        foreach ((string from, string into) in signature.Stores)
            Store(signature, Find(handed, from), Find(handed, into));
    }

    private void CheckSilence(IOperation call, Signature signature, List<Handed> handed)
    {
        IMethodSymbol? method = (call as IInvocationOperation)?.TargetMethod ?? (call as IObjectCreationOperation)?.Constructor;
        if (!signature.IsSilent || method is null)
            return;
        foreach (Handed one in handed)
        {
            CheckMayKeep(method, one);
            CheckStarted(call, method, one);
        }
    }

    /// <summary>An owner is moved. The loan of a guard or reference may have ended; a slice is lent on for as long as it lasts.</summary>
    private void UseUp(IOperation call, Handed one)
    {
        Kind kind = Library.KindOf(one.At.Type);
        if (kind.IsOwner())
        {
            Take(call, s_consume, one.At, one.Value, isDrop: false);
            return;
        }
        if (!kind.IsLent())
        {
            if (kind.IsHandle())
                EndLoans(one.Value, call.Syntax);
            return;
        }
        foreach (Item item in one.Value.Items)
        {
            if (item.Kind == ItemKind.Handle && item.End is null && _state.Loans.TryGetValue(item.Id, out Loan? loan))
                Lend(one.At.Syntax, Origins[item.Id].Name, item.Id, loan.Home, item.Region, kind.Writes(), PlaceOf(one.At));
        }
    }

    /// <summary>What a place is stored into holds that besides, or alone where it is replaced (R52).</summary>
    private void Store(Signature signature, Handed? from, Handed? into)
    {
        if (from is null || into is null || HolderOf(into.At) is var place && place < 0)
            return;
        Value value = into.At.Type is { IsRefLikeType: true } ? Known(from.Value) : Borrowed(from.Value);
        if (IsLasting(place))
            _added[place] = from.At.Syntax;
        if (!signature.Says(SignatureAttribute.Replaces, into.Name))
            value = Known(into.Value).Or(value);
        // Several may be stored into one: what the first has brought is not replaced by the second.
        if (_state.Places.TryGetValue(place, out Value? held) && !ReferenceEquals(held, into.Value))
            value = Known(held).Or(value);
        Keep(place, value.Items.Length == 0 ? Value.Unknown : value, from.At, isKept: Outlives(into, place));
    }

    /// <summary>Whether what is stored into stays when the method returns: a field, the variable of the caller, or an object that the caller has handed in.</summary>
    private bool Outlives(Handed into, int place)
    {
        if (Bare(into.At) is not IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter)
            return Bare(into.At) is IFieldReferenceOperation or IParameterReferenceOperation;
        return parameter.Type is { IsReferenceType: true } && System.Array.Exists(into.Value.Items, item => Origins[item.Id].Place == place);
    }

    /// <summary>Who says nothing may have taken out of a holder what it held.</summary>
    private void ForgetHolders(Signature signature, List<Handed> handed)
    {
        foreach (Handed one in handed)
        {
            bool isReplaced = signature.Says(SignatureAttribute.Replaces, one.Name);
            if (Library.KindOf(Bare(one.At).Type) == Kind.None && one.Value.Items.Length > 0 && one.At.Type is not { IsRefLikeType: true }
                && (signature.IsSilent || isReplaced) && HasHandle(one.Value) && HolderOf(one.At) is var place && place >= 0)
                _state.Places[place] = Value.Unknown;
        }
    }

    /// <summary>A result that may refer to whatever some of the arguments refer to.</summary>
    private Value BorrowFrom(IOperation call, ITypeSymbol type, RefKind refKind, Signature signature, List<Handed> handed)
    {
        Kind kind = Library.KindOf(type);
        var items = new List<Item>();
        Handed? owner = null;
        foreach (Handed one in handed)
        {
            if (!Contains(signature.Sources!, one.Name))
                continue;
            if (Library.KindOf(one.At.Type).IsOwner())
                owner = one;
            bool isSame = kind is Kind.Ref or Kind.RefMut && SymbolEqualityComparer.Default.Equals(type, one.At.Type);
            foreach (Item item in one.Value.Items)
            {
                if (item.Kind is not (ItemKind.Handle or ItemKind.View))
                    continue;
                bool isView = refKind != RefKind.None || kind == Kind.Span || (type.IsRefLikeType && !kind.IsHandle());
                if (isView)
                    items.Add(item with { Kind = ItemKind.View, Region = Region.Unknown });
                else if (item.Kind == ItemKind.Handle && (kind.IsHandle() || kind == Kind.None))
                    items.Add(item with { Region = isSame || kind == Kind.None ? item.Region : Region.Unknown, Writes = item.Writes && (kind.Writes() || kind == Kind.None) });
            }
        }
        if (owner is not null && signature.Sources!.Count == 1 && refKind == RefKind.None && kind.IsHandle())
            return LendBy(call, kind, owner, handed);
        return items.Count == 0 ? Number(call) : Value.Of(items);
    }

    /// <summary>A loan that the callee makes of an owner until a home ends that it was handed as well.</summary>
    private Value LendBy(IOperation call, Kind kind, Handed owner, List<Handed> handed)
    {
        int home = -1;
        foreach (Handed one in handed)
        {
            if (Library.KindOf(one.At.Type) is not (Kind.Scope or Kind.Section or Kind.Lifetime))
                continue;
            if (home >= 0 || !one.Value.IsOne(ItemKind.Home, out home))
                return Value.Unknown;
        }
        return home >= 0 && owner.Value.IsOne(ItemKind.Owner, out int id) && owner.Value.Items[0].End is null
            ? Value.Of(Lend(call.Syntax, Text(owner.At), id, home, Region.Unknown, kind.Writes())) : Value.Unknown;
    }

    /// <summary>A new value of a type that holds references depends on each that its constructor is given.</summary>
    private Value Holder(List<Handed> handed)
    {
        Value value = Value.Nothing;
        foreach (Handed one in handed)
            value = value.Or(Borrowed(one.Value));
        return value;
    }

    private void CheckDistinct(Signature signature, List<Handed> handed)
    {
        for (int i = 1; i < handed.Count; i++)
        {
            if (!signature.Says(SignatureAttribute.Distinct, handed[i].Name))
                continue;
            for (int j = 0; j < i; j++)
            {
                if (!signature.Says(SignatureAttribute.Distinct, handed[j].Name) || !Overlaps(handed[j].Value, handed[i].Value))
                    continue;
                Report(
                    FindingKind.NotDistinct, handed[i].At, Text(handed[i].At), "hand over", $"overlaps {Text(handed[j].At)}, and the call needs {handed[j].Name} and {handed[i].Name} apart",
                    "Hand over parts that cannot overlap, as Split, SplitAt and Chunks make them", (handed[j].At.Syntax, "handed over here"));
                break;
            }
        }
    }

    /// <summary>Whether two values mean one owner, or elements of one that overlap, unless one of them has none.</summary>
    private bool Overlaps(Value left, Value right)
    {
        foreach (Item one in left.Items)
        {
            foreach (Item other in right.Items)
            {
                if (RootOf(one) is var root && root >= 0 && root == RootOf(other)
                    && Symbols.Compare(RegionIn(one), RegionIn(other), _analysis.Whole(root)) == Overlap.Certain)
                    return true;
            }
        }
        return false;
    }

    /// <summary>What an item is lent from in the end; -1 for one that is not lent, or no more.</summary>
    private int RootOf(Item item)
    {
        if (item.Kind is not (ItemKind.Owner or ItemKind.Handle or ItemKind.View) || item.End is not null)
            return -1;
        int id = item.Id;
        while (_state.Loans.TryGetValue(id, out Loan? loan))
            id = loan.From;
        return id;
    }

    private Region RegionIn(Item item) => item.Kind == ItemKind.Owner ? _analysis.Whole(item.Id) : item.Region;

    /// <summary>What is known of a value that may be more besides: enough where all of it must be valid.</summary>
    private static Value Known(Value value) => value.IsUnknown ? Value.Nothing : value;

    /// <summary>The references of a value, as far as they are known.</summary>
    private Value Borrowed(Value value) => WithCaptured(Known(value), _state).Select(static item => item.Kind == ItemKind.Handle ? item : null);

    /// <summary>All that a callee gets that says nothing. What a holder depends on is not part of it: nobody says that it comes out again.</summary>
    private List<Item> ItemsOf(List<Handed> handed)
    {
        var items = new List<Item>();
        foreach (Handed one in handed)
        {
            bool isHolder = Library.KindOf(one.At.Type) == Kind.None && one.At.Type is not { IsRefLikeType: true };
            foreach (Item item in one.Value.Items)
            {
                if (!isHolder || item.Kind != ItemKind.Handle)
                    items.Add(item);
            }
        }
        return items;
    }

    private static bool HasHandle(Value value)
    {
        foreach (Item item in value.Items)
        {
            if (item.Kind == ItemKind.Handle)
                return true;
        }
        return false;
    }

    private static Handed? Find(List<Handed> handed, string name) => handed.Find(one => string.Equals(one.Name, name, System.StringComparison.Ordinal));

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string one in names)
        {
            if (string.Equals(one, name, System.StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>What a callee is handed.</summary>
    /// <param name="Name">The parameter, or <c>this</c>.</param>
    /// <param name="At">The argument.</param>
    /// <param name="Value">What it was when the call began.</param>
    private sealed record Handed(string Name, IOperation At, Value Value);
}
