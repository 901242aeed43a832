using System.Runtime.CompilerServices;
using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>What is decided one at a time: writers, those who wait, and the end of the value.</summary>
internal abstract partial class PhaseLock<TSync>
{
    /// <summary>Somebody is at the gate and decides.</summary>
    private const int Busy = 1;

    /// <summary>Somebody writes, waits to write, or the value is to be dropped.</summary>
    private const int Shut = 2;

    /* The gate and the door that readers look at are one word:
         0            readers enter by themselves
         Busy, Shut   either or both: readers ask at the gate
       Whoever takes the gate shuts the door with the same compare-and-swap, and looks at the slots after it. */
    private int _door;
    private bool _isShut;
    private bool _isUnwanted;
    private bool _isDropped;

    /// <summary>Odd while somebody writes. Only grows.</summary>
    private long _writeGeneration;

    private PhaseQueue<TSync> _queue;

    /// <summary>Whether somebody writes. To this and to the four below: under the gate.</summary>
    private protected bool IsWritten { get; private set; }

    /// <summary>Who writes, numbered as in <see cref="ReadSlot{TSync}.Holder"/>.</summary>
    private protected int Writer { get; private set; }

    private protected string? WriterFile { get; private set; }

    private protected int WriterLine { get; private set; }

    /// <summary>The first of those who wait to write.</summary>
    private protected PhaseWaiter<TSync>? FirstWriter => _queue.First(LoanKind.Write);

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

    /// <summary>Whether a write grant is the present one.</summary>
    internal bool IsWriting(long generation) => TSync.Acquire(ref _writeGeneration) == generation;

