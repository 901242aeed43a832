using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>The library's owners and guards. Guards are ref structs, and so is what holds them.</summary>
internal ref struct ValueMachine<T, TValues> : IMachine<ValueVerb>
    where TValues : IValues<T>
{
    private readonly OwnedMut<T>[] _owners = new OwnedMut<T>[Programs.Slots];
    private readonly Owned<T>[] _frozen = new Owned<T>[Programs.Slots];
    private Borrowed<T> _reader0, _reader1, _reader2;
    private BorrowedMut<T> _writer0, _writer1, _writer2;

    public ValueMachine()
    {
        for (int i = 0; i < Programs.Slots; i++)
        {
            _owners[i] = Own.Mut(TValues.Make(i), $"m{i}");
            _frozen[i] = Own.Of(TValues.Make(i), $"f{i}");
        }
    }

    /// <summary>Looks at the values past all checks: what is refused must leave them as they were, whoever has them.</summary>
    public readonly string State => string.Join(' ',
        _owners.Select(static o => $"{o.Name}:{o.State}:{TValues.Read(o.Node.Value)}{(o.IsPoisoned ? "!" : "")}")
            .Concat(_frozen.Select(static o => $"{o.Name}:{o.State}:{TValues.Read(o.Node.Value)}")));

    public Outcome Do(Step<ValueVerb> step)
    {
        var (verb, at, to, number) = step;
        switch (verb)
        {
            case ValueVerb.Make:
                _owners[at] = Own.Mut(TValues.Make(number), $"m{at}");
                return Outcome.Done;
            case ValueVerb.Read:
                return Read(_owners[at].Value);
            case ValueVerb.Write:
                _owners[at].Value = TValues.Make(number);
                return Outcome.Done;
            case ValueVerb.Replace:
                return Read(_owners[at].Replace(TValues.Make(number)));
            case ValueVerb.Take:
                return Read(_owners[at].Take());
            case ValueVerb.TakeOwnership:
                return Read(_owners[at].TakeOwnership());
            case ValueVerb.Drop:
                _owners[at].Dispose();
                return Outcome.Done;
            case ValueVerb.Move:
                _owners[to] = _owners[at].Move();
                return Outcome.Done;
            case ValueVerb.Freeze:
                _frozen[to] = _owners[at].Freeze();
                return Outcome.Done;
            case ValueVerb.Clone:
                _owners[to] = _owners[at].Clone();
                return Outcome.Done;
            case ValueVerb.ReadFrozen:
                return Read(_frozen[at].Value);
            case ValueVerb.TakeFrozen:
                return Read(_frozen[at].Take());
            case ValueVerb.TakeOwnershipOfFrozen:
                return Read(_frozen[at].TakeOwnership());
            case ValueVerb.DropFrozen:
                _frozen[at].Dispose();
                return Outcome.Done;
            case ValueVerb.MoveFrozen:
                _frozen[to] = _frozen[at].Move();
                return Outcome.Done;
            case ValueVerb.Thaw:
                _owners[to] = _frozen[at].Thaw();
                return Outcome.Done;
            case ValueVerb.CloneFrozen:
                _frozen[to] = _frozen[at].Clone();
                return Outcome.Done;
            default:
                return DoWithGuards(verb, at, to, number);
        }
    }

    public void End()
    {
        for (int i = 0; i < Programs.Slots; i++)
        {
            Reader(i).Dispose();
            Writer(i).Dispose();
        }
    }

    private Outcome DoWithGuards(ValueVerb verb, int at, int to, int number)
    {
        OwnedMut<T> owner = _owners[at];
        switch (verb)
        {
            case ValueVerb.Borrow:
                Keep(to, owner.Borrow(owner.Name));
                return Outcome.Done;
            case ValueVerb.TryBorrow:
                if (!owner.TryBorrow(out Borrowed<T> read, owner.Name))
                    return Outcome.Of(false);
                Keep(to, read);
                return Outcome.Of(true);
            case ValueVerb.BorrowFrozen:
                Keep(to, _frozen[at].Borrow(_frozen[at].Name));
                return Outcome.Done;
            case ValueVerb.BorrowMut:
                Keep(to, owner.BorrowMut(owner.Name));
                return Outcome.Done;
            case ValueVerb.TryBorrowMut:
                if (!owner.TryBorrowMut(out BorrowedMut<T> written, owner.Name))
                    return Outcome.Of(false);
                Keep(to, written);
                return Outcome.Of(true);
            case ValueVerb.ReadThroughReader:
                return Read(Reader(at).Value);
            case ValueVerb.ReadThroughWriter:
                return Read(Writer(at).Value);
            case ValueVerb.ChangeThroughWriter:
                TValues.Change(ref Writer(at).Value, number);
                return Outcome.Done;
            case ValueVerb.ReplaceThroughWriter:
                return Read(Writer(at).Replace(TValues.Make(number)));
            case ValueVerb.Update:
                Writer(at).Update(number, static (old, number) => TValues.Make(TValues.Read(old) + number));
                return Outcome.Done;
            case ValueVerb.UpdateThatFails:
                Writer(at).Update(static _ => throw new PlannedException());
                return Outcome.Done;
            case ValueVerb.ReborrowReader:
                Keep(to, Reader(at).Reborrow());
                return Outcome.Done;
            case ValueVerb.ReborrowWriter:
                Keep(to, Writer(at).Reborrow());
                return Outcome.Done;
            case ValueVerb.ReborrowMut:
                Keep(to, Writer(at).ReborrowMut());
                return Outcome.Done;
            case ValueVerb.CopyReader:
                Keep(to, Reader(at));
                return Outcome.Done;
            case ValueVerb.CopyWriter:
                Keep(to, Writer(at));
                return Outcome.Done;
            case ValueVerb.EndReader:
                Reader(at).Dispose();
                return Outcome.Done;
            case ValueVerb.EndWriter:
                Writer(at).Dispose();
                return Outcome.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    private static Outcome Read(T value) => Outcome.Of(TValues.Read(value));

    /// <summary>What stood in the slot before ends first.</summary>
    private void Keep(int slot, Borrowed<T> guard)
    {
        Reader(slot).Dispose();
        Reader(slot) = guard;
    }

    private void Keep(int slot, BorrowedMut<T> guard)
    {
        Writer(slot).Dispose();
        Writer(slot) = guard;
    }

    [UnscopedRef]
    private ref Borrowed<T> Reader(int slot)
    {
        switch (slot)
        {
            case 0: return ref _reader0;
            case 1: return ref _reader1;
            default: return ref _reader2;
        }
    }

    [UnscopedRef]
    private ref BorrowedMut<T> Writer(int slot)
    {
        switch (slot)
        {
            case 0: return ref _writer0;
            case 1: return ref _writer1;
            default: return ref _writer2;
        }
    }
}
