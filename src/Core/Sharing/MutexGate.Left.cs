using System;
using System.Threading;
using ForkJoin.Ledger;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <content>What a thread leaves locked that ends. The steps (L) stand in the README of Waiting.</content>
internal sealed partial class MutexGate : IAwaitedLedger
{
    /// <summary>L1, L2: unlocks, once, where the thread that holds it has ended; the value may be half changed, so it is poisoned.</summary>
    public void ReleaseLeft()
    {
        if (Holder is not { HasEnded: true } ended)
            return;
        LoanDescription left;
        MutexPoison poison;
        try
        {
            var place = new SourcePlace(_takenFile, _takenLine);
            left = new LoanDescription(Name, LoanKind.Write, string.Empty, ended.ToString(), place.ToString());
            poison = new MutexPoison(new AbandonedMutexException($"{ended} ended while it held {Name}, taken at {place}."), place);
        }
        catch (OutOfMemoryException)
        {
            return; // nothing has changed: whoever looks next
        }
        if (!_turns.EndLeft(ref _holder, ended))
            return;
        Volatile.Write(ref _poison, poison); // before it is free
        LetGo();
        TellPoisoned(poison.Place);
        LoanLedger.Report([left], left.Holder);
    }
}
