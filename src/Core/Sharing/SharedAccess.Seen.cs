using System;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Ledger;
using ForkJoin.Tracing;
using ReadGrant = ForkJoin.Sharing.ReadGrant<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin.Sharing;

/// <content>What the ledger, the log and the meter see of a shared reference: nothing until somebody has to wait.</content>
internal abstract partial class SharedAccess
{
    private int _isWatched;

    /// <summary>A reader who finds the door shut in the next moment may be listed: he has taken his place already.</summary>
    public void AddTo(LedgerWalk walk)
    {
        if (!walk.IsNew(this))
            return;
        EnterGate();
        try
        {
            if (IsWritten)
                walk.Add(since: 0, SharedThrow.Describe(Name, LoanKind.Write, Writer, WriterFile, WriterLine));
            foreach (ReadSlot<HardwareSync> slot in Slots)
            {
                if (slot.IsTaken && slot.Holder is not 0 and var holder)
                    walk.Add(since: 0, SharedThrow.Describe(Name, LoanKind.Read, holder, slot.File, slot.Line));
            }
        }
        finally
        {
            ExitGate();
        }
    }

    private ReadGrant BlockSeen(SharedWaiter waiter, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var place = new SourcePlace(waiter.File, waiter.Line);
        long since = BeginWait();
        try
        {
            return Block(waiter, timeout, cancellationToken);
        }
        finally
        {
            EndWait(place, since);
        }
    }

    private long BeginWait() => LedgerSources.BeginWait(this, ref _isWatched);

    private void EndWait(SourcePlace place, long since) => Instruments.EndWait(Waitable.SharedRef, Name, place, since);
}
