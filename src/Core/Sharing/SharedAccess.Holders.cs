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
    private LoanDescription? OwnWriting(int holder) =>
        _isWritten && holder > 0 && _writer == holder ? SharedThrow.Describe(Name, LoanKind.Write, holder, _writerFile, _writerLine) : null;

    /// <summary>The reading of a thread that asks to write.</summary>
    private LoanDescription? OwnReading(int holder) =>
        holder > 0 && SlotOf(holder) is { } slot ? SharedThrow.Describe(Name, LoanKind.Read, holder, slot.File, slot.Line) : null;
}
