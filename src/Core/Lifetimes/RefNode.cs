using ForkJoin.Loans;

namespace ForkJoin.Lifetimes;

/// <summary>
/// The loan of a whole value to one reference and its copies. Used again within its lifetime's core; the generation tells
/// references of an earlier use.
/// </summary>
internal sealed class RefNode(LifetimeCore core) : LoanNode(scope: null)
{
    /// <summary>Ends with the loan.</summary>
    internal int Generation { get; private set; }

    internal LifetimeCore Core => core;

    internal override LoanHolder Keeper => core;

    private protected override string Holder => core.Name;

    private protected override string Handle => "a reference";

    /// <summary>Where its core keeps it while it lasts.</summary>
    internal int Slot { get; set; }

    /// <summary>Ends the loan: every reference that has it is refused from here on.</summary>
    /// <returns>Whether the node can be used again.</returns>
    internal bool Expire()
    {
        Generation++;
        if (!End())
            return false;
        Forget();
        return true;
    }
}