    /// <summary>Enters as a reader, or queues the waiter if there is one.</summary>
    /// <returns>Without a slot when it could not enter at once; then the waiter, if any, is queued, granted already or refused.</returns>
    /// <exception cref="MovedException">The value has been dropped.</exception>
    internal ReadGrant<TSync> Read(int holder, string? file, int line, PhaseWaiter<TSync>? waiter)
    {
        Passage passage = default;
        ReadGrant<TSync> grant = default;
        bool isGone;
        EnterGate();
        try
        {
            isGone = _isUnwanted;
            if (!isGone)
            {
                // A thread that reads already passes waiting writers: they wait for it, and it would wait for them.
                if (!IsWritten && (_queue.Writers == 0 || (holder > 0 && SlotOf(holder) is not null)))
                    grant = Claim(holder, file, line);
                if (grant.Slot is null && waiter is not null && (waiter.Refusal = OwnWriting(holder)) is null)
                    _queue.Add(waiter);
            }
            passage = Advance(readersFirst: false);
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
        if (isGone)
            RefuseGone(LoanKind.Read);
        return grant;
    }

    /// <summary>Enters as the writer, or queues the waiter if there is one.</summary>
    /// <returns>The generation; 0 when it could not enter at once; then the waiter, if any, is queued, granted already or refused.</returns>
    /// <exception cref="MovedException">The value has been dropped.</exception>
    internal long Write(int holder, string? file, int line, PhaseWaiter<TSync>? waiter)
    {
        Passage passage = default;
        bool isGone;
        long generation = 0;
        EnterGate();
        try
        {
            isGone = _isUnwanted;
            if (!isGone)
            {
                if (!IsWritten && _queue.IsEmpty && !IsRead()) // W2
                    generation = BeginWrite(holder, file, line);
                if (generation == 0 && waiter is not null && (waiter.Refusal = OwnWriting(holder) ?? OwnReading(holder)) is null)
                    _queue.Add(waiter); // W3
            }
            passage = Advance(readersFirst: false);
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
        if (isGone)
            RefuseGone(LoanKind.Write);
        return generation;
    }

    /// <summary>Ends writing: W4, W5. A guard or lease that has ended already ends nothing.</summary>
    internal void EndWrite(long generation)
    {
        Passage passage = default;
        EnterGate();
        try
        {
            if (_writeGeneration == generation)
            {
                StopWriting(); // W4
                passage = Advance(readersFirst: true); // W5
            }
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
    }

    /// <summary>Gives up waiting, and signals. What was behind in the queue moves up.</summary>
    /// <returns>False when it was granted or given up before; then nothing has changed.</returns>
    internal bool Abandon(PhaseWaiter<TSync> waiter)
    {
        Passage passage = default;
        EnterGate();
        bool waited = waiter.State == WaiterState.Waiting;
        try
        {
            if (waited)
            {
                _queue.Remove(waiter);
                waiter.State = WaiterState.Abandoned;
                passage = Advance(readersFirst: false);
            }
        }
        finally
        {
            ExitGate();
        }
        if (waited)
            waiter.Signal();
        Complete(passage);
        return waited;
    }

    /// <summary>Nobody has a handle any more: the value goes when the last reader, writer and waiter has gone.</summary>
    internal void RequestDrop()
    {
        Passage passage;
        EnterGate();
        try
        {
            _isUnwanted = true;
            passage = Advance(readersFirst: false);
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
    }

    /// <summary>Gives the value up: nobody reads, writes or waits, and nobody ever will. Called once, outside the gate.</summary>
    private protected abstract void Drop();

    /// <summary>Refuses somebody who comes after the last handle has ended. Called outside the gate.</summary>
    private protected abstract void RefuseGone(LoanKind wanted);

    /// <summary>A reader left while the door was shut.</summary>
    private void Reconsider()
    {
        Passage passage;
        EnterGate();
        try
        {
            passage = Advance(readersFirst: false);
        }
        finally
        {
            ExitGate();
        }
        Complete(passage);
    }

    /// <summary>A1 to A4: lets in whoever may go in now, and says whether the door stays shut. Under the gate, after each change.</summary>
    private protected Passage Advance(bool readersFirst)
    {
        Passage passage = default;
        _isShut = true;
        if (IsWritten)
            return passage;
        if (readersFirst || _queue.Writers == 0) // A1
        {
            while (_queue.First(LoanKind.Read) is { } reader)
            {
                reader.Grant = Claim(reader.Holder, reader.File, reader.Line);
                if (reader.Grant.Slot is null)
                    break; // every slot is taken: who leaves the next one asks again, since the door stays shut
                _queue.Remove(reader);
                passage.Add(reader);
            }
        }
        if (_queue.Writers > 0) // A2
        {
            if (!IsRead())
            {
                PhaseWaiter<TSync> writer = _queue.First(LoanKind.Write)!;
                _queue.Remove(writer);
                writer.Grant = new ReadGrant<TSync>(null, BeginWrite(writer.Holder, writer.File, writer.Line));
                passage.Add(writer);
            }
        }
        else if (_isUnwanted) // A3
        {
            if (!_isDropped && !IsRead())
                passage.Drops = _isDropped = true;
        }
        else // A4
        {
            _isShut = _queue.Readers > 0;
        }
        return passage;
    }

    /// <summary>After the gate: wakes those who were let in, and drops the value if that is due.</summary>
    private protected void Complete(Passage passage)
    {
        for (PhaseWaiter<TSync>? waiter = passage.First; waiter is not null;)
        {
            PhaseWaiter<TSync>? next = waiter.Next; // once signalled, the waiter is its thread's again
            waiter.Signal();
            waiter = next;
        }
        if (passage.Drops)
            Drop();
    }

    private long BeginWrite(int holder, string? file, int line)
    {
        IsWritten = true;
        Writer = holder;
        WriterFile = file;
        WriterLine = line;
        TSync.Release(ref _writeGeneration, _writeGeneration + 1);
        return _writeGeneration;
    }

    private protected void StopWriting()
    {
        TSync.Release(ref _writeGeneration, _writeGeneration + 1); // W4
        IsWritten = false;
        Writer = 0;
    }

    /* The gate is held for a handful of instructions and never across a user's code. It spins: a wait that could be interrupted would
       leave a release half done. W1: taking it is a full fence, and readers that take a slot after it see it taken. */
    private protected void EnterGate()
    {
        int door = TSync.Acquire(ref _door);
        if ((door & Busy) == 0 && TSync.CompareExchange(ref _door, door | Busy, door) == door) // W1
            return;
        EnterGateSlowly();
    }

    private void EnterGateSlowly()
    {
        while (true)
        {
            TSync.SpinWhile(ref _door, Busy);
            int door = TSync.Acquire(ref _door);
            if ((door & Busy) == 0 && TSync.CompareExchange(ref _door, door | Busy, door) == door) // W1
                return;
        }
    }

    private protected void ExitGate() => TSync.Release(ref _door, _isShut ? Shut : 0);

    /// <summary>What follows from a decision once the gate is open again.</summary>
    private protected struct Passage
    {
        private PhaseWaiter<TSync>? _last;

        internal PhaseWaiter<TSync>? First { get; private set; }

        internal bool Drops { get; set; }

        internal void Add(PhaseWaiter<TSync> waiter)
        {
            waiter.State = WaiterState.Granted;
            if (_last is null)
                First = waiter;
            else
                _last.Next = waiter;
            _last = waiter;
        }
    }
}
