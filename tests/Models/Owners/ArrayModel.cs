using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Rules;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>The rules of arrays, scopes and slices (R01, R12, R19), as docs/guide/owners.md states them. Arguments are looked at before loans.</summary>
internal sealed class ArrayModel : IMachine<ArrayVerb>
{
    private readonly Owner[] _owners = [.. Enumerable.Range(0, Programs.Slots).Select(static i => new Owner($"a{i}", Filled(i)))];
    private readonly Scope[] _scopes = [.. Enumerable.Range(0, Programs.Slots).Select(static _ => new Scope())];
    private readonly View[] _readers = new View[Programs.Slots];
    private readonly View[] _writers = new View[Programs.Slots];

    public string State =>
        string.Join(' ', _owners.Select(static o => $"{o.Name}:{o.State}").Concat(_owners.Select(static o => string.Join(',', o.Elements))));

    public Outcome Do(Step<ArrayVerb> step)
    {
        var (verb, at, to, number) = step;
        Owner owner = _owners[at];
        int index = Numbers.Index(number);
        return verb switch
        {
            ArrayVerb.Make => Put(at, new Owner($"a{at}", Filled(number))),
            ArrayVerb.Read => owner.RefusesAccess(LoanKind.Read) ?? Outside(index, nameof(ArgumentOutOfRangeException)) ?? Outcome.Of(owner.Elements[index]),
            ArrayVerb.Write => owner.RefusesAccess(LoanKind.Write) ?? Outside(index, nameof(ArgumentOutOfRangeException)) ?? owner.Write(index, number),
            ArrayVerb.ToArray => owner.RefusesAccess(LoanKind.Read) ?? new(string.Join(',', owner.Elements)),
            ArrayVerb.CopyFrom => owner.RefusesAccess(LoanKind.Write) ?? owner.Write(0, number, number),
            ArrayVerb.Move => owner.RefusesAccess(LoanKind.Write) ?? Put(to, owner.Leave()),
            ArrayVerb.IntoArray => owner.RefusesAccess(LoanKind.Write) ?? (owner.Leave() is not null ? Outcome.Of(true) : default),
            ArrayVerb.Drop => owner.IsGone ? Outcome.Done : owner.RefusesAccess(LoanKind.Write) ?? (owner.Leave() is not null ? Outcome.Done : default),
            _ => DoWithScopes(verb, at, to, number),
        };
    }

    public void End()
    {
        foreach (Scope scope in _scopes)
            scope.End();
    }

