using System.Linq;
using System.Numerics;
using System.Threading;
using ForkJoin.Splitting;

namespace ForkJoin.Loops;

/// <summary>The bounds of blocks that loops here ask for, kept for the next loop that asks for the same, so that a call allocates nothing.</summary>
internal static class Grains
{
    /// <summary>A vectorised body has made up for its call by then, many times over.</summary>
    private const int MostAutomatic = 256;

    /// <summary>Cut no finer than this by itself, a loop still feeds more workers than there are.</summary>
    private const int PiecesOfChunks = 512;

    private static readonly Grain[] s_automatic =
    [
        Grain.Automatic,
        .. Enumerable.Range(1, BitOperations.Log2(MostAutomatic)).Select(static bits => new Grain(1UL << bits, long.MaxValue)),
    ];
    private static Entry? s_last;

    /// <summary>The fewest elements worth a call of a body that is handed them all at once: a power of two, so that pieces of arrays stay aligned.</summary>
    internal static int OfChunks(int length) =>
        length <= PiecesOfChunks ? 1 : 1 << int.Min(BitOperations.Log2((uint)(length / PiecesOfChunks)), BitOperations.Log2(MostAutomatic));

    /// <summary>Within both; null for no bound.</summary>
    internal static Grain Between(int smallest, int? most)
    {
        if (most is null && smallest <= MostAutomatic && BitOperations.IsPow2(smallest))
            return s_automatic[BitOperations.Log2((uint)smallest)];
        Entry? last = Volatile.Read(ref s_last);
        if (last is null || last.Smallest != smallest || last.Most != most)
            Volatile.Write(ref s_last, last = new Entry(smallest, most));
        return last.Grain;
    }

    private sealed class Entry(int smallest, int? most)
    {
        internal readonly int Smallest = smallest;
        internal readonly int? Most = most;
        internal readonly Grain Grain = new((ulong)smallest, most is { } bound ? (ulong)bound : long.MaxValue);
    }
}
