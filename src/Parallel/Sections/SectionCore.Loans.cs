using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Sections;

/// <content>What a section lends to its forks, and what its own code leaves behind.</content>
internal sealed partial class SectionCore : ISectionName
{
    private LoanMark _before;

    internal LoanScope Loans { get; } = new(isSection: true);

    /// <summary>The fork in messages; 0 is the section's own code.</summary>
    public string Holder(int fork) => Loans.Holder(fork);

    private void MarkLoans()
    {
        if (BorrowChecking.Enabled)
            _before = Loans.Thread.MarkNow();
    }

    private void ReleaseLeftBehind()
    {
        if (BorrowChecking.Enabled && ThreadLoans.HoldsMoreThan(_before))
            ReleaseHeld();
    }

    /// <summary>
    /// What the section's own code, and arms of joins on this thread, have borrowed and not given back. Not lifetimes: one that was opened
    /// in here may be stored outside, and is this thread's still.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReleaseHeld() => ThreadLoans.ReleaseSince(_before, alsoLifetimes: false, () => Holder(0));

    /// <summary>Lends a part to a fork.</summary>
    internal void Lend<TSlice>(TSlice slice, int fork, SourcePlace site, out LentPart part)
        where TSlice : struct, ILent<TSlice>, allows ref struct => part = ForkLoans.Lend(slice, Loans, fork, site);

    /// <summary>Lends two parts to a fork, or neither.</summary>
    internal void Lend<TFirst, TSecond>(
        TFirst first, TSecond second, int fork, SourcePlace site, out LentPart firstPart, out LentPart secondPart)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        firstPart = ForkLoans.Lend(first, Loans, fork, site);
        try
        {
            secondPart = ForkLoans.Lend(second, Loans, fork, site);
        }
        catch
        {
            ForkLoans.End(firstPart, Loans);
            throw;
        }
    }

    /// <summary>Lends three parts to a fork, or none.</summary>
    internal void Lend<TFirst, TSecond, TThird>(
        TFirst first, TSecond second, TThird third, int fork, SourcePlace site,
        out LentPart firstPart, out LentPart secondPart, out LentPart thirdPart)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        Lend(first, second, fork, site, out firstPart, out secondPart);
        try
        {
            thirdPart = ForkLoans.Lend(third, Loans, fork, site);
        }
        catch
        {
            ForkLoans.End(secondPart, Loans);
            ForkLoans.End(firstPart, Loans);
            throw;
        }
    }
}
