using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>
/// The place of one reader in a cell. Readers of different threads stand in different slots, and so on different cache lines.
/// </summary>
internal sealed class ReadSlot<TSync>
    where TSync : struct, ISync
{
    private ReadWords _words;

    /// <summary>Even: free. Odd: taken, and then the generation that guards and leases are compared with. It only grows.</summary>
    internal long State => _words.State;

    /// <summary>
    /// Who reads: the thread of a guard; minus the thread that asked, for a lease, which belongs to none. A guard sets it back to 0
    /// before it frees the slot, so that a thread finds its own number only in slots that it holds.
    /// </summary>
    internal int Holder
    {
        get => _words.Holder;
        set => _words.Holder = value;
    }

    internal int Line => _words.Line;

    internal string? File { get; private set; }

    internal bool IsTaken => (TSync.Acquire(ref _words.State) & 1) != 0;

    /// <summary>R1: takes the slot when it is free. A full fence when it succeeds.</summary>
    /// <returns>The generation; 0, which is none, when the slot is not free.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long TryTake(int holder, string? file, int line)
    {
        long free = TSync.Acquire(ref _words.State);
        if ((free & 1) != 0 || TSync.CompareExchange(ref _words.State, free + 1, free) != free) // R1
            return 0;
        Holder = holder;
        if (!ReferenceEquals(File, file)) // mostly the same place again: no write barrier
            File = file;
        _words.Line = line;
        return free + 1;
    }

    /// <summary>R3: frees the slot, once for each generation. A full fence when it succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryFree(long generation) =>
        TSync.CompareExchange(ref _words.State, generation + 1, generation) == generation; // R3
}

/// <summary>What a reader writes each time, on a cache line of its own: the cell that the others read may stand right before.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct ReadWords
{
    [FieldOffset(64)]
    internal long State;

    [FieldOffset(72)]
    internal int Holder;

    [FieldOffset(76)]
    internal int Line;
}

/// <summary>A slot as one reader holds it; without a slot: nothing was granted.</summary>
internal readonly record struct ReadGrant<TSync>(ReadSlot<TSync>? Slot, long Generation)
    where TSync : struct, ISync;
