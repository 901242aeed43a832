using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Lifetimes;

/// <summary>The rules of lifetimes and references that may be stored (R18, R44), as docs/guide/owners.md states them.</summary>
internal sealed class LifetimeModel : IMachine<LifetimeVerb>
{
    private readonly Place[] _owners = [.. Enumerable.Range(0, Programs.Slots).Select(static i => new Place($"m{i}", new Content(i)))];
    private readonly Place _frozen = new("frozen", new Content(7));
    private readonly Life[] _lifetimes = [.. Enumerable.Range(0, Programs.Slots).Select(static _ => new Life())];
    private readonly Reference?[] _references = new Reference?[Programs.Slots];
    private readonly Reference?[] _mutable = new Reference?[Programs.Slots];

    public string State => string.Join(' ',
        _owners.Select(static place => $"{place.Name}:{(place.IsGone ? OwnerState.Gone : place.Loans.State)}:{place.Content?.Number ?? 0}{(place.IsPoisoned ? "!" : "")}")
            .Append($"frozen:{_frozen.Loans.State}")
            .Concat(_lifetimes.Select(static life => life.HasEnded ? "ended" : "open"))
            .Concat(_references.Select(Reference.Show))
            .Concat(_mutable.Select(Reference.Show)));

    public Outcome Do(Step<LifetimeVerb> step)
    {
        var (verb, at, to, number) = step;
        Place owner = _owners[at];
        Life life = _lifetimes[number % Programs.Slots];
        Reference? reference = _references[at], mutable = _mutable[at];
        switch (verb)
        {
            case LifetimeVerb.MakeOwner:
                _owners[at] = new Place($"m{at}", new Content(number));
                return Outcome.Done;
            case LifetimeVerb.ReadOwner:
                return owner.RefusesReading() ?? Outcome.Of(owner.Content!.Number);
            case LifetimeVerb.WriteOwner:
                return owner.RefusesWriting() ?? owner.Put(number, Outcome.Done);
            case LifetimeVerb.MoveOwner:
                return owner.RefusesLeaving() ?? Move(owner, to);
            case LifetimeVerb.DropOwner:
                return owner.IsGone ? Outcome.Done : owner.RefusesWriting() ?? owner.Leave();
            case LifetimeVerb.SpoilOwner:
                return owner.RefusesLoan(LoanKind.Write) ?? owner.RefusesHalfDone() ?? owner.Spoil();
            case LifetimeVerb.Open:
                _lifetimes[at].End();
                _lifetimes[at] = new Life();
                return Outcome.Done;
            case LifetimeVerb.End:
                _lifetimes[at].End();
                return Outcome.Done;
            case LifetimeVerb.Copy:
                if (at != to)
                    _lifetimes[to].End();
                _lifetimes[to] = _lifetimes[at];
                return Outcome.Done;
            case LifetimeVerb.Borrow:
                return life.RefusesLoan() ?? owner.RefusesLoan(LoanKind.Read) ?? owner.RefusesHalfDone() ?? Keep(_references, to, life.Lend(owner, LoanKind.Read));
            case LifetimeVerb.BorrowFrozen:
                return life.RefusesLoan() ?? Keep(_references, to, life.Lend(_frozen, LoanKind.Read));
            case LifetimeVerb.BorrowMut:
                return life.RefusesLoan() ?? owner.RefusesLoan(LoanKind.Write) ?? Keep(_mutable, to, life.Lend(owner, LoanKind.Write));
            case LifetimeVerb.Repoint:
                return life.RefusesLoan() ?? Released(_references[to]) ?? owner.RefusesLoan(LoanKind.Read) ?? owner.RefusesHalfDone()
                    ?? Keep(_references, to, life.Lend(owner, LoanKind.Read));
            case LifetimeVerb.RepointMut:
                return life.RefusesLoan() ?? Released(_mutable[to]) ?? owner.RefusesLoan(LoanKind.Write) ?? Keep(_mutable, to, life.Lend(owner, LoanKind.Write));
            case LifetimeVerb.Share:
                return Reference.Refuses(reference) ?? Keep(_references, to, reference!.Life.Lend(reference.Place, LoanKind.Read));
            case LifetimeVerb.Release:
                return Released(reference) ?? Outcome.Done;
            case LifetimeVerb.ReleaseMut:
                return Released(mutable) ?? Outcome.Done;
            case LifetimeVerb.CopyReference:
                return Keep(_references, to, reference);
            case LifetimeVerb.CopyReferenceMut:
                return Keep(_mutable, to, mutable);
            case LifetimeVerb.Read:
                return Reference.Refuses(reference) ?? Outcome.Of(reference!.Place.Content!.Number);
            case LifetimeVerb.ReadMut:
                return Reference.Refuses(mutable) ?? mutable!.Place.RefusesHalfDone() ?? Outcome.Of(mutable.Place.Content!.Number);
            case LifetimeVerb.Write:
                return Reference.Refuses(mutable) ?? mutable!.Place.RefusesHalfDone() ?? mutable.Place.Change(number);
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    public void End()
    {
        foreach (Life life in _lifetimes)
            life.End();
    }

    /// <summary>Not kept is not released: what stands in the slot is forgotten, and lives on until its lifetime ends.</summary>
    private static Outcome Keep(Reference?[] references, int slot, Reference? reference)
    {
        references[slot] = reference;
        return Outcome.Done;
    }

    /// <summary>Lets the loan go; nothing is refused.</summary>
    private static Outcome? Released(Reference? reference)
    {
        reference?.Return();
        return null;
    }

    private Outcome Move(Place owner, int to)
    {
        Content? content = owner.Content;
        owner.Leave();
        _owners[to] = new Place(owner.Name, content);
        return Outcome.Done;
    }

    /// <summary>References that expire together.</summary>
    private sealed class Life
    {
        private readonly List<Reference> _references = [];

        internal bool HasEnded { get; private set; }

        internal Outcome? RefusesLoan() => HasEnded ? Outcome.Expired : null;

        internal Reference Lend(Place place, LoanKind kind)
        {
            var reference = new Reference(place, place.Lend(kind), this);
            _references.Add(reference);
            return reference;
        }

        internal void End()
        {
            HasEnded = true;
            foreach (Reference reference in _references)
                reference.Return();
        }
    }

    /// <summary>A reference, and all its copies.</summary>
    private sealed class Reference(Place place, Guard loan, Life life)
    {
        private bool _hasExpired;

        internal Place Place => place;

        internal Life Life => life;

        internal static Outcome? Refuses(Reference? reference) => reference is { _hasExpired: false } ? null : Outcome.Expired;

        internal static string Show(Reference? reference) =>
            reference is null ? "nothing: expired" : $"{reference.Place.Name}: {(reference._hasExpired ? "expired" : "alive")}";

        internal void Return()
        {
            _hasExpired = true;
            loan.Return();
        }
    }
}
