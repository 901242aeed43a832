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
    private const int PiecesOfChunks = 1024;

    private static readonly Grain s_one = Grain.Automatic;
    private static Entry? s_last;

    /// <summary>The fewest elements worth a call of a body that is handed them all at once: a power of two, so that pieces of arrays stay aligned.</summary>
    internal static int OfChunks(int length) =>
        length <= PiecesOfChunks ? 1 : 1 << int.Min(BitOperations.Log2((uint)(length / PiecesOfChunks)), BitOperations.Log2(MostAutomatic));

    /// <summary>From so many on, without a bound.</summary>
    internal static Grain From(int smallest) => smallest == 1 ? s_one : Between(smallest, null);

    /// <summary>Within both.</summary>
    internal static Grain Between(int smallest, int? most)
    {
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
