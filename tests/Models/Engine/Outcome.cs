namespace ForkJoin.Tests.Models.Engine;

/// <summary>Which kinds of loan may be named as the one in the way: where there are several, the rules do not say which of them.</summary>
[Flags]
internal enum InTheWay
{
    Unsaid = 0,
    Read = 1,
    Write = 2,
}

/// <summary>What came of an operation: what it returned, or how it was refused.</summary>
/// <param name="Said">The value in words, or the exception's exact type.</param>
/// <param name="Wanted">Of a conflict, what was to be done.</param>
/// <param name="Existing">Of a conflict, the kind of the loan in the way.</param>
/// <param name="Owner">Of a refusal, the owner that it names; null where the rules do not say.</param>
internal readonly record struct Outcome(string Said, LoanKind? Wanted = null, InTheWay Existing = InTheWay.Unsaid, string? Owner = null)
{
    internal static Outcome Done { get; } = new("done");

    internal static Outcome Of(int value) => new(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal static Outcome Of(bool value) => new(value ? "yes" : "no");

    /// <summary>What was seen of an exception.</summary>
    internal static Outcome Of(Exception error) => error switch
    {
        BorrowConflictException conflict => Conflict(conflict.Owner, conflict.Wanted, Kind(conflict.Existing?.Kind)),
        RefusedException refused => refused.Outcome,
        MovedException or PoisonedException or DeadlockException => new(error.GetType().Name, Owner: ((BorrowException)error).Owner),
        _ => new(error.GetType().Name),
    };

    internal static Outcome Conflict(string owner, LoanKind wanted, InTheWay existing) =>
        new(nameof(BorrowConflictException), wanted, existing, owner);

    internal static Outcome Moved(string owner) => new(nameof(MovedException), Owner: owner);

    internal static Outcome WaitsForItself(string owner) => new(nameof(DeadlockException), Owner: owner);

    internal static Outcome Poisoned(string owner) => new(nameof(PoisonedException), Owner: owner);

    internal static Outcome Expired { get; } = new(nameof(LifetimeExpiredException));

    internal static InTheWay Kind(LoanKind? kind) => kind switch
    {
        LoanKind.Read => InTheWay.Read,
        LoanKind.Write => InTheWay.Write,
        _ => InTheWay.Unsaid,
    };

    /// <summary>Whether what was seen is what a model expects.</summary>
    internal bool Meets(Outcome expected) =>
        Said == expected.Said && Wanted == expected.Wanted && (expected.Owner is null || Owner == expected.Owner)
        && (expected.Existing == InTheWay.Unsaid ? Existing == InTheWay.Unsaid : (Existing & expected.Existing) != 0);

    public override string ToString() => Wanted is null
        ? Owner is null ? Said : $"{Said} of {Owner}"
        : $"{Said} of {Owner}, wanted to {Wanted}, in the way: {Existing}";
}

/// <summary>How a model refuses where the library would throw.</summary>
internal sealed class RefusedException(Outcome outcome) : Exception
{
    internal Outcome Outcome => outcome;
}
