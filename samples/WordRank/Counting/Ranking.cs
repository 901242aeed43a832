namespace WordRank.Counting;

/// <summary>The result: every word of the text with its count, in the order of <see cref="RankOrder"/>.</summary>
internal sealed class Ranking(WordCount[] words, byte[] rests)
{
    internal int DifferentWords => words.Length;

    internal long AllWords => words.Sum(static word => (long)word.Count);

    internal IEnumerable<(string Word, int Count)> Top(int most) =>
        words.Take(most).Select(word => (word.ToText(rests), word.Count));

    /// <summary>The first place where another ranking differs, in words; null when they are the same.</summary>
    internal string? DifferenceFrom(Ranking other)
    {
        if (DifferentWords != other.DifferentWords)
            return $"{DifferentWords} different words instead of {other.DifferentWords}";
        for (int rank = 0; rank < words.Length; rank++)
        {
            if (words[rank].Count != other.Word(rank).Count || !words[rank].SameWord(rests, other.Word(rank), other.Rests))
                return $"rank {rank + 1} is {Describe(rank)} instead of {other.Describe(rank)}";
        }
        return null;
    }

    private byte[] Rests => rests;

    private ref readonly WordCount Word(int rank) => ref words[rank];

    private string Describe(int rank) => $"\"{words[rank].ToText(rests)}\" ({words[rank].Count} times)";
}
