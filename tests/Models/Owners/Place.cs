using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Rules;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>An object that owners may pass on.</summary>
internal sealed class Content(int number)
{
    internal int Number { get; set; } = number;

    internal Content Copy() => new(Number);
}

/// <summary>A model's owner of a single value.</summary>
internal sealed class Place(string name, Content? content)
{
    internal string Name { get; } = name;

    internal Content? Content { get; private set; } = content;

    internal Lender Loans { get; } = Lender.Owner(length: 1);

    internal bool IsGone { get; private set; }

    internal bool IsPoisoned { get; private set; }

    /// <summary>Reading needs that nothing is lent for writing, and a whole value.</summary>
    internal Outcome? RefusesReading() => RefusesAccess(LoanKind.Read) ?? RefusesHalfDone();

    /// <summary>Writing needs that nothing is lent, and makes the value whole.</summary>
    internal Outcome? RefusesWriting() => RefusesAccess(LoanKind.Write);

    /// <summary>Moving out needs that nothing is lent, and a whole value.</summary>
    internal Outcome? RefusesLeaving() => RefusesAccess(LoanKind.Write) ?? RefusesHalfDone();

    internal Outcome? RefusesHalfDone() => IsPoisoned ? Outcome.Poisoned(Name) : null;

    internal Outcome? RefusesLoan(LoanKind kind) => IsGone ? Outcome.Moved(Name)
        : Loans.Forbids(kind, 0, 1) is var kinds && kinds == InTheWay.Unsaid ? null
        : Outcome.Conflict(Name, kind, kinds);

    internal Guard Lend(LoanKind kind) => new(this, Loans.Lend(kind, 0, 1));

    /// <summary>The value goes, and the owner is dead.</summary>
    internal Outcome Leave()
    {
        IsGone = true;
        Content = null;
        return Outcome.Done;
    }

    internal Outcome Put(int number, Outcome outcome)
    {
        Content = new Content(number);
        IsPoisoned = false;
        return outcome;
    }

    internal Outcome Change(int number)
    {
        Content!.Number = number;
        return Outcome.Done;
    }

    /// <summary>The value was taken out, and none put in.</summary>
    internal Outcome Spoil()
    {
        Content = null;
        IsPoisoned = true;
        return new Outcome(nameof(PlannedException));
    }

    private Outcome? RefusesAccess(LoanKind kind) => IsGone ? Outcome.Moved(Name)
        : Loans.ForbidsAccess(kind) is var kinds && kinds == InTheWay.Unsaid ? null
        : Outcome.Conflict(Name, kind, kinds);
}

/// <summary>A model's guard, and all its copies.</summary>
internal sealed class Guard(Place place, Lender loan)
{
    internal Place Place => place;

    internal static Outcome? Refuses(Guard? guard, LoanKind kind) => guard is null || guard.Loan.IsOver ? Outcome.Expired
        : guard.Loan.Forbids(kind, 0, 1) is var kinds && kinds == InTheWay.Unsaid ? null
        : Outcome.Conflict(guard.Place.Name, kind, kinds);

    internal static Outcome? RefusesWhole(Guard? guard, LoanKind kind) => Refuses(guard, kind) ?? guard!.Place.RefusesHalfDone();

    internal Guard Lend(LoanKind kind) => new(place, loan.Lend(kind, 0, 1));

    internal void Return()
    {
        if (!loan.IsOver)
            loan.Return();
    }

    private Lender Loan => loan;
}
