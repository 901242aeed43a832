using System;
using System.Collections.Generic;
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
internal sealed class LoanScope(bool isSection) : LoanHolder
{
    private static int s_lastId;

    private LoanNode?[] _loans = [];
    private int _count;
    private LoanNode? _freeForForks;
    private int _id;

    /// <summary>Ends with the scope's present use: what handles to the scope are compared with.</summary>
    internal int Generation { get; private set; }

    internal bool IsSection => isSection;

    internal override ReadOnlySpan<LoanNode?> Nodes => Volatile.Read(ref _loans);

    /// <summary>Links the scopes that a thread keeps to be used again.</summary>
    internal LoanScope? NextSpare { get; set; }

    private string Word => isSection ? "section" : "scope";

    /// <summary>Begins a use of the scope that somebody has to end; a section sees to that itself.</summary>
    internal void Open() => MarkOpened();

    /// <summary>Lends a region that ends with this scope.</summary>
    internal LoanNode Lend(LoanNode from, Region region, LoanKind kind, string? name, SourcePlace site)
    {
        if (_count == _loans.Length)
            MakeRoom();
        LoanNode loan = _loans[_count] ??= new LoanNode(this);
        loan.Renew(region, kind, fork: 0);
        from.Lend(loan, name, site);
        _count++;
        Thread.CountLoan();
        return loan;
    }

    /// <summary>Lends a region to a fork; it ends when the fork's section gives it back by <see cref="EndFork"/>.</summary>
    internal LoanNode LendToFork(LoanNode from, Region region, LoanKind kind, int fork, SourcePlace site)
    {
        LoanNode loan = _freeForForks ?? new LoanNode(this);
        loan.Renew(region, kind, fork);
        from.Lend(loan, name: null, site);
        Thread.CountLoan();
        _freeForForks = loan.Next;
        loan.Next = null;
        return loan;
    }

    /// <summary>Ends a fork's loan. The fork has been joined.</summary>
    internal void EndFork(LoanNode loan)
    {
        if (!loan.End())
            return;
        loan.Forget();
        loan.Next = _freeForForks;
        _freeForForks = loan;
    }

    /// <summary>Ends every loan of the scope, the latest first, and makes the scope's own handles stale.</summary>
    internal void EndAll()
    {
        while (_count > 0)
        {
            _count--;
            LoanNode loan = _loans[_count]!;
            // A scope's loan may be remembered by a slice, and one that stays for a while is still in use: neither is used again.
            // The next one is made when it is needed: ending loans must not fail for want of memory.
            if (!loan.End() || !isSection)
                _loans[_count] = null;
            else
                loan.Forget();
        }
        Generation++;
        _id = 0;
        MarkClosed();
    }

    internal override void Release(long madeBefore, List<LoanDescription> left)
    {
        for (int i = 0; i < _count; i++)
            Tell(_loans[i]!, left);
        EndAll();
    }

    private void MakeRoom()
    {
        var more = new LoanNode?[Math.Max(2, _count * 2)];
        _loans.CopyTo(more, 0);
        Volatile.Write(ref _loans, more); // filled: the ledger may be reading
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
}
