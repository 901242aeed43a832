using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Ledger;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <content>What threads leave read or written that end. The steps (L) stand in the README of Waiting.</content>
internal abstract partial class SharedAccess : IAwaitedLedger
{
    /// <summary>L1, L2: ends, once each, the reading and writing of threads that have ended, and lets in whoever may go in now.</summary>
    public void ReleaseLeft()
    {
        if (!IsAnyLeft())
            return;
        List<LoanDescription> left = [];
        Passage passage = default;
        EnterGate();
        try
        {
            bool wasWritten = IsWritten && WaitingThread.IsOver(Writer);
            if (wasWritten)
            {
                Tell(left, LoanKind.Write, Writer, WriterFile, WriterLine);
                StopWriting();
            }
            foreach (ReadSlot<HardwareSync> slot in Slots)
            {
                if (!IsLeft(slot, out long generation))
                    continue;
                Tell(left, LoanKind.Read, slot.Holder, slot.File, slot.Line);
                slot.Holder = 0;
                slot.TryFree(generation); // L2
            }
            passage = Advance(readersFirst: wasWritten);
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
        foreach (LoanDescription loan in left)
            LoanLedger.Report([loan], loan.Holder);
    }

    /// <summary>Without the gate; what was found is asked again behind it.</summary>
    private bool IsAnyLeft()
    {
        if (IsWritten && WaitingThread.IsOver(Writer))
            return true;
        foreach (ReadSlot<HardwareSync> slot in Slots)
        {
            if (IsLeft(slot, out _))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether a thread reads here that has ended. A thread's number stands in a slot only within its own grant; that it is one grant from
    /// the first look to the last says its generation.
    /// </summary>
    private static bool IsLeft(ReadSlot<HardwareSync> slot, out long generation)
    {
        generation = slot.State;
        Volatile.ReadBarrier();
        return (generation & 1) != 0 && WaitingThread.IsOver(slot.Holder) && slot.State == generation;
    }

    private void Tell(List<LoanDescription> left, LoanKind kind, int holder, string? file, int line)
    {
        try
        {
            left.Add(SharedThrow.Describe(Name, kind, holder, file, line));
        }
        catch (OutOfMemoryException)
        {
            // It ends untold: releasing must not fail.
        }
    }
}
