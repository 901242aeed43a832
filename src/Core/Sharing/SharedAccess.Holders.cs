using System.Collections.Generic;
using ForkJoin.Atomics;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>Who is in the way: for messages, and for threads that would wait for themselves.</summary>
internal abstract partial class SharedAccess
{
    /// <summary>One holder for messages, the writer if there is one; null when free.</summary>
    internal LoanDescription? DescribeHolder()
    {
        EnterGate();
        try
        {
            if (IsWritten)
                return SharedThrow.Describe(Name, LoanKind.Write, Writer, WriterFile, WriterLine);
            foreach (ReadSlot<HardwareSync> slot in Slots)
            {
                if (slot.IsTaken)
                    return SharedThrow.Describe(Name, LoanKind.Read, slot.Holder, slot.File, slot.Line);
            }
            return null;
        }
        finally
        {
            ExitGate();
        }
    }

    string IAwaited.Verb(LoanKind wanted) => SharedThrow.Verb(wanted);

    /// <summary>
    /// Who writes is in everybody's way, who reads in that of those who want to write. Who wants to read while others do waits for a writer
    /// in front of it: one that gives up by itself some time is no obstacle for good, one that awaits has no thread, and so those count
    /// for whom it waits in its turn.
    /// </summary>
    void IAwaited.AddObstacles(WaitingThread waiting, LoanKind wanted, List<Obstacle> to)
    {
        EnterGate();
        try
        {
            // Let in between the first look and the gate, it may read beside those who read, and stands behind nobody.
            if (!waiting.WaitsFor(this))
                return;
            if (IsWritten)
            {
                if (WaitingThread.Find(Writer) is { } writer)
                    to.Add(new Obstacle(writer, "written by", new SourcePlace(WriterFile, WriterLine)));
                return;
            }
            if (wanted == LoanKind.Write)
                AddReaders("read by", to);
            for (PhaseWaiter<HardwareSync>? each = FirstWriter; wanted == LoanKind.Read && each is not null; each = each.Next)
            {
                if (each is not SharedWaiter { Wanted: LoanKind.Write, IsForGood: true } waiter)
                    continue;
                if (waiter.Thread is { } thread)
                    to.Add(new Obstacle(thread, "promised to", waiter.Place));
                else
                    AddReaders($"promised to what awaits it at {waiter.Place}, and read by", to);
            }
        }
        finally
        {
            ExitGate();
        }
    }

    private void AddReaders(string how, List<Obstacle> to)
    {
        foreach (ReadSlot<HardwareSync> slot in Slots)
        {
            if (slot.IsTaken && WaitingThread.Find(slot.Holder) is { } reader)
                to.Add(new Obstacle(reader, how, new SourcePlace(slot.File, slot.Line)));
        }
    }
}
