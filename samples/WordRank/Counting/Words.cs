using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WordRank.Counting;

/// <summary>
/// What a word is: a run of letters, where a letter is an ASCII letter or any byte above ASCII, so that words in UTF-8 stay whole.
/// Upper and lower case of ASCII letters count as the same.
/// </summary>
internal static class Words
{
    private const int Block = 64;

    /// <summary>Counts every word of a text. The text begins and ends between words: see <see cref="Boundary"/>.</summary>
    internal static void CountInto(WordTable table, ReadOnlySpan<byte> text)
    {
        // A bit for each letter of the block; an edge is a letter after a non-letter, or the other way round. Words begin at one
        // edge and end at the next, which may lie in a later block.
        ulong lastWasLetter = 0;
        int wordStart = -1;
        for (int block = 0; block < text.Length; block += Block)
        {
            ulong letters = LettersOf(text[block..]);
            ulong edges = letters ^ (letters << 1 | lastWasLetter);
            lastWasLetter = letters >> (Block - 1);
            for (; edges != 0; edges &= edges - 1)
            {
                int edge = block + BitOperations.TrailingZeroCount(edges);
                if (wordStart < 0)
                {
                    wordStart = edge;
                    continue;
                }
                table.Add(text, wordStart, edge - wordStart);
                wordStart = -1;
            }
        }
        if (wordStart >= 0)
            table.Add(text, wordStart, text.Length - wordStart);
    }

    /// <summary>
    /// A place near <paramref name="wanted"/> where the text can be cut without cutting a word: the next one to the right, or else
    /// to the left; 0 when the whole text is one word.
    /// </summary>
    internal static int Boundary(ReadOnlySpan<byte> text, int wanted)
    {
        for (int at = wanted; at < text.Length; at++)
        {
            if (!IsLetter(text[at]))
                return at;
        }
        while (wanted > 0 && IsLetter(text[wanted - 1]))
            wanted--;
        return wanted;
    }

    private static bool IsLetter(byte b) => b >= 0x80 || (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    /// <summary>Bit i is set where byte i is a letter, for the first 64 bytes; bytes past the end are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LettersOf(ReadOnlySpan<byte> text) =>
        text.Length >= Block ? LettersOf32(text) | (ulong)LettersOf32(text[32..]) << 32 : LettersAtEnd(text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LettersAtEnd(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[Block];
        padded.Clear();
        text.CopyTo(padded);
        return LettersOf(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LettersOf32(ReadOnlySpan<byte> text)
    {
        Vector256<byte> bytes = Vector256.Create(text);
        Vector256<byte> ascii = Vector256.LessThanOrEqual(
            (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)('z' - 'a')));
        // The mask takes the top bit of each byte, which is set in the bytes above ASCII themselves.
        return (ascii | bytes).ExtractMostSignificantBits();
    }
}
