using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Rules;

/// <summary>
/// The rules of lending as section "Borrowing" of the guide states them, and nothing else: an owner or a loan, and what it has lent on.
/// Any number of readers, or one writer, for each element. Whatever asks counts and compares lists; it is slow, and plain to see.
/// </summary>
internal sealed class Lender(LoanKind kind, int start, int end, Lender? above)
{
    private readonly List<Lender> _beneath = [];

    internal LoanKind Kind => kind;

    internal int Start => start;

    internal int End => end;

    /// <summary>Its handles are refused: what made it has ended.</summary>
    internal bool IsOver { get; private set; }

    internal OwnerState State => _beneath.Exists(static loan => loan.Kind == LoanKind.Write) ? OwnerState.LentForWriting
        : _beneath.Count > 0 ? OwnerState.LentForReading
        : OwnerState.Free;

    internal static Lender Owner(int length) => new(LoanKind.Write, 0, length, above: null);

    /// <summary>What forbids a use or a loan of a part: the kinds of those who hold it, however far it has been lent on.</summary>
    internal InTheWay Forbids(LoanKind wanted, int from, int to)
    {
        var kinds = InTheWay.Unsaid;
        foreach (Lender loan in Against(wanted).Where(loan => Math.Max(loan.Start, from) < Math.Min(loan.End, to)))
            kinds |= loan.HolderOf(wanted, from, to);
        return kinds;
    }

    /// <summary>What forbids an access through the owner itself: it is to the whole, and any loan counts, be it of no element.</summary>
    internal InTheWay ForbidsAccess(LoanKind wanted)
    {
        var kinds = InTheWay.Unsaid;
        foreach (Lender loan in Against(wanted))
            kinds |= loan.HolderOf(wanted, loan.Start, loan.End);
        return kinds;
    }

    internal Lender Lend(LoanKind wanted, int from, int to)
    {
        var loan = new Lender(wanted, from, to, this);
        _beneath.Add(loan);
        return loan;
    }

    /// <summary>What was lent on stays lent, and keeps the loan above it, though that can no longer be used.</summary>
    internal void Return()
    {
        IsOver = true;
        Leave();
    }

    private IEnumerable<Lender> Against(LoanKind wanted) => _beneath.Where(loan => wanted == LoanKind.Write || loan.Kind == LoanKind.Write);

    private InTheWay HolderOf(LoanKind wanted, int from, int to) =>
        Forbids(wanted, from, to) is var further && further == InTheWay.Unsaid ? Outcome.Kind(kind) : further;

    private void Leave()
    {
        if (!IsOver || _beneath.Count > 0 || above is null)
            return;
        above._beneath.Remove(this);
        above.Leave();
    }
}
