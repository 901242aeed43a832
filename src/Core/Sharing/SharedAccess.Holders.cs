using System.Collections.Generic;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>Who is in the way: for messages, and for threads that would wait for themselves.</summary>
internal abstract partial class SharedAccess
{
    /// <summary>How many wait. A snapshot.</summary>
    internal int Waiters
    {
        get
        {
            EnterGate();
            int waiters = _queue.Readers + _queue.Writers;
            ExitGate();
            return waiters;
        }
    }

    /// <summary>One holder for messages, the writer if there is one; null when free.</summary>
    internal LoanDescription? DescribeHolder()
    {
        EnterGate();
        try
        {
            if (_isWritten)
                return SharedThrow.Describe(Name, LoanKind.Write, _writer, _writerFile, _writerLine);
            foreach (ReadSlot slot in _slots)
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

    /// <summary>The writing of a thread that asks for more: it would wait for itself. Leases belong to no thread.</summary>
    private (LoanKind, SourcePlace)? OwnWriting(int holder) =>
        _isWritten && holder > 0 && _writer == holder ? (LoanKind.Write, new SourcePlace(_writerFile, _writerLine)) : null;

    /// <summary>The reading of a thread that asks to write.</summary>
    private (LoanKind, SourcePlace)? OwnReading(int holder) =>
        holder > 0 && SlotOf(holder) is { } slot ? (LoanKind.Read, new SourcePlace(slot.File, slot.Line)) : null;

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
            if (_isWritten)
            {
                if (WaitingThread.Find(_writer) is { } writer)
                    to.Add(new Obstacle(writer, "written by", new SourcePlace(_writerFile, _writerLine)));
                return;
            }
            if (wanted == LoanKind.Write)
                AddReaders("read by", to);
            for (SharedWaiter? waiter = _queue.First(LoanKind.Write); wanted == LoanKind.Read && waiter is not null; waiter = waiter.Next)
            {
                if (waiter.Wanted != LoanKind.Write || !waiter.IsForGood)
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
        foreach (ReadSlot slot in _slots)
        {
            if (slot.IsTaken && WaitingThread.Find(slot.Holder) is { } reader)
                to.Add(new Obstacle(reader, how, new SourcePlace(slot.File, slot.Line)));
        }
    }
}
