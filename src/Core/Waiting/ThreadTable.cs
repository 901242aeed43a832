using System;
using System.Numerics;
using System.Threading;

namespace ForkJoin.Waiting;

/// <summary>
/// Threads by their numbers, which the system uses again: an entry is the latest thread of that number. It keeps nobody alive. In
/// pieces of 64, 64, 128, 256 … that are made when needed and stay where they are, so that nobody needs a lock.
/// </summary>
internal static class ThreadTable
{
    private const int FirstBits = 6;

    private static readonly WeakReference<WaitingThread>?[]?[] s_pieces = new WeakReference<WaitingThread>?[]?[32 - FirstBits];

    internal static void Add(int id, WaitingThread thread)
    {
        (int piece, int index) = Place(id);
        if (Volatile.Read(ref s_pieces[piece]) is not { } entries)
        {
            var made = new WeakReference<WaitingThread>?[1 << (FirstBits + Math.Max(0, piece - 1))];
            entries = Interlocked.CompareExchange(ref s_pieces[piece], made, null) ?? made;
        }
        Volatile.Write(ref entries[index], new WeakReference<WaitingThread>(thread));
    }

    internal static WaitingThread? Find(int id)
    {
        if (id <= 0)
            return null;
        (int piece, int index) = Place(id);
        return Volatile.Read(ref s_pieces[piece]) is { } entries && Volatile.Read(ref entries[index]) is { } entry && entry.TryGetTarget(out WaitingThread? thread)
            ? thread
            : null;
    }

    private static (int Piece, int Index) Place(int id)
    {
        int piece = Math.Max(0, BitOperations.Log2((uint)id) - FirstBits + 1);
        return (piece, piece == 0 ? id : id - (1 << (FirstBits + piece - 1)));
    }
}
