using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;

namespace ForkJoin.Splitting;

/// <summary>
/// What a loop runs over, or a part of that: indices in a row, places at a source that cannot be cut, actions. It runs, and where it can be
/// cut and somebody is to have a part, it joins two smaller ones by <see cref="LoopPart{TPiece}.Join"/>. Copied freely: what all pieces of
/// one loop share stands behind references.
/// </summary>
internal interface ILoopPiece<TSelf>
    where TSelf : struct, ILoopPiece<TSelf>
{
    /// <summary>
    /// Runs it. The piece stays where it stands: its fields were stored one by one, and to read them as a whole at once, which copying
    /// does, the processor would have to wait until they have left the store buffer. (Two copies cost a call from outside 15 ns of 53.)
    /// </summary>
    /// <param name="piece">What is run.</param>
    /// <param name="loop">The loop that it is a piece of.</param>
    /// <param name="fork">The worker at work.</param>
    static abstract void Run(in TSelf piece, LoopControl loop, ForkContext fork);
}

/// <summary>
/// A piece of a loop as a join takes it: in the limit of its loop, and given away with a permit of that (see README.md, "The degree").
/// </summary>
/// <param name="piece">What it is a part of.</param>
/// <param name="loop">The loop.</param>
/// <param name="maker">Who gave it away; null for what was not given away: a left half.</param>
internal readonly struct LoopPart<TPiece>(TPiece piece, LoopControl loop, Executor? maker) : IShape<LoopPart<TPiece>, Unit>
    where TPiece : struct, ILoopPiece<TPiece>
{
    private readonly TPiece _piece = piece;
    private readonly LoopControl _loop = loop;
    private readonly Executor? _maker = maker;

    public static bool LooksUpWorker => true;

    public static bool HoldsPermit => true;

    public static Unit Invoke(LoopPart<TPiece> arg, ForkContext fork)
    {
        Run(in arg._piece, arg._loop, arg._maker, fork);
        return default;
    }

    public static void EndLoans(in LoopPart<TPiece> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }

    /// <summary>Runs a piece in the limit of its loop, if that has one.</summary>
    /// <param name="piece">What is run.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="maker">Who gave it away; null when nobody did.</param>
    /// <param name="fork">The worker at work.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run(in TPiece piece, LoopControl loop, Executor? maker, ForkContext fork)
    {
        if (loop.Limit is { } limit)
            RunLimited(in piece, loop, limit, maker, fork);
        else
            TPiece.Run(in piece, loop, fork);
    }

    /// <summary>
    /// Joins two pieces, with the permit that <see cref="LoopControl.TryShare"/> has given, and ends that share. In the caller once this is
    /// inlined, as the join is, so that the pieces are written where they are to stand.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Join(TPiece left, TPiece right, LoopControl loop, ForkContext fork)
    {
        try
        {
            JoinCore.Run<LoopPart<TPiece>, LoopPart<TPiece>, Unit, LoopPart<TPiece>, LoopPart<TPiece>, Unit>(
                fork, new(left, loop, maker: null), new(right, loop, fork.Executor));
        }
        finally
        {
            loop.EndShare();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void RunLimited(in TPiece piece, LoopControl loop, DegreeLimit limit, Executor? maker, ForkContext fork)
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&here);
        using var scope = new LimitScope(fork.Executor, limit, maker, here);
        TPiece.Run(in piece, loop, fork);
    }
}
