using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Rules;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>The rules of owners of single values and of their guards (R01, R09, R11–R15, R19, R30), as docs/guide/owners.md states them.</summary>
/// <param name="isPlain">Whether the values are the same wherever they are.</param>
internal sealed class ValueModel(bool isPlain) : IMachine<ValueVerb>
{
    private readonly Place[] _owners = [.. Enumerable.Range(0, Programs.Slots).Select(static i => new Place($"m{i}", new Content(i)))];
    private readonly Place[] _frozen = [.. Enumerable.Range(0, Programs.Slots).Select(static i => new Place($"f{i}", new Content(i)))];
    private readonly Guard?[] _readers = new Guard?[Programs.Slots];
    private readonly Guard?[] _writers = new Guard?[Programs.Slots];

    public string State => string.Join(' ', _owners.Concat(_frozen).Select(place =>
        $"{place.Name}:{(place.IsGone ? OwnerState.Gone : place.Loans.State)}:{Read(place.Content)}{(place.IsPoisoned ? "!" : "")}"));

    public Outcome Do(Step<ValueVerb> step)
    {
        var (verb, at, to, number) = step;
        Place owner = _owners[at], frozen = _frozen[at];
        return verb switch
        {
            ValueVerb.Make => Put(_owners, at, new Place($"m{at}", new Content(number))),
            ValueVerb.Read or ValueVerb.Take => owner.RefusesReading() ?? Outcome.Of(Read(owner.Content)),
            ValueVerb.Write => owner.RefusesWriting() ?? owner.Put(number, Outcome.Done),
            ValueVerb.Replace => owner.RefusesWriting() ?? owner.Put(number, Outcome.Of(Read(owner.Content))),
            ValueVerb.TakeOwnership => owner.RefusesLeaving() ?? Outcome.Of(Read(Leave(owner))),
            ValueVerb.Drop => Drop(owner),
            ValueVerb.Move => owner.RefusesLeaving() ?? Put(_owners, to, new Place(owner.Name, Leave(owner))),
            ValueVerb.Freeze => owner.RefusesLeaving() ?? Put(_frozen, to, new Place(owner.Name, Leave(owner))),
            ValueVerb.Clone => owner.RefusesReading() ?? Put(_owners, to, new Place(owner.Name, owner.Content!.Copy())),
            ValueVerb.ReadFrozen or ValueVerb.TakeFrozen => frozen.RefusesReading() ?? Outcome.Of(Read(frozen.Content)),
            ValueVerb.TakeOwnershipOfFrozen => RefusesLeavingFrozen(frozen) ?? Outcome.Of(Read(LeaveFrozen(frozen))),
            ValueVerb.DropFrozen => Drop(frozen),
            ValueVerb.MoveFrozen => RefusesLeavingFrozen(frozen) ?? Put(_frozen, to, new Place(frozen.Name, LeaveFrozen(frozen))),
            ValueVerb.Thaw => RefusesLeavingFrozen(frozen) ?? Put(_owners, to, new Place(frozen.Name, LeaveFrozen(frozen))),
            ValueVerb.CloneFrozen => frozen.RefusesReading() ?? Put(_frozen, to, new Place(frozen.Name, frozen.Content!.Copy())),
            _ => DoWithGuards(verb, at, to, number),
        };
    }

    public void End()
    {
        for (int i = 0; i < Programs.Slots; i++)
        {
            _readers[i]?.Return();
            _writers[i]?.Return();
        }
    }

