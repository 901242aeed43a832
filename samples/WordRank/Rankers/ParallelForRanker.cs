using WordRank.Counting;
using Parallel = System.Threading.Tasks.Parallel;

namespace WordRank.Rankers;

/// <summary>
/// The same job on <see cref="System.Threading.Tasks.Parallel"/>, written as well as it can be: large chunks, one table for each
/// of the loop's own threads of work, merged as each ends, and a quicksort by <c>Parallel.Invoke</c>.
/// </summary>
internal static class ParallelForRanker
{
    internal static Ranking Rank(byte[] text, int workers)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
        using WordTable table = Count(text, options);
        byte[] rests = table.RestsToArray();
        WordCount[] words = table.ToWords();
        Sort(words, new RankOrder(rests), options);
        return new Ranking(words, rests);
    }

    private static WordTable Count(byte[] text, ParallelOptions options)
    {
        ReadOnlyMemory<byte>[] chunks = Chunks.Of(text);
        WordTable? total = null;
        var gate = new Lock();
        Parallel.For(
            0, chunks.Length, options,
            localInit: WordTable.Rent,
            body: (i, _, table) =>
            {
                Words.CountInto(table, chunks[i].Span);
                return table;
            },
            localFinally: table =>
            {
                lock (gate)
                    total = total is null ? table : WordTable.Merge(total, table);
            });
        return total ?? WordTable.Rent();
    }

    private static void Sort(Memory<WordCount> words, RankOrder order, ParallelOptions options)
    {
        if (words.Length <= Grain.SortedWords)
        {
            words.Span.Sort(order);
            return;
        }
        int pivot = order.Partition(words.Span);
        Parallel.Invoke(
            options,
            () => Sort(words[..pivot], order, options),
            () => Sort(words[(pivot + 1)..], order, options));
    }
}
