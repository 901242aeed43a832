using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;

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
/// <param name="loop">The loop.</param>
/// <param name="block">How many indices make the first block; 0 for the whole of a loop, of which nothing is known yet.</param>
/// <param name="maker">Who cut this range off, where the loop has a limit; null for the whole.</param>
internal readonly struct LoopRange<TBody>(long start, long end, TBody body, LoopControl loop, ulong block, Executor? maker)
    : ILoopPart<LoopRange<TBody>>
    where TBody : struct, IRangeBody
{
    /// <summary>A long loop is shared in about so many parts for each worker.</summary>
    private const int PartsForEachWorker = 4;

    private readonly long _start = start;
    private readonly long _end = end;
    private readonly TBody _body = body;
    private readonly ulong _block = block;
    private readonly LoopControl _loop = loop;
    private readonly Executor? _maker = maker;

    /// <summary>All of a loop.</summary>
    internal LoopRange(long start, long end, TBody body, LoopControl loop)
        : this(start, end, body, loop, block: 0, maker: null)
    {
    }

    public static bool LooksUpWorker => true;

    public static bool HoldsPermit => true;

    public static Unit Invoke(LoopRange<TBody> arg, ForkContext fork)
    {
        Run(in arg, fork);
        return default;
    }

    public static void Run(in LoopRange<TBody> part, ForkContext fork)
    {
        if (part._loop.Limit is { } limit)
            part.RunLimited(limit, fork);
        else
            part.Run(fork);
    }

    public static void EndLoans(in LoopRange<TBody> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }

    private unsafe void Run(ForkContext fork)
    {
        Executor executor = fork.Executor;
        LoopControl control = _loop;
        Grain grain = control.Grain;
        var pace = new Pace(grain, Math.Max(grain.Smallest, _block));
        long at = _start;
        // SAFETY: a local of this call; only its address is used, as a place on this stack.
        nuint here = (nuint)(&at);
        ulong left = (ulong)(_end - at);
        bool isFew = left <= grain.Untimed * (ulong)executor.Crew;
        bool isExpectedLong = _block == 0 && control.IsExpectedLong;
        pace.Begin(isFew, isExpectedLong);
        if (isExpectedLong)
            FoundLong(left, control, executor);
        if (isFew)
            executor.AskForMore();
        if (TryPart(at, left, pace.Block, fork))
            return;
        bool isTold = false;
        while (!control.IsOver)
        {
            if (here <= executor.Guard && left > grain.Smallest && IsWanted(pace.Worth, executor))
            {
                if (control.TryShare())
                {
                    Split(at, pace.Block, fork);
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
            Worth before = pace.Worth;
            if (pace.Adapt(left) && (pace.Worth > before || !isTold))
            {
                isTold = true;
                if (Tell(pace.Worth, left, control, executor) && TryPart(at, left, pace.Block, fork))
                    return;
            }
        }
    }

    /// <summary>What is left has turned out to be worth more. A half of what was expected to be long need not be so itself.</summary>
    /// <returns>Whether it is long.</returns>
    private static bool Tell(Worth worth, ulong left, LoopControl loop, Executor executor)
    {
        executor.LoopsAreLong |= worth == Worth.Waking || (worth == Worth.Sharing && loop.IsExpectedLong);
        if (worth != Worth.Waking)
            return false;
        FoundLong(left, loop, executor);
        return true;
    }

    private static void FoundLong(ulong left, LoopControl loop, Executor executor)
    {
        executor.FoundLong();
        if (loop.PartSize == 0)
            loop.PartSize = Math.Max(loop.Grain.Smallest, left / (ulong)(PartsForEachWorker * executor.Crew));
    }

    /// <summary>Shares a half of what is left, if that is so large that the loop is better served in parts.</summary>
    private bool TryPart(long at, ulong left, ulong block, ForkContext fork)
    {
        ulong size = _loop.PartSize;
        if (size == 0 || left <= size || !_loop.TryShare())
            return false;
        if (!fork.Executor.ShareNext())
        {
            _loop.EndShare();
            return false;
        }
        Split(at, block, fork);
        return true;
    }

    private static bool IsWanted(Worth worth, Executor executor) =>
        worth == Worth.Waking || (worth == Worth.Sharing && executor.SomeoneSearches);

    /// <summary>Joins the halves of what is left. Cuts at a multiple of the smallest block, so that only the last block is smaller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(long at, ulong block, ForkContext fork)
    {
        ulong left = (ulong)(_end - at);
        ulong smallest = _loop.Grain.Smallest;
        ulong blocks = ((left - 1) / smallest) + 1;
        long middle = at + (long)(blocks / 2 * smallest);
        Debug.Assert(middle != at && middle != _end, "A half of a range is empty.");
        try
        {
            JoinCore.Run<LoopRange<TBody>, LoopRange<TBody>, Unit, LoopRange<TBody>, LoopRange<TBody>, Unit>(
                fork, new(at, middle, _body, _loop, block, maker: null), new(middle, _end, _body, _loop, block, fork.Executor));
        }
        finally
        {
            _loop.EndShare();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void RunLimited(DegreeLimit limit, ForkContext fork)
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&here);
        using var scope = new LimitScope(fork.Executor, limit, _maker, here);
        Run(fork);
    }
}