    private Outcome DoWithScopes(ArrayVerb verb, int at, int to, int number)
    {
        Scope lending = _scopes[Numbers.Scope(number)];
        View reader = _readers[at], writer = _writers[at];
        switch (verb)
        {
            case ArrayVerb.OpenScope:
                _scopes[at].End();
                _scopes[at] = new Scope();
                return Outcome.Done;
            case ArrayVerb.EndScope:
                _scopes[at].End();
                return Outcome.Done;
            case ArrayVerb.CopyScope:
                if (at != to)
                    _scopes[to].End();
                _scopes[to] = _scopes[at];
                return Outcome.Done;
            case ArrayVerb.Borrow:
                return Borrow(_readers, to, _owners[at], LoanKind.Read, lending, number);
            case ArrayVerb.BorrowMut:
                return Borrow(_writers, to, _owners[at], LoanKind.Write, lending, number);
            case ArrayVerb.ReadThroughReader:
                return reader.Use(LoanKind.Read, Numbers.Index(number));
            case ArrayVerb.ReadThroughWriter:
                return writer.Use(LoanKind.Write, Numbers.Index(number));
            case ArrayVerb.WriteThroughWriter:
                return writer.Use(LoanKind.Write, Numbers.Index(number), number);
            case ArrayVerb.PartOfReader:
                return Part(_readers, to, reader, number);
            case ArrayVerb.PartOfWriter:
                return Part(_writers, to, writer, number);
            case ArrayVerb.SplitWriter:
                return Split(at, to, writer, Numbers.Index(number));
            case ArrayVerb.WriterAsReader:
                return Keep(_readers, to, writer);
            case ArrayVerb.ReborrowReader:
                return Reborrow(_readers, to, reader, LoanKind.Read, lending);
            case ArrayVerb.ReborrowWriter:
                return Reborrow(_writers, to, writer, LoanKind.Write, lending);
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    private static Outcome Borrow(View[] views, int slot, Owner owner, LoanKind kind, Scope scope, int number)
    {
        var (from, to) = Numbers.Range(number);
        return OutsideRange(from, to, Numbers.Length) ?? scope.RefusesLoan() ?? owner.RefusesLoan(kind, from, to)
            ?? Keep(views, slot, new View(owner, scope.Lend(owner.Loans, kind, from, to), from, to));
    }

    private static Outcome Reborrow(View[] views, int slot, View view, LoanKind kind, Scope scope)
    {
        if (scope.RefusesLoan() is { } over)
            return over;
        if (view.Loan is null)
            return Keep(views, slot, view); // no loan of nothing
        return view.Refuses(kind) ?? Keep(views, slot, view with { Loan = scope.Lend(view.Loan, kind, view.From, view.To) });
    }

    private static Outcome Part(View[] views, int slot, View view, int number)
    {
        var (from, to) = Numbers.Range(number);
        return OutsideRange(from, to, view.Length) ?? Keep(views, slot, view with { From = view.From + from, To = view.From + to });
    }

    private Outcome Split(int at, int to, View view, int index)
    {
        if (index > view.Length)
            return new(nameof(ArgumentOutOfRangeException));
        _writers[at] = view with { To = view.From + index };
        _writers[to] = view with { From = view.From + index };
        return Outcome.Done;
    }

    private static Outcome Keep(View[] views, int slot, View view)
    {
        views[slot] = view;
        return Outcome.Done;
    }

    private Outcome Put(int slot, Owner owner)
    {
        _owners[slot] = owner;
        return Outcome.Done;
    }

    private static Outcome? Outside(int index, string error) => index < Numbers.Length ? null : new(error);

    private static Outcome? OutsideRange(int from, int to, int length) => from <= to && to <= length ? null : new(nameof(ArgumentOutOfRangeException));

    private static int[] Filled(int number) => [.. Enumerable.Repeat(number, Numbers.Length)];

    /// <summary>An owner of an array.</summary>
    private sealed class Owner(string name, int[] elements)
    {
        internal string Name => name;

        internal int[] Elements => elements;

        internal Lender Loans { get; } = Lender.Owner(Numbers.Length);

        internal bool IsGone { get; private set; }

        internal OwnerState State => IsGone ? OwnerState.Gone : Loans.State;

        internal Outcome? RefusesAccess(LoanKind kind) => Refuses(kind, Loans.ForbidsAccess(kind));

        internal Outcome? RefusesLoan(LoanKind kind, int from, int to) => Refuses(kind, Loans.Forbids(kind, from, to));

        internal Outcome Write(int index, params ReadOnlySpan<int> numbers)
        {
            numbers.CopyTo(elements.AsSpan(index));
            return Outcome.Done;
        }

        internal Owner Leave()
        {
            IsGone = true;
            return new Owner(name, elements);
        }

        private Outcome? Refuses(LoanKind kind, InTheWay kinds) =>
            IsGone ? Outcome.Moved(name) : kinds == InTheWay.Unsaid ? null : Outcome.Conflict(name, kind, kinds);
    }

    /// <summary>Loans that end together.</summary>
    private sealed class Scope
    {
        private readonly List<Lender> _loans = [];
        private bool _hasEnded;

        internal Outcome? RefusesLoan() => _hasEnded ? Outcome.Expired : null;

        internal Lender Lend(Lender from, LoanKind kind, int start, int end)
        {
            Lender loan = from.Lend(kind, start, end);
            _loans.Add(loan);
            return loan;
        }

        internal void End()
        {
            _hasEnded = true;
            foreach (Lender loan in _loans)
                loan.Return();
            _loans.Clear();
        }
    }

    /// <summary>A slice: a part of a loan. Without one it is empty, and nothing forbids its use.</summary>
    private readonly record struct View(Owner Owner, Lender? Loan, int From, int To)
    {
        internal int Length => To - From;

        internal Outcome? Refuses(LoanKind kind) => Loan is null ? null
            : Loan.IsOver ? Outcome.Expired
            : Loan.Forbids(kind, From, To) is var kinds && kinds == InTheWay.Unsaid ? null
            : Outcome.Conflict(Owner.Name, kind, kinds);

        internal Outcome Use(LoanKind kind, int index, int? number = null)
        {
            if (Refuses(kind) is { } refusal)
                return refusal;
            if (index >= Length)
                return new(nameof(IndexOutOfRangeException));
            return number is { } written ? Owner.Write(From + index, written) : Outcome.Of(Owner.Elements[From + index]);
        }
    }
}
