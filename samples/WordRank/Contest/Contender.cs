using ForkJoin;
using WordRank.Counting;
using WordRank.Rankers;
using WordRank.Text;

namespace WordRank.Contest;

/// <summary>One way to do the whole job, from the bytes in memory to the sorted ranking.</summary>
internal sealed record Contender(string Name, Func<Corpus, Ranking> Rank)
{
    /// <summary>The serial elision comes first: the others are held against it.</summary>
    internal static Contender[] All(ForkJoinPool pool, int workers) =>
    [
        new("serial elision", static corpus => ForkJoinRanker<Calling>.Rank(corpus.Text)),
        new("Parallel.For", corpus => corpus.AsPlainArray(text => ParallelForRanker.Rank(text, workers))),
        new("PLINQ", corpus => corpus.AsPlainArray(text => PlinqRanker.Rank(text, workers))),
        new("ForkJoin", corpus => pool.Run(corpus.Text, ForkJoinRanker<Forking>.Rank)),
    ];
}
