using System.Globalization;
using System.Threading;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <summary>
/// The loans that end together: those of a section, or of a <see cref="BorrowScope"/>. Used by one thread at a time.
/// </summary>
/// <param name="isSection">
/// Whether it is a section's. Two things follow. Its loans outlive the forks they are handed to. And no handle outlives them –
/// the compiler keeps slices inside the section's lambda – so its nodes are used again and loans allocate nothing. A slice of a
/// <see cref="BorrowScope"/> can be used after the scope was disposed, and has to find its own loan ended and not another's.
/// </param>
internal sealed class LoanScope(bool isSection)
{
    private static int s_lastId;

    private LoanNode? _open;
    private LoanNode? _free;
    private int _id;

    /// <summary>Ends with the scope's present use: what handles are compared with.</summary>
    internal int Generation { get; private set; }

    internal bool IsSection => isSection;

    private string Word => isSection ? "section" : "scope";

    internal bool HasLoans => _open is not null;

    /// <summary>Lends a region that ends with this scope.</summary>
    internal LoanNode Lend(LoanNode from, Region region, LoanKind kind, string? name, SourcePlace site)
    {
        LoanNode loan = Make(from, region, kind, fork: 0, name, site);
        loan.Next = _open;
        _open = loan;
        return loan;
    }

    /// <summary>Lends a region to a fork; it ends when the fork's section gives it back by <see cref="EndFork"/>.</summary>
    internal LoanNode LendToFork(LoanNode from, Region region, LoanKind kind, int fork, SourcePlace site) =>
        Make(from, region, kind, fork, name: null, site);

    /// <summary>Ends a fork's loan. The fork has been joined.</summary>
    internal void EndFork(LoanNode loan)
    {
        if (loan.End())
            Reuse(loan);
    }

    /// <summary>Ends every loan of the scope, the latest first, and makes its handles stale.</summary>
    internal void EndAll()
    {
        LoanNode? loan = _open;
        _open = null;
        while (loan is not null)
        {
            LoanNode? next = loan.Next;
            loan.Next = null;
            if (loan.End())
                Reuse(loan);
            loan = next;
        }
        Generation++;
        _id = 0;
    }

    /// <summary>The holder's name in messages. Numbers are given on demand, so that naming costs nothing until something is refused.</summary>
    internal string Holder(int fork)
    {
        if (Volatile.Read(ref _id) == 0)
            Interlocked.CompareExchange(ref _id, Interlocked.Increment(ref s_lastId), 0);
        return fork == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Word} {_id}")
            : string.Create(CultureInfo.InvariantCulture, $"fork {fork} of {Word} {_id}");
    }

    private LoanNode Make(LoanNode from, Region region, LoanKind kind, int fork, string? name, SourcePlace site)
    {
        LoanNode loan = _free ?? new LoanNode();
        _free = loan.Next;
        loan.Next = null;
        loan.Renew();
        loan.Region = region;
        loan.Kind = kind;
        loan.Scope = this;
        loan.Fork = fork;
        try
        {
            from.Lend(loan, name, site);
        }
        catch
        {
            Reuse(loan);
            throw;
        }
        return loan;
    }

    private void Reuse(LoanNode loan)
    {
        if (!isSection)
            return;
        loan.Next = _free;
        _free = loan;
    }
}
