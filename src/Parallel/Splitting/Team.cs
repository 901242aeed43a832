using System.Runtime.CompilerServices;
using ForkJoin.Jobs;

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
internal readonly struct Team<TSource>(int places, TSource source) : ILoopPiece<Team<TSource>>
    where TSource : ISharedSource
{
    private readonly int _places = places;
    private readonly TSource _source = source;

    public static void Run(in Team<TSource> piece, LoopControl loop, ForkContext fork) => piece.Run(loop, fork);

    private unsafe void Run(LoopControl loop, ForkContext fork)
    {
        Executor executor = fork.Executor;
        int others = _places - 1;
        // SAFETY: a local of this call; only its address is used, as a place on this stack.
        nuint here = (nuint)(&others);
        executor.AskForMore();
        var clock = new Longness();
        while (!loop.IsOver)
        {
            if (here <= executor.Guard)
            {
                if (others > 0 && loop.TryShare())
                {
                    Split(loop, fork);
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
    private void Split(LoopControl loop, ForkContext fork)
    {
        int others = _places / 2;
        LoopPart<Team<TSource>>.Join(new(_places - others, _source), new(others, _source), loop, fork);
    }
}
