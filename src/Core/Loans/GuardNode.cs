using System.Globalization;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <summary>
/// The loan of a whole value to one guard. Used again by the thread that made it, so that borrowing allocates nothing; the generation
/// tells a guard that has been disposed, or a copy of one, from the guard that has the node now.
/// </summary>
internal sealed class GuardNode : LoanNode
{
    /// <summary>A guard is a ref struct: it is disposed by the thread that borrowed, so the way home need not be asked for twice.</summary>
    private readonly GuardHome _home;

    internal GuardNode(GuardHome home)
        : base(scope: null) => _home = home;

    /// <summary>Ends with the guard that has the node.</summary>
    internal int Generation { get; private set; }

    /// <summary>The number of its loan among those of the thread to guards; 0 while it is free.</summary>
    internal long Number { get; private set; }

    internal override LoanHolder Keeper => _home;

    private protected override string Holder => string.Create(CultureInfo.InvariantCulture, $"a guard on thread {_home.ThreadId}");

    private protected override string Handle => "a guard";

    /// <summary>Lends the value of a node to a guard.</summary>
    /// <exception cref="BorrowConflictException">Something is in the way; nothing has changed.</exception>
    internal static GuardNode Lend(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        GuardHome home = GuardHome.Mine;
        GuardNode guard = home.Take();
        if (!from.TryLendAlone(guard, kind, name, site))
            guard.LendByGate(from, kind, name, site);
        guard.Number = home.Count();
        return guard;
    }

    /// <summary>Lends the value of a node to a guard, if nothing is in the way.</summary>
    internal static GuardNode? TryLend(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        GuardHome home = GuardHome.Mine;
        GuardNode guard = home.Take();
        if (!from.TryLendAlone(guard, kind, name, site) && !guard.TryLendByGate(from, kind, name, site))
            return null;
        guard.Number = home.Count();
        return guard;
    }

    /// <summary>
    /// The node has been taken before: what is in the way may have been left behind, and handlers that are told so borrow on this thread too.
    /// </summary>
    private void LendByGate(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        Renew(Region.One, kind, fork: 0);
        try
        {
            from.Lend(this, name, site);
        }
        catch
        {
            PutBackUnlent();
            throw;
        }
    }

    /// <inheritdoc cref="LendByGate"/>
    private bool TryLendByGate(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        Renew(Region.One, kind, fork: 0);
        bool isLent = false;
        try
        {
            return isLent = from.TryLend(this, name, site);
        }
        finally
        {
            if (!isLent)
                PutBackUnlent();
        }
    }

    private void PutBackUnlent()
    {
        Forget();
        _home.PutBack(this);
    }

    /// <summary>Ends the loan of the guard of that generation, once. While something lent on from it is out, that stays lent.</summary>
    internal void Release(int generation)
    {
        if (Generation != generation)
            return;
        Generation++;
        Number = 0;
        if (End())
        {
            Forget();
            _home.PutBack(this);
        }
        else
        {
            _home.GiveUp(this); // what was lent on from it refers to it
        }
    }

    /// <summary>Refuses the guard of another generation.</summary>
    internal void CheckGeneration(int generation)
    {
        if (Generation != generation)
            BorrowThrow.Expired(Handle, "a borrowed value"); // the node may have another's by now
    }
}
