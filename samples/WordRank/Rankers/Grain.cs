namespace WordRank.Rankers;

/// <summary>Where halving stops, and how large a chunk is: the same for every contender.</summary>
internal static class Grain
{
    /// <summary>So much text takes a good tenth of a millisecond: long beside a fork, short beside the whole.</summary>
    internal const int TextBytes = 256 * 1024;

    /// <summary>So few words are sorted in a good tenth of a millisecond.</summary>
    internal const int SortedWords = 1024;
}
