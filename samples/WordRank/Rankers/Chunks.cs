using WordRank.Counting;

namespace WordRank.Rankers;

/// <summary>A text cut into pieces between words, for the loops that want a list of them.</summary>
internal static class Chunks
{
    internal static ReadOnlyMemory<byte>[] Of(ReadOnlyMemory<byte> text)
    {
        var chunks = new List<ReadOnlyMemory<byte>>();
        while (!text.IsEmpty)
        {
            int length = text.Length <= Grain.TextBytes ? 0 : Words.Boundary(text.Span, Grain.TextBytes);
            if (length == 0)
                length = text.Length;
            chunks.Add(text[..length]);
            text = text[length..];
        }
        return [.. chunks];
    }
}
