using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// Indices of a loop in a row, run by lazy binary splitting (Tzannes, Caragea, Barua, Vishkin, PPoPP 2010): a worker runs its range from
/// the front, block by block, and between two blocks looks whether somebody is hungry – one compare, with the guard that joins look at
/// too. Only then it cuts what is left in two and joins the halves. So a loop that nobody helps is the serial loop and a compare for each
/// block, and one whose indices differ in cost is cut where the work turned out to be. See README.md.
/// </summary>
/// <param name="start">The first index.</param>
/// <param name="end">The index after the last one; the range may wrap around, so that all of long has room.</param>
/// <param name="body">What is done.</param>
/// <param name="block">How many indices make the first block; 0 for the whole of a loop, of which nothing is known yet.</param>
internal readonly struct LoopRange<TBody>(long start, long end, TBody body, ulong block = 0) : ILoopPiece<LoopRange<TBody>>
    where TBody : struct, IRangeBody
{
    private readonly long _start = start;
    private readonly long _end = end;
    private readonly TBody _body = body;
    private readonly ulong _block = block;

    public static void Run(in LoopRange<TBody> piece, LoopControl loop, ForkContext fork) => piece.Run(loop, fork);

    private unsafe void Run(LoopControl loop, ForkContext fork)
    {
        Executor executor = fork.Executor;
        Grain grain = loop.Grain;
        var pace = new Pace(grain, Math.Max(grain.Smallest, _block));
        long at = _start;
        // SAFETY: a local of this call; only its address is used, as a place on this stack.
        nuint here = (nuint)(&at);
        ulong left = (ulong)(_end - at);
        var policy = new SharingPolicy(left, isWhole: _block == 0, loop, executor);
        if (SharingPolicy.SharesPart(left, loop, executor))
        {
            Split(at, pace.Block, loop, fork);
            return;
        }
        if (!policy.IsFew)
            pace.Restart();
        while (!loop.IsOver)
        {
            if (here <= executor.Guard && left > grain.Smallest && policy.IsWanted(executor))
            {
                if (loop.TryShare())
                {
                    Split(at, pace.Block, loop, fork);
                    return;
                }
                // What was given away before may have stayed private, while nobody seemed to want it.
                if (fork.Frames is not null)
                    executor.Poll(fork.Frames);
            }
            if (left <= pace.Block)
            {
                _body.Run(at, _end, fork);
                return;
            }
            long next = at + (long)pace.Block;
            if (!_body.Run(at, next, fork))
                return;
            at = next;
            left = (ulong)(_end - at);
            if (pace.Adapt(left) && policy.Judge(pace.Ahead, left, loop, executor) && SharingPolicy.SharesPart(left, loop, executor))
            {
                Split(at, pace.Block, loop, fork);
                return;
            }
        }
    }

    /// <summary>Joins the halves of what is left. Cuts at a multiple of the smallest block, so that only the last block is smaller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(long at, ulong block, LoopControl loop, ForkContext fork)
    {
        ulong left = (ulong)(_end - at);
        ulong smallest = loop.Grain.Smallest;
        ulong blocks = ((left - 1) / smallest) + 1;
        long middle = at + (long)(blocks / 2 * smallest);
        Debug.Assert(middle != at && middle != _end, "A half of a range is empty.");
        LoopPart<LoopRange<TBody>>.Join(new(at, middle, _body, block), new(middle, _end, _body, block), loop, fork);
    }
}
