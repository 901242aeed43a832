using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>The library's arrays, scopes and slices. Scopes and slices are ref structs, and so is what holds them.</summary>
internal ref struct ArrayMachine : IMachine<ArrayVerb>
{
    private readonly OwnedArray<int>[] _owners = new OwnedArray<int>[Programs.Slots];
    private readonly int[][] _elements = new int[Programs.Slots][];
    private BorrowScope _scope0, _scope1, _scope2;
    private Slice<int> _reader0, _reader1, _reader2;
    private SliceMut<int> _writer0, _writer1, _writer2;

    public ArrayMachine()
    {
        for (int i = 0; i < Programs.Slots; i++)
        {
            Make(i, i);
            Scope(i) = BorrowScope.Open();
        }
    }

    /// <summary>Looks at the elements past all checks: what is refused must leave them as they were, whoever has them.</summary>
    public readonly string State =>
        string.Join(' ', _owners.Select(static o => $"{o.Name}:{o.State}").Concat(_elements.Select(static all => string.Join(',', all))));

    public Outcome Do(Step<ArrayVerb> step)
    {
        var (verb, at, to, number) = step;
        OwnedArray<int> owner = _owners[at];
        switch (verb)
        {
            case ArrayVerb.Make:
                Make(at, number);
                return Outcome.Done;
            case ArrayVerb.Read:
                return Outcome.Of(owner[Numbers.Index(number)]);
            case ArrayVerb.Write:
                owner[Numbers.Index(number)] = number;
                return Outcome.Done;
            case ArrayVerb.ToArray:
                return new(string.Join(',', owner.ToArray()));
            case ArrayVerb.CopyFrom:
                owner.CopyFrom([number, number]);
                return Outcome.Done;
            case ArrayVerb.Move:
                OwnedArray<int> moved = owner.Move();
                _owners[to] = moved;
                _elements[to] = _elements[at];
                return Outcome.Done;
            case ArrayVerb.IntoArray:
                return Outcome.Of(ReferenceEquals(owner.IntoArray(), _elements[at]));
            case ArrayVerb.Drop:
                owner.Dispose();
                return Outcome.Done;
            default:
                return DoWithScopes(verb, at, to, number);
        }
    }

    public void End()
    {
        for (int i = 0; i < Programs.Slots; i++)
            Scope(i).Dispose();
    }

    private Outcome DoWithScopes(ArrayVerb verb, int at, int to, int number)
    {
        var (from, end) = Numbers.Range(number);
        switch (verb)
        {
            case ArrayVerb.OpenScope:
                Scope(at).Dispose();
                Scope(at) = BorrowScope.Open();
                return Outcome.Done;
            case ArrayVerb.EndScope:
                Scope(at).Dispose();
                return Outcome.Done;
            case ArrayVerb.CopyScope:
                if (at != to)
                    Scope(to).Dispose();
                Scope(to) = Scope(at);
                return Outcome.Done;
            case ArrayVerb.Borrow:
                Reader(to) = Scope(Numbers.Scope(number)).Borrow(_owners[at], from..end, _owners[at].Name);
                return Outcome.Done;
            case ArrayVerb.BorrowMut:
                Writer(to) = Scope(Numbers.Scope(number)).BorrowMut(_owners[at], from..end, _owners[at].Name);
                return Outcome.Done;
            case ArrayVerb.ReadThroughReader:
                return Outcome.Of(Reader(at)[Numbers.Index(number)]);
            case ArrayVerb.ReadThroughWriter:
                return Outcome.Of(Writer(at)[Numbers.Index(number)]);
            case ArrayVerb.WriteThroughWriter:
                Writer(at)[Numbers.Index(number)] = number;
                return Outcome.Done;
            case ArrayVerb.PartOfReader:
                Reader(to) = Reader(at)[from..end];
                return Outcome.Done;
            case ArrayVerb.PartOfWriter:
                Writer(to) = Writer(at)[from..end];
                return Outcome.Done;
            case ArrayVerb.SplitWriter:
                var (head, tail) = Writer(at).SplitAt(Numbers.Index(number));
                Writer(at) = head;
                Writer(to) = tail;
                return Outcome.Done;
            case ArrayVerb.WriterAsReader:
                Reader(to) = Writer(at).AsReadOnly();
                return Outcome.Done;
            case ArrayVerb.ReborrowReader:
                Reader(to) = Reader(at).Reborrow(Scope(Numbers.Scope(number)));
                return Outcome.Done;
            case ArrayVerb.ReborrowWriter:
                Writer(to) = Writer(at).Reborrow(Scope(Numbers.Scope(number)));
                return Outcome.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    private readonly void Make(int slot, int number)
    {
        _elements[slot] = [.. Enumerable.Repeat(number, Numbers.Length)];
        _owners[slot] = OwnedArray.Of(_elements[slot], $"a{slot}");
    }

    [UnscopedRef]
    private ref BorrowScope Scope(int slot)
    {
        switch (slot)
        {
            case 0: return ref _scope0;
            case 1: return ref _scope1;
            default: return ref _scope2;
        }
    }

    [UnscopedRef]
    private ref Slice<int> Reader(int slot)
    {
        switch (slot)
        {
            case 0: return ref _reader0;
            case 1: return ref _reader1;
            default: return ref _reader2;
        }
    }

    [UnscopedRef]
    private ref SliceMut<int> Writer(int slot)
    {
        switch (slot)
        {
            case 0: return ref _writer0;
            case 1: return ref _writer1;
            default: return ref _writer2;
        }
    }
}
