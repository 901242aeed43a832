namespace WordRank.Counting;

/// <summary>The more frequent word first; words of the same count by their bytes, so that there is one right order.</summary>
internal readonly struct RankOrder(byte[] rests) : IComparer<WordCount>
{
    public int Compare(WordCount x, WordCount y) => x.Count != y.Count ? y.Count.CompareTo(x.Count) : x.CompareWord(y, rests);

    /// <summary>The step of quicksort: puts a pivot where it belongs, what ranks before it to its left, what ranks after to its right.</summary>
    /// <returns>The pivot's place.</returns>
    internal int Partition(Span<WordCount> part)
    {
        int last = part.Length - 1;
        int middle = part.Length / 2;
        // The median of three goes to the end, out of the way.
        if (Compare(part[middle], part[0]) < 0)
            (part[middle], part[0]) = (part[0], part[middle]);
        if (Compare(part[last], part[0]) < 0)
            (part[last], part[0]) = (part[0], part[last]);
        if (Compare(part[middle], part[last]) < 0)
            (part[middle], part[last]) = (part[last], part[middle]);

        WordCount pivot = part[last];
        int before = 0;
        for (int i = 0; i < last; i++)
        {
            if (Compare(part[i], pivot) < 0)
            {
                (part[i], part[before]) = (part[before], part[i]);
                before++;
            }
        }
        (part[before], part[last]) = (part[last], part[before]);
        return before;
    }
}
