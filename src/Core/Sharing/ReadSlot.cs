using System.Runtime.CompilerServices;
using System.Threading;

namespace ForkJoin.Sharing;

/// <summary>
/// The place of one reader in a cell. Readers of different threads stand in different slots, and so on different cache lines.
/// </summary>
internal sealed class ReadSlot
{
    /// <summary>Even: free. Odd: taken, and then the generation that guards and leases are compared with. It only grows.</summary>
    internal long State;

    /// <summary>
    /// Who reads: the thread of a guard; minus the thread that asked, for a lease, which belongs to none. A guard sets it back to 0
    /// before it frees the slot, so that a thread finds its own number only in slots that it holds.
    /// </summary>
    internal int Holder;

    internal int Line;
    internal string? File;

    // What a thread writes often stands in front; the next object begins more than a cache line, and the one fetched with it, behind.
#pragma warning disable CS0169, IDE0051, CA1823
    private readonly Padding _padding;
#pragma warning restore CS0169, IDE0051, CA1823

    internal bool IsTaken => (Volatile.Read(ref State) & 1) != 0;

    /// <summary>R1: takes the slot when it is free. A full fence when it succeeds.</summary>
    /// <returns>The generation; 0, which is none, when the slot is not free.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long TryTake(int holder, string? file, int line)
    {
        long free = Volatile.Read(ref State);
        if ((free & 1) != 0 || Interlocked.CompareExchange(ref State, free + 1, free) != free)
            return 0;
        Holder = holder;
        if (!ReferenceEquals(File, file)) // mostly the same place again: no write barrier
            File = file;
        Line = line;
        return free + 1;
    }

    /// <summary>R3: frees the slot, once for each generation. A full fence when it succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryFree(long generation) => Interlocked.CompareExchange(ref State, generation + 1, generation) == generation;

    [InlineArray(14)]
    private struct Padding
    {
        private long _first;
    }
}

/// <summary>A slot as one reader holds it; without a slot: nothing was granted.</summary>
internal readonly record struct ReadGrant(ReadSlot? Slot, long Generation);
