using System;
using ForkJoin.Ledger;
using ForkJoin.Tracing;

namespace ForkJoin.Sharing;

/// <content>What the ledger, the log and the meter see of a mutex: nothing until somebody has to wait.</content>
internal sealed partial class MutexGate
{
    private int _isWatched;

    public void AddTo(LedgerWalk walk)
    {
        if (IsLocked && walk.IsNew(this))
            walk.Add(since: 0, new LoanDescription(Name, LoanKind.Write, string.Empty, HolderInWords, new SourcePlace(_takenFile, _takenLine).ToString()));
    }

    private void AwaitSeen(ThreadWaiter waiter, in MutexRequest request)
    {
        long since = BeginWait();
        try
        {
            Await(waiter, request);
        }
        finally
        {
            EndWait(request.Place, since);
        }
    }

    private long BeginWait() => LedgerSources.BeginWait(this, ref _isWatched);

    private void EndWait(SourcePlace place, long since) => Instruments.EndWait(Waitable.Mutex, Name, place, since);

    private void TellPoisoned(SourcePlace place)
    {
        if (BorrowLog.IsOn)
            BorrowLog.Poisoned(Name, place);
    }

    private void TellMoved()
    {
        if (BorrowLog.IsOn)
            BorrowLog.Moved(Name, _fate!);
    }
}
