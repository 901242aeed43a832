using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// Lambdas and local functions. What runs in place – the body of a section, of a call with loans, a local function – is walked where it
/// is called, and what it does is done. What runs while its caller waits, any number of times or elsewhere – the arms of a join, the
/// body of a loop, a fork – is walked there too, but what it does is its own business.
/// </content>
internal sealed partial class Walk
{
    private Value RunSection(IInvocationOperation call)
    {
        int home = Origins.Of(call.Syntax, Home, "the section", isSection: true);
        _state.Renew(home, ItemKind.Home);
        var values = new List<Value> { Value.Of(new Item(ItemKind.Home, home)) };
        Value body = Value.Unknown;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (IsBody(argument))
                body = Evaluate(argument.Value);
            else
                values.Add(Evaluate(argument.Value));
        }
        Throws();
        return Run(call, body, values, state => EndHome(state, home, call.Syntax));
    }

    private Value RunCall(IInvocationOperation call)
    {
        int home = Origins.Of(call.Syntax, CallOf, "the call", isCall: true);
        _state.Renew(home, ItemKind.Home);
        var values = new List<Value>();
        Value body = Value.Unknown;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (IsBody(argument))
                body = Evaluate(argument.Value);
            else if (Bare(argument.Value) is IInvocationOperation loan && Library.EffectOf(loan.TargetMethod) is { Kind: EffectKind.Argument } effect && ArgumentOf(loan, "owner") is { } owner)
                values.Add(LendTo(loan, owner, effect.Writes, isSomewhere: false, home));
            else
                values.Add(Evaluate(argument.Value));
        }
        Throws();
        return Run(call, body, values, state => EndHome(state, home, call.Syntax));
    }

    /// <summary>A guard's member that may be handed a body, which runs at once.</summary>
    private Value UseInPlace(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value guard = Evaluate(receiver);
        Throws();
        foreach (Item item in guard.Items)
        {
            if (item.Kind == ItemKind.Handle)
                UseHandle(receiver, guard, item, effect.Writes, Library.KindOf(receiver.Type));
        }
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (IsBody(argument))
                Run(call, Evaluate(argument.Value), [], static _ => { });
            else
                Hand(argument);
        }
        return Number(call);
    }

    /// <summary>A local function, or a local delegate of which the body is known.</summary>
    private Value RunLocally(IInvocationOperation call, int body)
    {
        var values = new List<Value>();
        foreach (IArgumentOperation argument in call.Arguments)
            values.Add(argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out ? Hand(argument) : Evaluate(argument.Value));
        Throws();
        return Run(call, Value.Of(new Item(ItemKind.Body, body)), values, static _ => { });
    }

    private Value Run(IInvocationOperation call, Value body, List<Value> values, Action<State> end)
    {
        if (!body.IsOne(ItemKind.Body, out int id) || !RunsAtOnce(_analysis.BodyOf(id).Method) || _analysis.BodyOf(id).Graph() is not { } graph)
        {
            foreach (Item item in body.Items)
            {
                if (item.Kind == ItemKind.Body)
                    LetGo(_analysis.BodyOf(item.Id));
            }
            end(_state);
            return Number(call);
        }
        if (!_analysis.Active.Add(id))
            return Number(call); // recursion: what it does has been seen once
        _analysis.Walked(id);
        Body known = _analysis.BodyOf(id);
        State entry = _state.Copy();
        for (int i = 0; i < known.Method.Parameters.Length; i++)
            entry.Places[Origins.Place(known.Method.Parameters[i])] = i < values.Count ? values[i] : Value.Unknown;
        Walk walk = Inner(call, graph, known.Method, only: null, entry);
        State? exit = walk.Run(entry);
        _analysis.Active.Remove(id);
        if (walk.Escaped is { } escaped && _block is not null && !_analysis.IsReporting)
        {
            end(escaped);
            ThrowTo(_block.EnclosingRegion, escaped);
        }
        _isDead = exit is null;
        if (exit is null)
            return Value.Unknown;
        end(exit);
        _state = exit;
        return walk.Returned.Items.Length > 0 || walk.Returned.IsUnknown ? walk.Returned : Number(call);
    }

    /// <summary>Bodies of loops and of other members that have come to an end when they return.</summary>
    private Value RunSideways(IInvocationOperation call)
    {
        Throws();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is not (RefKind.None or RefKind.In))
            {
                Hand(argument);
                continue;
            }
            Value value = Evaluate(argument.Value);
            if (value.IsOne(ItemKind.Body, out int id))
                RunSideways(call, id, _state);
            else
                UseAll(argument.Value, value);
        }
        return Number(call);
    }

    /// <summary>Walks a body from a state, and keeps nothing of what it does: as long as nothing is told, there is no need to.</summary>
    private void RunSideways(IInvocationOperation call, int id, State state)
    {
        Body body = _analysis.BodyOf(id);
        LetGo(body);
        if (!_analysis.IsReporting || !RunsAtOnce(body.Method) || body.Graph() is not { } graph || !_analysis.Active.Add(id))
            return;
        _analysis.Walked(id);
        State entry = state.Copy();
        foreach (IParameterSymbol parameter in body.Method.Parameters)
            entry.Places.Remove(Origins.Place(parameter)); // what it is handed is its own
        Inner(call, graph, body.Method, only: null, entry).Run(entry);
        _analysis.Active.Remove(id);
    }

    /// <summary>
    /// A new fork of a section: its slices are lent to it until it is joined. Its body may rely on the loans of sections only; others may
    /// have ended when it runs.
    /// </summary>
    private Value GiveToFork(IInvocationOperation call, IOperation receiver)
    {
        Value section = Evaluate(receiver);
        int above = section.IsOne(ItemKind.Home, out int home) ? home : -1;
        CheckOpen(receiver, section);
        int fork = Origins.Of(call.Syntax, ForkOf, "the fork", above: above);
        var own = new List<int>();
        var bodies = new List<int>();
        Throws();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            Kind kind = Library.KindOf(argument.Value.Type);
            Value value = Evaluate(argument.Value);
            if (value.IsOne(ItemKind.Body, out int id))
                bodies.Add(id);
            else if (!kind.IsLent())
                UseAll(argument.Value, value);
            foreach (Item item in value.Items)
            {
                if (item.Kind != ItemKind.Handle || !kind.IsLent() || above < 0)
                    continue;
                if (!CheckGiven(argument.Value, value, item, kind, own))
                {
                    foreach (int given in own)
                        _state.Loans.Remove(given); // nothing is forked
                    return Value.Unknown;
                }
                own.Add(Lend(argument.Value.Syntax, Origins[item.Id].Name, item.Id, fork, item.Region, kind.Writes(), PlaceOf(argument.Value), value.IsSeveral).Id);
            }
        }
        foreach (int body in bodies)
        {
            State later = _state.Copy();
            later.RemoveLoans(loan => !Origins[loan.Home].IsSection && Origins[loan.Home].Above < 0);
            RunSideways(call, body, later);
        }
        return Library.KindOf(call.Type) == Kind.Forked ? Value.Of(new Item(ItemKind.Fork, fork)) : Value.Nothing;
    }

    /// <summary>Whether a slice may be given to a fork; what the same fork has been given already is a conflict of its own kind.</summary>
    private bool CheckGiven(IOperation at, Value value, Item item, Kind kind, List<int> own)
    {
        foreach (int id in own)
        {
            Loan loan = _state.Loans[id];
            if (loan.From != item.Id || !(kind.Writes() || loan.Writes) || (loan.IsOfSeveral && value.IsSeveral) || Symbols.Compare(item.Region, loan.Region, WholeOf(item.Id)) != Overlap.Certain)
                continue;
            ReportOverlap(at, Text(at), loan.Site, "one fork is handed");
            return false;
        }
        return UseHandle(at, value, item, kind.Writes(), kind);
    }

    private Value JoinFork(IInvocationOperation call, IOperation receiver)
    {
        Value forks = Evaluate(receiver);
        Throws();
        foreach (Item item in forks.Items)
        {
            if (item.Kind == ItemKind.Fork)
                _state.End((loan, _) => loan.Home == item.Id, call.Syntax);
        }
        return Number(call);
    }

    /// <summary>The arms of a join: what one may write no other is handed.</summary>
    private Value JoinArms(IInvocationOperation call)
    {
        var slices = new List<(IArgumentOperation At, Item Item, bool Writes, bool IsOfSeveral)>();
        var bodies = new List<int>();
        Throws();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            Kind kind = Library.KindOf(argument.Value.Type);
            Value value = Evaluate(argument.Value);
            if (value.IsOne(ItemKind.Body, out int id))
            {
                bodies.Add(id);
                continue;
            }
            if (!kind.IsLent())
                UseAll(argument.Value, value);
            foreach (Item item in value.Items)
            {
                if (item.Kind == ItemKind.Handle && kind.IsLent() && UseHandle(argument.Value, value, item, kind.Writes(), kind))
                    slices.Add((argument, item, kind.Writes(), value.IsSeveral));
            }
        }
        foreach ((IArgumentOperation left, Item first, bool firstWrites, bool isSeveral) in slices)
        {
            foreach ((IArgumentOperation right, Item second, bool secondWrites, bool isAlsoSeveral) in slices)
            {
                if (IsLeft(left) && !IsLeft(right) && first.Id == second.Id && !(isSeveral && isAlsoSeveral) && (firstWrites || secondWrites)
                    && Symbols.Compare(first.Region, second.Region, WholeOf(first.Id)) == Overlap.Certain)
                    ReportOverlap(right.Value, Text(right.Value), left.Value.Syntax, "the arms of one join are handed");
            }
        }
        foreach (int body in bodies)
            RunSideways(call, body, _state);
        return Number(call);
    }

    private static bool IsBody(IArgumentOperation argument) => argument.Parameter is { Name: "body" };

    /// <summary>Whether calling a body runs it: what gives a task or a sequence runs in pieces, later.</summary>
    private static bool RunsAtOnce(IMethodSymbol method) => !method.IsAsync && method.ReturnType.OriginalDefinition.SpecialType is not (
        SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IEnumerator_T
        or SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_IEnumerator)
        && method.ReturnType.Name is not ("IAsyncEnumerable" or "IAsyncEnumerator");

    private static bool IsLeft(IArgumentOperation argument) => argument.Parameter?.Name.StartsWith("left", StringComparison.Ordinal) == true;

    private void ReportOverlap(IOperation at, string name, SyntaxNode other, string who) => Report(
        FindingKind.Conflict, at, name, "hand over", $"overlaps {other}: {who} both, and one of them may write",
        "Hand over a part of its own: Split, SplitAt and Chunks make parts that cannot overlap", (other, "handed over here"));
}
