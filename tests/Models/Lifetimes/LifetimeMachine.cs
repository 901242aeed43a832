using System.Runtime.InteropServices;
using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Lifetimes;

/// <summary>The library's lifetimes and references.</summary>
internal sealed class LifetimeMachine : IMachine<LifetimeVerb>
{
    private readonly OwnedMut<int>[] _owners = new OwnedMut<int>[Programs.Slots];
    private readonly Owned<int> _frozen = Own.Of(7, "frozen");
    private readonly Lifetime[] _lifetimes = [.. Enumerable.Range(0, Programs.Slots).Select(static _ => Lifetime.Open())];
    private readonly List<Ref<int>> _references = [default, default, default];
    private readonly List<RefMut<int>> _mutable = [default, default, default];

    internal LifetimeMachine()
    {
        for (int i = 0; i < Programs.Slots; i++)
            _owners[i] = Own.Mut(i, $"m{i}");
    }

    public string State => string.Join(' ',
        _owners.Select(static o => $"{o.Name}:{o.State}:{o.Node.Value}{(o.IsPoisoned ? "!" : "")}").Append($"frozen:{_frozen.State}")
            .Concat(_lifetimes.Select(static life => life.HasEnded ? "ended" : "open"))
            .Concat(_references.Select(static reference => reference.ToString()))
            .Concat(_mutable.Select(static reference => reference.ToString())));

    public Outcome Do(Step<LifetimeVerb> step)
    {
        var (verb, at, to, number) = step;
        OwnedMut<int> owner = _owners[at];
        Lifetime life = _lifetimes[number % Programs.Slots];
        switch (verb)
        {
            case LifetimeVerb.MakeOwner:
                _owners[at] = Own.Mut(number, $"m{at}");
                return Outcome.Done;
            case LifetimeVerb.ReadOwner:
                return Outcome.Of(owner.Value);
            case LifetimeVerb.WriteOwner:
                owner.Value = number;
                return Outcome.Done;
            case LifetimeVerb.MoveOwner:
                _owners[to] = owner.Move();
                return Outcome.Done;
            case LifetimeVerb.DropOwner:
                owner.Dispose();
                return Outcome.Done;
            case LifetimeVerb.SpoilOwner:
                using (BorrowedMut<int> guard = owner.BorrowMut(owner.Name))
                    guard.Update(static _ => throw new PlannedException());
                return Outcome.Done;
            case LifetimeVerb.Open:
                _lifetimes[at].Dispose();
                _lifetimes[at] = Lifetime.Open();
                return Outcome.Done;
            case LifetimeVerb.End:
                _lifetimes[at].Dispose();
                return Outcome.Done;
            case LifetimeVerb.Copy:
                if (at != to)
                    _lifetimes[to].Dispose();
                _lifetimes[to] = _lifetimes[at];
                return Outcome.Done;
            case LifetimeVerb.Borrow:
                _references[to] = life.Borrow(owner, owner.Name);
                return Outcome.Done;
            case LifetimeVerb.BorrowFrozen:
                _references[to] = life.Borrow(_frozen, _frozen.Name);
                return Outcome.Done;
            case LifetimeVerb.BorrowMut:
                _mutable[to] = life.BorrowMut(owner, owner.Name);
                return Outcome.Done;
            case LifetimeVerb.Repoint:
                life.Repoint(ref CollectionsMarshal.AsSpan(_references)[to], owner, owner.Name);
                return Outcome.Done;
            case LifetimeVerb.RepointMut:
                life.Repoint(ref CollectionsMarshal.AsSpan(_mutable)[to], owner, owner.Name);
                return Outcome.Done;
            case LifetimeVerb.Share:
                _references[to] = _references[at].Share();
                return Outcome.Done;
            case LifetimeVerb.Release:
                _references[at].Release();
                return Outcome.Done;
            case LifetimeVerb.ReleaseMut:
                _mutable[at].Release();
                return Outcome.Done;
            case LifetimeVerb.CopyReference:
                _references[to] = _references[at];
                return Outcome.Done;
            case LifetimeVerb.CopyReferenceMut:
                _mutable[to] = _mutable[at];
                return Outcome.Done;
            case LifetimeVerb.Read:
                return Outcome.Of(_references[at].Value);
            case LifetimeVerb.ReadMut:
                return Outcome.Of(_mutable[at].Value);
            case LifetimeVerb.Write:
                _mutable[at].Value = number;
                return Outcome.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    public void End()
    {
        foreach (Lifetime life in _lifetimes)
            life.Dispose();
    }
}
