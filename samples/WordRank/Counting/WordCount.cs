using System.Buffers.Binary;
using System.Text;

namespace WordRank.Counting;

/// <summary>A word of a finished table: its first 16 bytes as two numbers that compare as the bytes do, and where the rest begins.</summary>
internal readonly struct WordCount(ulong first, ulong second, int count, int length, int restStart)
{
    private const int InlineBytes = 16;

    private readonly ulong _first = InOrder(first);
    private readonly ulong _second = InOrder(second);

    internal int Count { get; } = count;

    private int RestLength => Math.Max(0, length - InlineBytes);

    /// <summary>The word in UTF-8.</summary>
    internal byte[] ToBytes(byte[] rests)
    {
        byte[] word = new byte[InlineBytes + RestLength];
        BinaryPrimitives.WriteUInt64BigEndian(word, _first);
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(8), _second);
        RestIn(rests).CopyTo(word.AsSpan(InlineBytes));
        return word[..length];
    }

    internal string ToText(byte[] rests) => Encoding.UTF8.GetString(ToBytes(rests));

    internal bool SameWord(byte[] rests, in WordCount other, byte[] otherRests) =>
        _first == other._first && _second == other._second && RestIn(rests).SequenceEqual(other.RestIn(otherRests));

    /// <summary>By the bytes of the word. Shorter words are padded with zeros, which no word contains.</summary>
    internal int CompareWord(in WordCount other, byte[] rests)
    {
        if (_first != other._first)
            return _first < other._first ? -1 : 1;
        if (_second != other._second)
            return _second < other._second ? -1 : 1;
        return RestIn(rests).SequenceCompareTo(other.RestIn(rests));
    }

    private ReadOnlySpan<byte> RestIn(byte[] rests) => rests.AsSpan(restStart, RestLength);

    private static ulong InOrder(ulong bytes) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bytes) : bytes;
}
