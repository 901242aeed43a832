using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;

namespace ForkJoin.Splitting;

/// <summary>Something that several workers take from, bit by bit, because it cannot be cut in two: an enumerator, a partitioner.</summary>
internal interface ISharedSource
{
    /// <summary>Takes some items and runs them.</summary>
    /// <param name="fork">The worker at work.</param>
    /// <param name="mayShare">
    /// Whether there may be something for others: then it returns some microseconds after somebody is hungry, if the items allow.
    /// </param>
    /// <returns>False when there is nothing left for this worker.</returns>
    bool RunSome(ForkContext fork, bool mayShare);
}

/// <summary>
/// Some of the workers that a loop over a shared source may have. One serves the source; when somebody is hungry it gives up half of the
/// others' places by a join, whose right arm serves the same source. So it is the number of places that is split lazily, as a
/// <see cref="LoopRange{TBody}"/> splits indices.
/// </summary>
/// <param name="places">How many workers this may become, 1 or more.</param>
/// <param name="source">What they take from.</param>
/// <param name="loop">The loop.</param>
/// <param name="maker">Who gave these places away, where the loop has a limit; null for the whole.</param>
internal readonly struct Team<TSource>(int places, TSource source, LoopControl loop, Executor? maker) : ILoopPart<Team<TSource>>
    where TSource : ISharedSource
{
    private readonly int _places = places;
    private readonly TSource _source = source;
    private readonly LoopControl _loop = loop;
    private readonly Executor? _maker = maker;

    /// <summary>All places of a loop.</summary>
    internal Team(int places, TSource source, LoopControl loop)
        : this(places, source, loop, maker: null)
    {
    }

    public static bool LooksUpWorker => true;

    public static bool HoldsPermit => true;

    public static Unit Invoke(Team<TSource> arg, ForkContext fork)
    {
        Run(in arg, fork);
        return default;
    }

    public static void Run(in Team<TSource> part, ForkContext fork)
    {
        if (part._loop.Limit is { } limit)
            part.RunLimited(limit, fork);
        else
            part.Run(fork);
    }

    public static void EndLoans(in Team<TSource> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }

    private unsafe void Run(ForkContext fork)
    {
        Executor executor = fork.Executor;
        LoopControl control = _loop;
        int others = _places - 1;
        // SAFETY: a local of this call; only its address is used, as a place on this stack.
        nuint here = (nuint)(&others);
        executor.AskForMore();
        var clock = new Longness();
        while (!control.IsOver)
        {
            if (here <= executor.Guard)
            {
                if (others > 0 && control.TryShare())
                {
                    Split(fork);
                    return;
                }
                // What was given away before may have stayed private, while nobody seemed to want it.
                if (fork.Frames is not null)
                    executor.Poll(fork.Frames);
            }
            if (!_source.RunSome(fork, mayShare: others > 0 || fork.Frames is not null))
                return;
            if (clock.HasBecomeLong())
                executor.FoundLong();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(ForkContext fork)
    {
        int others = _places / 2;
        try
        {
            JoinCore.Run<Team<TSource>, Team<TSource>, Unit, Team<TSource>, Team<TSource>, Unit>(
                fork, new(_places - others, _source, _loop, maker: null), new(others, _source, _loop, fork.Executor));
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
