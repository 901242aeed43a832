using System.Collections.Concurrent;
using WordRank.Counting;

namespace WordRank.Rankers;

/// <summary>
/// The same job on PLINQ, written as well as it can be: large chunks handed out as they are asked for, an aggregation with one
/// table for each partition, and its own parallel sort.
/// </summary>
internal static class PlinqRanker
{
    internal static Ranking Rank(byte[] text, int workers)
    {
        using WordTable table = Partitioner.Create(Chunks.Of(text), loadBalance: true)
            .AsParallel()
            .WithDegreeOfParallelism(workers)
            .Aggregate(
                seedFactory: WordTable.Rent,
                updateAccumulatorFunc: static (table, chunk) =>
                {
                    Words.CountInto(table, chunk.Span);
                    return table;
                },
                combineAccumulatorsFunc: WordTable.Merge,
                resultSelector: static table => table);

        byte[] rests = table.RestsToArray();
        WordCount[] words = table.ToWords()
            .AsParallel()
            .WithDegreeOfParallelism(workers)
            .OrderBy(static word => word, new RankOrder(rests))
            .ToArray();
        return new Ranking(words, rests);
    }
}
