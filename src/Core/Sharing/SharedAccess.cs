using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>
/// Who reads and who writes one cell: many readers or one writer, phase by phase. The steps (R1, W2, …) and the argument stand in
/// SharedRef.README.md. Here: readers without company, and the places they stand in.
/// </summary>
internal abstract partial class SharedAccess(string name) : IAwaited
{
    /// <summary>So many slots at most are made for the sake of speed; more only when so many readers are inside at once.</summary>
    private static readonly int s_enoughSlots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 4 * Environment.ProcessorCount));

    /// <summary>A power of two of them. Replaced under the gate by a longer one that begins with the same slots.</summary>
    private ReadSlot[] _slots = [new()];

    public string Name { get; } = name;

    /// <summary>Enters as a reader when nobody writes, waits to write, or has the gate. What it returns stays in registers.</summary>
    /// <returns>Without a slot when the gate must be asked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadGrant TryReadAlone(int thread, int holder, string? file, int line)
    {
        ReadSlot[] slots = Volatile.Read(ref _slots);
        ReadSlot slot = slots[thread & (slots.Length - 1)];
        long generation = slot.TryTake(holder, file, line);
        if (generation == 0)
            return TryReadBeside(thread, holder, file, line);
        return Volatile.Read(ref _door) == 0 ? new ReadGrant(slot, generation) : Withdraw(slot, generation); // R2
    }

    /// <summary>Somebody stands in the thread's own slot: another will do, while the door is open.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadGrant TryReadBeside(int thread, int holder, string? file, int line)
    {
        ReadSlot[] slots = Volatile.Read(ref _slots);
        if (slots.Length < s_enoughSlots && slots[thread & (slots.Length - 1)].Holder != holder)
            return default; // a stranger: the gate makes more slots
        for (int i = 1; i < slots.Length && Volatile.Read(ref _door) == 0; i++)
        {
            ReadSlot slot = slots[(thread + i) & (slots.Length - 1)];
            long generation = slot.TryTake(holder, file, line);
            if (generation != 0)
                return Volatile.Read(ref _door) == 0 ? new ReadGrant(slot, generation) : Withdraw(slot, generation);
        }
        return default;
    }

    /// <summary>Ends a guard's reading. A guard that has ended already ends nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndGuard(ReadSlot slot, long generation)
    {
        if (slot.State != generation)
            return;
        slot.Holder = 0; // before R3: from there on the slot may be another's. Only the guard's own thread comes here.
        EndRead(slot, generation);
    }

    /// <summary>Ends a lease's reading, from any thread. Of several at once one succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndRead(ReadSlot slot, long generation)
    {
        if (slot.TryFree(generation) && Volatile.Read(ref _door) != 0) // R3, R4
            Reconsider();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadGrant Withdraw(ReadSlot slot, long generation)
    {
        slot.Holder = 0;
        slot.TryFree(generation);
        Reconsider(); // a writer may have seen the slot taken
        return default;
    }

    /// <summary>W2: whether any slot is taken. A no stays true for as long as the door is not opened.</summary>
    private bool IsRead()
    {
        foreach (ReadSlot slot in _slots)
        {
            if (slot.IsTaken)
                return true;
        }
        return false;
    }

    /// <summary>The slot that a thread's own guard stands in. Exact for the calling thread.</summary>
    private ReadSlot? SlotOf(int thread)
    {
        foreach (ReadSlot slot in _slots)
        {
            if (slot.Holder == thread && slot.IsTaken)
                return slot;
        }
        return null;
    }

    /// <summary>Takes a slot under the gate, whether readers may enter by themselves or not. When a stranger stands in the thread's own slot, more are made.</summary>
    /// <returns>Without a slot where all are taken and memory does not suffice for more.</returns>
    private ReadGrant Claim(int holder, string? file, int line)
    {
        int thread = Math.Abs(holder);
        ReadSlot own = _slots[thread & (_slots.Length - 1)];
        long generation = own.TryTake(holder, file, line);
        if (generation != 0)
            return new ReadGrant(own, generation);
        if (_slots.Length < s_enoughSlots && own.Holder != holder)
            TryAddSlots();
        do
        {
            for (int i = 0; i < _slots.Length; i++)
            {
                ReadSlot slot = _slots[(thread + i) & (_slots.Length - 1)];
                generation = slot.TryTake(holder, file, line);
                if (generation != 0)
                    return new ReadGrant(slot, generation);
            }
        }
        while (TryAddSlots());
        return default;
    }

    private bool TryAddSlots()
    {
        try
        {
            Volatile.Write(ref _slots, MoreThan(_slots));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>The same slots and as many again.</summary>
    private protected virtual ReadSlot[] MoreThan(ReadSlot[] slots)
    {
        var more = new ReadSlot[slots.Length * 2];
        slots.CopyTo(more, 0);
        for (int i = slots.Length; i < more.Length; i++)
            more[i] = new ReadSlot();
        return more;
    }
}
