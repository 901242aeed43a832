using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>
/// Many readers or one writer, phase by phase. It knows nothing of values, names and ways to wait. The steps (R1, W2, …) and the argument stand
/// in SharedRef.README.md; the schedule explorer runs them as they stand here. In this file: readers without company, and the places they stand in.
/// </summary>
internal abstract partial class PhaseLock<TSync>
    where TSync : struct, ISync
{
    private static readonly int s_enoughSlots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 4 * Environment.ProcessorCount));

    /// <summary>A power of two of them. Replaced under the gate by a longer one that begins with the same slots.</summary>
    private ReadSlot<TSync>[]? _slots = [new()];

    /// <summary>So many slots at most are made for the sake of speed; more only when so many readers are inside at once.</summary>
    private protected virtual int EnoughSlots => s_enoughSlots;

    /// <summary>The places as they are now; under the gate there will be no others.</summary>
    private protected ReadSlot<TSync>[] Slots => _slots!;

    /// <summary>Enters as a reader when nobody writes, waits to write, or has the gate. What it returns stays in registers.</summary>
    /// <returns>Without a slot when the gate must be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadGrant<TSync> TryReadAlone(int thread, int holder, string? file, int line)
    {
        ReadSlot<TSync>[] slots = TSync.Acquire(ref _slots)!;
        ReadSlot<TSync> slot = slots[thread & (slots.Length - 1)];
        long generation = slot.TryTake(holder, file, line);
        if (generation == 0)
            return TryReadBeside(thread, holder, file, line);
        return TSync.Acquire(ref _door) == 0 ? new ReadGrant<TSync>(slot, generation) : Withdraw(slot, generation); // R2
    }

    /// <summary>Somebody stands in the thread's own slot: another will do, while the door is open.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadGrant<TSync> TryReadBeside(int thread, int holder, string? file, int line)
    {
        ReadSlot<TSync>[] slots = TSync.Acquire(ref _slots)!;
        if (slots.Length < EnoughSlots && slots[thread & (slots.Length - 1)].Holder != holder)
            return default; // a stranger: the gate makes more slots
        for (int i = 1; i < slots.Length && TSync.Acquire(ref _door) == 0; i++)
        {
            ReadSlot<TSync> slot = slots[(thread + i) & (slots.Length - 1)];
            long generation = slot.TryTake(holder, file, line);
            if (generation != 0)
                return TSync.Acquire(ref _door) == 0 ? new ReadGrant<TSync>(slot, generation) : Withdraw(slot, generation); // R2
        }
        return default;
    }

    /// <summary>Ends a guard's reading. A guard that has ended already ends nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndGuard(ReadSlot<TSync> slot, long generation)
    {
        if (slot.State != generation)
            return;
        slot.Holder = 0; // before R3: from there on the slot may be another's. Only the guard's own thread comes here.
        EndRead(slot, generation);
    }

    /// <summary>Ends a lease's reading, from any thread. Of several at once one succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndRead(ReadSlot<TSync> slot, long generation)
    {
        if (slot.TryFree(generation) && TSync.Acquire(ref _door) != 0) // R3, R4
            Reconsider();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadGrant<TSync> Withdraw(ReadSlot<TSync> slot, long generation)
    {
        slot.Holder = 0;
        slot.TryFree(generation);
        Reconsider(); // a writer may have seen the slot taken
        return default;
    }

    /// <summary>W2: whether any slot is taken. A no stays true for as long as the door is not opened.</summary>
    private bool IsRead()
    {
        foreach (ReadSlot<TSync> slot in Slots)
        {
            if (slot.IsTaken)
                return true;
        }
        return false;
    }

    /// <summary>The slot that a thread's own guard stands in. Exact for the calling thread.</summary>
    private ReadSlot<TSync>? SlotOf(int thread)
    {
        foreach (ReadSlot<TSync> slot in Slots)
        {
            if (slot.Holder == thread && slot.IsTaken)
                return slot;
        }
        return null;
    }

    /// <summary>The writing of a thread that asks for more: it would wait for itself. Leases belong to no thread.</summary>
    private OwnGrant? OwnWriting(int holder) =>
        IsWritten && holder > 0 && Writer == holder ? new OwnGrant(LoanKind.Write, WriterFile, WriterLine) : null;

    /// <summary>The reading of a thread that asks to write.</summary>
    private OwnGrant? OwnReading(int holder) =>
        holder > 0 && SlotOf(holder) is { } slot ? new OwnGrant(LoanKind.Read, slot.File, slot.Line) : null;

    /// <summary>Takes a slot under the gate, whether readers may enter by themselves or not. When a stranger stands in the thread's own slot, more are made.</summary>
    /// <returns>Without a slot where all are taken and memory does not suffice for more.</returns>
    private ReadGrant<TSync> Claim(int holder, string? file, int line)
    {
        int thread = Math.Abs(holder);
        ReadSlot<TSync> own = Slots[thread & (Slots.Length - 1)];
        long generation = own.TryTake(holder, file, line);
        if (generation != 0)
            return new ReadGrant<TSync>(own, generation);
        if (Slots.Length < EnoughSlots && own.Holder != holder)
            TryAddSlots();
        do
        {
            for (int i = 0; i < Slots.Length; i++)
            {
                ReadSlot<TSync> slot = Slots[(thread + i) & (Slots.Length - 1)];
                generation = slot.TryTake(holder, file, line);
                if (generation != 0)
                    return new ReadGrant<TSync>(slot, generation);
            }
        }
        while (TryAddSlots());
        return default;
    }

    private bool TryAddSlots()
    {
        try
        {
            TSync.Release(ref _slots, MoreThan(Slots));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>The same slots and as many again.</summary>
    private protected virtual ReadSlot<TSync>[] MoreThan(ReadSlot<TSync>[] slots)
    {
        var more = new ReadSlot<TSync>[slots.Length * 2];
        slots.CopyTo(more, 0);
        for (int i = slots.Length; i < more.Length; i++)
            more[i] = new ReadSlot<TSync>();
        return more;
    }
}