    private Outcome DoWithGuards(ValueVerb verb, int at, int to, int number)
    {
        Place owner = _owners[at];
        Guard? reader = _readers[at], writer = _writers[at];
        switch (verb)
        {
            case ValueVerb.Borrow:
                return owner.RefusesLoan(LoanKind.Read) ?? owner.RefusesHalfDone() ?? Keep(_readers, to, owner.Lend(LoanKind.Read));
            case ValueVerb.TryBorrow:
                return Try(owner.RefusesLoan(LoanKind.Read)) ?? owner.RefusesHalfDone() ?? Keep(_readers, to, owner.Lend(LoanKind.Read), Outcome.Of(true));
            case ValueVerb.BorrowFrozen:
                return _frozen[at].RefusesLoan(LoanKind.Read) ?? Keep(_readers, to, _frozen[at].Lend(LoanKind.Read));
            case ValueVerb.BorrowMut:
                return owner.RefusesLoan(LoanKind.Write) ?? Keep(_writers, to, owner.Lend(LoanKind.Write));
            case ValueVerb.TryBorrowMut:
                return Try(owner.RefusesLoan(LoanKind.Write)) ?? Keep(_writers, to, owner.Lend(LoanKind.Write), Outcome.Of(true));
            case ValueVerb.ReadThroughReader:
                return Guard.Refuses(reader, LoanKind.Read) ?? Outcome.Of(Read(reader!.Place.Content));
            case ValueVerb.ReadThroughWriter:
                return Guard.RefusesWhole(writer, LoanKind.Write) ?? Outcome.Of(Read(writer!.Place.Content));
            case ValueVerb.ChangeThroughWriter:
                return Guard.RefusesWhole(writer, LoanKind.Write) ?? writer!.Place.Change(number);
            case ValueVerb.ReplaceThroughWriter:
                return Guard.Refuses(writer, LoanKind.Write) ?? writer!.Place.Put(number, Outcome.Of(Read(writer.Place.Content)));
            case ValueVerb.Update:
                return Guard.RefusesWhole(writer, LoanKind.Write) ?? writer!.Place.Put(writer.Place.Content!.Number + number, Outcome.Done);
            case ValueVerb.UpdateThatFails:
                return Guard.RefusesWhole(writer, LoanKind.Write) ?? writer!.Place.Spoil();
            case ValueVerb.ReborrowReader:
                return Guard.Refuses(reader, LoanKind.Read) ?? Keep(_readers, to, reader!.Lend(LoanKind.Read));
            case ValueVerb.ReborrowWriter:
                return Guard.RefusesWhole(writer, LoanKind.Read) ?? Keep(_readers, to, writer!.Lend(LoanKind.Read));
            case ValueVerb.ReborrowMut:
                return Guard.RefusesWhole(writer, LoanKind.Write) ?? Keep(_writers, to, writer!.Lend(LoanKind.Write));
            case ValueVerb.CopyReader:
                return Keep(_readers, to, reader);
            case ValueVerb.CopyWriter:
                return Keep(_writers, to, writer);
            case ValueVerb.EndReader:
                reader?.Return();
                return Outcome.Done;
            case ValueVerb.EndWriter:
                writer?.Return();
                return Outcome.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    /// <summary>What a try form says instead of throwing: only conflicts.</summary>
    private static Outcome? Try(Outcome? refusal) => refusal is { Wanted: not null } ? Outcome.Of(false) : refusal;

    private static Outcome Put(Place[] owners, int slot, Place owner)
    {
        owners[slot] = owner;
        return Outcome.Done;
    }

    /// <summary>What stood in the slot before ends first.</summary>
    private static Outcome Keep(Guard?[] guards, int slot, Guard? guard, Outcome? outcome = null)
    {
        guards[slot]?.Return();
        guards[slot] = guard;
        return outcome ?? Outcome.Done;
    }

    private int Read(Content? content) => content?.Number ?? (isPlain ? 0 : -1);

    private static Content? Leave(Place place)
    {
        Content? content = place.Content;
        place.Leave();
        return content;
    }

    /// <summary>A plain value that does not change stays where it was when it is moved; reading is enough for that.</summary>
    private Outcome? RefusesLeavingFrozen(Place place) => isPlain ? place.RefusesReading() : place.RefusesLeaving();

    private Content? LeaveFrozen(Place place) => isPlain ? place.Content!.Copy() : Leave(place);

    private Outcome Drop(Place place)
    {
        if (place.IsGone)
            return Outcome.Done; // a second time it does nothing
        if (place.RefusesWriting() is { } refusal)
            return refusal;
        if (Leave(place) is { } dropped && !isPlain)
            dropped.Number = Box.Disposed;
        return Outcome.Done;
    }
}
