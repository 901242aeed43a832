using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// Mutexes and shared references: owners that wait instead of refusing, but for a thread that would wait for itself. So a guard is a loan like
/// others, and who asks for a second one while it is open is told what the run time's <c>DeadlockException</c> says. A lease belongs to no thread:
/// it is a loan of which only its own use is judged, as nobody is refused because of it.
/// </content>
internal sealed partial class Walk
{
    private const string UseWhereItIs = "Use the value where it is now, or a mutex made around it anew";
    private const string CloneHandle = "Each holder keeps a handle of its own: clone it for whoever still needs it";

    /// <summary>What the lease of a site is lent from: nothing that anybody else borrows.</summary>
    private const int LeaseOf = 4;

    private Value Await(IAwaitOperation operation)
    {
        IOperation awaited = operation.Operation;
        while (awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } inner })
            awaited = inner;
        Value value = Value.Unknown;
        if (awaited is IInvocationOperation { Instance: { } receiver } call && Library.EffectOf(call.TargetMethod) is { Kind: EffectKind.LendLease } effect)
            value = LendLease(call, effect, receiver);
        else
            ConsumeAll(operation);
        Throws();
        ForgetFields();
        return value;
    }

    private Value LendLease(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        ConsumeArguments(call);
        Throws();
        if (CheckLost(receiver, owner, effect.Verb))
            return Value.Unknown;
        int from = Origins.Of(call.Syntax, LeaseOf, Text(receiver));
        return Value.Of(Lend(call.Syntax, Text(receiver), from, home: -1, _analysis.Whole(from), effect.Writes));
    }

    /// <summary>Locks, runs a body at once, and unlocks.</summary>
    private Value UseLocked(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        var values = new List<Value> { Value.Unknown }; // what is guarded comes first, by reference
        Value body = Value.Unknown;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (IsBody(argument))
                body = Evaluate(argument.Value);
            else
                values.Add(Hand(argument));
        }
        Throws();
        if (CheckLost(receiver, owner, effect.Verb))
            return Value.Unknown;
        int home = Origins.Of(call.Syntax, CallOf, "the call", isCall: true);
        foreach (Item item in owner.Items)
        {
            if (item.Kind != ItemKind.Owner)
                continue;
            Region whole = _analysis.Whole(item.Id);
            if (CheckLend(call, receiver, owner, item.Id, whole, effect.Writes, whole))
                return Value.Unknown;
            Lend(call.Syntax, Text(receiver), item.Id, home, whole, effect.Writes, isOfSeveral: owner.IsSeveral);
        }
        return Run(call, body, values, state => EndHome(state, home, call.Syntax));
    }

    /// <summary>Locks several mutexes, or none of them. One that is named twice is none of this: the run time calls that a wrong argument.</summary>
    private Value LendAll(IInvocationOperation call, Effect effect)
    {
        var owners = new List<(IOperation At, Value Value)>();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Library.KindOf(argument.Value.Type) == Kind.Mutex)
                owners.Add((argument.Value, Evaluate(argument.Value)));
            else
                Hand(argument);
        }
        Throws();
        foreach ((IOperation at, Value owner) in owners)
        {
            if (CheckLost(at, owner, effect.Verb))
                return Value.Unknown;
            foreach (Item item in owner.Items)
            {
                if (item.Kind == ItemKind.Owner && CheckLend(call, at, owner, item.Id, _analysis.Whole(item.Id), effect.Writes, _analysis.Whole(item.Id)))
                    return Value.Unknown;
            }
        }
        if (IsRefused(call))
            return Value.Unknown;
        var guards = new List<Item>();
        for (int i = 0; i < owners.Count; i++)
        {
            foreach (Item item in owners[i].Value.Items)
            {
                if (item.Kind == ItemKind.Owner)
                    guards.Add(Lend(call.Syntax, Text(owners[i].At), item.Id, home: -1, _analysis.Whole(item.Id), effect.Writes, isOfSeveral: owners[i].Value.IsSeveral) with { Part = i + 1 });
            }
        }
        return guards.Count == 0 ? Value.Unknown : Value.Of(guards);
    }

    /// <summary>A member that needs its handle alive, whatever is lent.</summary>
    private void NeedAlive(IOperation receiver, Effect effect)
    {
        Value owner = Evaluate(receiver);
        Throws();
        CheckLost(receiver, owner, effect.Verb);
    }

    /// <summary>A handle to a shared value ends; the value, and what is lent of it, does not.</summary>
    private void DropHandle(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        Throws();
        if (owner.IsOne(ItemKind.Owner, out int id))
            _state.Mark(item => item.Kind == ItemKind.Owner && item.Id == id, new End(call.Syntax, effect.Fate));
    }

    private string CureOfLost(IOperation owner) => Library.KindOf(owner.Type) switch
    {
        Kind.Mutex => UseWhereItIs,
        Kind.Shared => CloneHandle,
        _ => UseNewOwner,
    };

    /// <summary>What cannot be done to an owner of which something is to be lent.</summary>
    private string VerbOf(IOperation owner, bool writes) => Library.KindOf(owner.Type) switch
    {
        Kind.Mutex => "lock",
        Kind.Shared => Verb(writes),
        _ => $"lend {{0}} for {Gerund(writes)}",
    };

    /// <summary>Why it cannot be done: what an owner is while a loan is out, to follow "because it".</summary>
    private string StateOf(IOperation owner, Loan loan) =>
        Library.KindOf(owner.Type) == Kind.Mutex ? "is locked" : $"is lent for {Gerund(loan.Writes)}";

    /// <summary>Why a second loan is refused.</summary>
    private string ReasonOf(IOperation owner, Loan loan) =>
        Library.KindOf(owner.Type) is Kind.Mutex or Kind.Shared ? $"{StateOf(owner, loan)} already, so the wait would never end" : StateOf(owner, loan);

    /// <summary>What is told of the place where a loan was made.</summary>
    private string LabelOf(IOperation owner, Loan loan) => Library.KindOf(owner.Type) == Kind.Mutex ? "locked here" : $"lent for {Gerund(loan.Writes)} here";

    /// <summary>What makes room for a second loan.</summary>
    private string CureOf(IOperation owner, Loan loan) => Library.KindOf(owner.Type) switch
    {
        Kind.Mutex => "Dispose the guard first, or hand it on to the code that needs it",
        Kind.Shared when loan.Writes => "Use the write guard: it reads as well",
        Kind.Shared => "Dispose the read guard first, or ask for Write from the start",
        Kind.OwnedArray => LendElsewhere,
        _ => LendOneLater,
    };
}
