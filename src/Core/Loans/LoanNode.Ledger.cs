using System.Collections.Generic;
using ForkJoin.Ledger;

namespace ForkJoin.Loans;

/// <content>Who keeps a loan, what is left behind by those who are no more, and what the ledger sees. The protocol is in the README.</content>
internal partial class LoanNode
{
    /// <summary>Who keeps the loan and ends it; null for an owner.</summary>
    internal virtual LoanHolder? Keeper => Scope;

    /// <summary>
    /// E1: looks whether a loan in the way belongs to a thread that has ended, and releases all that thread left behind.
    /// </summary>
    /// <returns>Whether it is worth looking again.</returns>
    private protected bool ReleaseLeftBehind(Region region, LoanKind wanted)
    {
        ThreadLoans? ended;
        EnterGate();
        try
        {
            ended = FirstInTheWay(region, wanted);
        }
        finally
        {
            ExitGate();
        }
        if (ended is null)
            return false;
        ended.ReleaseAll();
        return true;
    }

    /// <summary>The same for whatever stands in the way of the node's own use.</summary>
    private protected bool ReleaseLeftBehind(LoanKind wanted) => ReleaseLeftBehind(Region, wanted);

    /// <summary>The ended thread of a loan beneath that is in the way. Under this node's gate; gates are entered downwards only.</summary>
    private ThreadLoans? FirstInTheWay(Region region, LoanKind wanted)
    {
        if ((_beneath.FindConflict(region, wanted) ?? (_lendsAlone ? InTheWayAlone(wanted) : null)) is not { } loan)
            return null;
        if (loan.Keeper?.Thread is { HasEnded: true } ended)
            return ended;
        loan.EnterGate();
        try
        {
            // One that has ended, but for what was lent on from it, is in the way with all of its region.
            return loan._endsWhenFree ? loan.FirstInTheWay(loan.Region, LoanKind.Write) : loan.FirstInTheWay(region, wanted);
        }
        finally
        {
            loan.ExitGate();
        }
    }

    /// <summary>
    /// Adds what is lent from a node, directly and further on, to a walk of the ledger. A loan found under its node's gate is out at that
    /// moment, and nothing of it changes meanwhile; so all that is lent directly from one node is seen as it stood at one moment.
    /// </summary>
    internal static void AddAllBeneath(LoanNode top, LedgerWalk walk)
    {
        var pending = new Stack<LoanNode>();
        pending.Push(top);
        while (pending.TryPop(out LoanNode? node))
        {
            if (walk.IsNew(node))
                node.AddBeneath(walk, pending);
        }
    }

    private static void AddLoan(LoanNode loan, LedgerWalk walk, Stack<LoanNode> pending)
    {
        walk.Add(loan._since, walk.Lists ? loan.Describe() : null);
        if (loan.IsLent)
            pending.Push(loan);
    }

    /// <summary>A loan that went the short way may end at any moment: it is listed if it has not until it has been described.</summary>
    private void AddAlone(LoanNode alone, LedgerWalk walk, Stack<LoanNode> pending)
    {
        LoanDescription? description = walk.Lists ? alone.Describe() : null;
        if (!IsLentAloneTo(alone))
            return;
        walk.Add(since: 0, description);
        if (alone.IsLent)
            pending.Push(alone);
    }

    private void AddBeneath(LedgerWalk walk, Stack<LoanNode> pending)
    {
        EnterGate();
        try
        {
            for (int i = 0; i < _beneath.Places; i++)
            {
                if (_beneath[i] is { } loan)
                    AddLoan(loan, walk, pending);
            }
            if (_lendsAlone && InTheWayAlone(LoanKind.Write) is { } alone)
                AddAlone(alone, walk, pending);
        }
        finally
        {
            ExitGate();
        }
    }
}
