using System;
using System.Collections.Generic;
using ForkJoin.Ledger;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// What each section, fork, scope, lifetime and thread holds at present. Loans pay nothing for it: it looks where they are kept
/// anyway, when asked. (After the list that Linux's lockdep keeps of the locks that each task holds.)
/// </summary>
/// <example><code>
/// LoanLedger.LeftBehind += static (_, left) => Console.Error.WriteLine($"{left.By} left behind: {left.Loan}");
/// Console.WriteLine(LoanLedger.Snapshot());   // who has what, and where it was lent
/// </code></example>
public static class LoanLedger
{
    /// <summary>
    /// A loan was released because its end had been forgotten: by a thread that is over, or by a fork or section that is. Once for each
    /// such loan, after it was released, on the thread that found it: that of the fork or section; the one that the loan was
    /// in the way of; or the finalizer's. No lock of the library is held. What a handler throws is caught and told to the event source
    /// only; the other handlers are called all the same.
    /// </summary>
    public static event EventHandler<LeftBehindEventArgs>? LeftBehind;

    /// <summary>
    /// Lists what is lent. Does not block, and stops nobody: a loan that is out from before the call until after it is in the list, one
    /// that was not is not, one made or ended meanwhile may be. Loans from one owner are listed as they stood at one moment.
    /// Parts to read that are handed to forks of a section are listed as the section's; a mutex or shared reference is listed once somebody
    /// has had to wait for it; arms of joins borrow nothing of their own.
    /// </summary>
    /// <returns>A copy.</returns>
    public static LoanSnapshot Snapshot() => new([.. LedgerSources.Walk(lists: true).Entries]);

    /// <summary>Tells everybody who asked. Never throws: it is called in the midst of the scheduler's work, and by the finalizer's thread.</summary>
    internal static void Report(List<LoanDescription> left, string by)
    {
        foreach (LoanDescription loan in left)
        {
            try
            {
                Report(loan, by);
            }
            catch (OutOfMemoryException)
            {
                // The loan is released; there is no memory to say so.
            }
        }
    }

    private static void Report(LoanDescription loan, string by)
    {
        if (BorrowLog.IsOn)
            BorrowLog.LeftBehind(loan, by);
        if (ForkJoinEvents.Log.IsEnabled())
            ForkJoinEvents.Log.LeftBehind(loan.Owner, loan.ToString(), by);
        foreach (EventHandler<LeftBehindEventArgs> handler in Delegate.EnumerateInvocationList(LeftBehind))
            Call(handler, new LeftBehindEventArgs(loan, by));
    }

    private static void Call(EventHandler<LeftBehindEventArgs> handler, LeftBehindEventArgs left)
    {
        try
        {
            handler(null, left);
        }
        catch (Exception failed)
        {
            ForkJoinEvents.Tell(failed);
        }
    }
}
