using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace ForkJoin.Jobs;

/// <summary>
/// A thread's place: the executor that it is at the moment, found by the thread or by an address on its stack.
/// <para>
/// A thread-static field costs a call into the runtime, 2 to 3 ns, which a join with lambdas would pay each time. But a join knows
/// where its frame stands, and whose stack that is does not change while the thread lives. So a small table, by pieces of the address
/// space, tells a seat, and the seat tells the part of the stack that it is known to have. A miss costs nothing but the call.
/// </para>
/// <para>
/// <b>Why nobody takes another's seat.</b> A seat's bounds are written only by its own thread, and only to places of that thread's
/// stack; whoever reads one old and one new bound still sees a part of that stack. Stacks of living threads do not overlap. A thread is no
/// executor any more when it ends (<c>Worker.Leave</c>), so that on a stack in the same place later its seat says nothing. A seat reaches
/// the table by a release, its first bounds written: empty.
/// </para>
/// </summary>
internal sealed unsafe class Seat
{
    /// <summary>256 KiB, so that a stack has a handful of pieces and the table serves a hundred threads side by side.</summary>
    private const int BitsOfPiece = 18;

    private const int Pieces = 1024;

    /// <summary>A stack is made of whole pages; this is the smallest that any system has.</summary>
    private const nuint PageSize = 4096;

    private static readonly Seat?[] s_byStack = new Seat?[Pieces];

    [ThreadStatic]
    private static Seat? t_mine;

    /// <summary>What this thread, when it comes from outside, keeps of its visits. Not in the seat, which may outlive the thread.</summary>
    [ThreadStatic]
    internal static object? Passes;

    /// <summary>The executor that the seat's thread is at the moment, or null. Written by that thread only.</summary>
    internal Executor? Executor;

    private nuint _low = nuint.MaxValue;
    private nuint _high;

    private Seat()
    {
    }

    /// <summary>The calling thread's seat.</summary>
    internal static Seat Mine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_mine ?? MakeMine();
    }

    /// <summary>The executor that the calling thread is at the moment, or null.</summary>
    internal static Executor? MyExecutor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_mine?.Executor;
    }

    /// <summary>The executor of the thread on whose stack an address lies.</summary>
    /// <param name="here">An address on the calling thread's stack.</param>
    /// <returns>Null where there is none, or the table does not know.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Executor? At(nuint here)
    {
        Seat? seat = Piece(here);
        if (seat is null || here < seat._low || here > seat._high)
            return null;
        Debug.Assert(seat.Executor is null || ReferenceEquals(seat, t_mine), "A thread was given another's seat.");
        return seat.Executor;
    }

    /// <summary>Lets the seat be found by an address on its thread's stack, which is the calling one.</summary>
    internal void Note(nuint here)
    {
        Debug.Assert(ReferenceEquals(this, t_mine), "A seat was noted by another thread.");
        _low = Math.Min(_low, here & ~(PageSize - 1));
        _high = Math.Max(_high, here);
        ref Seat? piece = ref Piece(here);
        // Two stacks in one piece: who is at work in it keeps it, so that the two do not take it from each other at every join.
        if (Volatile.Read(ref piece) is not { Executor: not null })
            Volatile.Write(ref piece, this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Seat? Piece(nuint here) =>
        // SAFETY: the index is below Pieces, the table's length.
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_byStack), (nint)((here >> BitsOfPiece) & (Pieces - 1)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Seat MakeMine() => t_mine = new Seat();
}
