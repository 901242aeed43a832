using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WordRank.Counting;

/// <summary>
/// How often each word occurs: a hash table with open addressing. The first 16 bytes of a word stand in its slot, so that a word
/// of up to that length – nearly every one – is looked up without following a reference; what is longer goes on in a buffer of
/// the table's own. Slots stand in the order of their hash: two tables are merged by walking both from start to end.
/// Used by one thread at a time.
/// </summary>
internal sealed class WordTable : IDisposable
{
    private const int InlineBytes = 16;
    private const int FirstSlots = 1 << 13;

    private static readonly Vector128<byte> s_positions = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    private Slot[] _slots;
    private int _capacity;
    private int _used;
    private byte[] _rests;
    private int _restsEnd;

    private WordTable(int capacity)
    {
        _slots = RentSlots(capacity);
        _capacity = capacity;
        _rests = ArrayPool<byte>.Shared.Rent(4096);
    }

    /// <summary>How many different words there are.</summary>
    internal int Count => _used;

    /// <summary>An empty table. Its memory comes from the shared pool: after the first tables none is allocated.</summary>
    internal static WordTable Rent() => new(FirstSlots);

    /// <summary>Adds the words of one table to the other; one of the two is returned and the other one is gone.</summary>
    internal static WordTable Merge(WordTable left, WordTable right)
    {
        if (left._used < right._used)
            (left, right) = (right, left);
        left.Absorb(right);
        right.Dispose();
        return left;
    }

    /// <summary>Counts one occurrence of the word at text[start .. start + length).</summary>
    internal void Add(ReadOnlySpan<byte> text, int start, int length)
    {
        Vector128<byte> inline = Fold(Load(text, start));
        inline &= Vector128.LessThan(s_positions, Vector128.Create((byte)Math.Min(length, InlineBytes)));
        ulong first = inline.AsUInt64().ToScalar();
        ulong second = inline.AsUInt64().GetElement(1);
        if (length <= InlineBytes)
            Find(first, second, length, default, Mix(first, second)).Count++;
        else
            AddLong(first, second, text.Slice(start, length));
    }

    /// <summary>Every word with its count, in no particular order.</summary>
    internal WordCount[] ToWords()
    {
        var words = new WordCount[_used];
        int next = 0;
        foreach (ref readonly Slot slot in Slots)
        {
            if (slot.Count != 0)
                words[next++] = new WordCount(slot.First, slot.Second, slot.Count, slot.Length, slot.RestStart);
        }
        return words;
    }

    /// <summary>What follows the first 16 bytes of the longer words, one after the other.</summary>
    internal byte[] RestsToArray() => _rests.AsSpan(0, _restsEnd).ToArray();

    public void Dispose()
    {
        ArrayPool<Slot>.Shared.Return(_slots);
        ArrayPool<byte>.Shared.Return(_rests);
        _slots = [];
        _rests = [];
    }

    private Span<Slot> Slots => _slots.AsSpan(0, _capacity);

    private void Absorb(WordTable other)
    {
        Reserve(_used + other._used);
        foreach (ref readonly Slot slot in other.Slots)
        {
            if (slot.Count != 0)
                Find(slot.First, slot.Second, slot.Length, other.RestOf(slot), slot.Hash).Count += slot.Count;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddLong(ulong first, ulong second, ReadOnlySpan<byte> word)
    {
        // Folded into the free end of the buffer, where it stays if the word is new.
        int length = word.Length - InlineBytes;
        ReserveRest(length);
        Span<byte> rest = _rests.AsSpan(_restsEnd, length);
        uint hash = Mix(first, second);
        for (int i = 0; i < length; i++)
        {
            byte b = word[InlineBytes + i];
            rest[i] = b < 0x80 ? (byte)(b | 0x20) : b;
            hash = (BitOperations.RotateLeft(hash, 5) ^ rest[i]) * 0x9E3779B1;
        }
        Find(first, second, word.Length, rest, hash).Count++;
    }

    /// <summary>The slot of a word, made with a count of 0 if there is none yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot Find(ulong first, ulong second, int length, ReadOnlySpan<byte> rest, uint hash)
    {
        Slot[] slots = _slots;
        int mask = _capacity - 1;
        for (int at = Home(hash); ; at = (at + 1) & mask)
        {
            ref Slot slot = ref slots[at];
            if (slot.First == first && slot.Second == second && slot.Length == length
                && (length <= InlineBytes || RestOf(slot).SequenceEqual(rest)))
                return ref slot;
            if (slot.Count == 0)
                return ref Occupy(at, new Slot { First = first, Second = second, Length = length, Hash = hash }, rest);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Slot Occupy(int at, Slot word, ReadOnlySpan<byte> rest)
    {
        if (!rest.IsEmpty)
        {
            // The bytes may stand at the free end already: then this copies them onto themselves.
            if (_restsEnd + rest.Length > _rests.Length)
                ReserveRest(rest.Length);
            rest.CopyTo(_rests.AsSpan(_restsEnd));
            word.RestStart = _restsEnd;
            _restsEnd += rest.Length;
        }
        _used++;
        if (_used > Limit(_capacity))
        {
            Reserve(_used);
            at = FreeSlot(word.Hash);
        }
        _slots[at] = word;
        return ref _slots[at];
    }

    /// <summary>Makes the table large enough for so many different words.</summary>
    private void Reserve(int words)
    {
        int capacity = _capacity;
        while (words > Limit(capacity))
            capacity *= 2;
        if (capacity == _capacity)
            return;
        Slot[] old = _slots;
        int oldCapacity = _capacity;
        _slots = RentSlots(capacity);
        _capacity = capacity;
        foreach (ref readonly Slot slot in old.AsSpan(0, oldCapacity))
        {
            if (slot.Count != 0)
                _slots[FreeSlot(slot.Hash)] = slot;
        }
        ArrayPool<Slot>.Shared.Return(old);
    }

    private void ReserveRest(int bytes)
    {
        if (_restsEnd + bytes <= _rests.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_rests.Length * 2, _restsEnd + bytes));
        _rests.AsSpan(0, _restsEnd).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rests);
        _rests = larger;
    }

    private int FreeSlot(uint hash)
    {
        int at = Home(hash);
        while (_slots[at].Count != 0)
            at = (at + 1) & (_capacity - 1);
        return at;
    }

    /// <summary>The hash's top bits: so a table of twice the size has the same order.</summary>
    private int Home(uint hash) => (int)((ulong)hash * (uint)_capacity >> 32);

    private ReadOnlySpan<byte> RestOf(in Slot slot) => _rests.AsSpan(slot.RestStart, Math.Max(0, slot.Length - InlineBytes));

    private static int Limit(int capacity) => capacity / 4 * 3;

    private static Slot[] RentSlots(int capacity)
    {
        Slot[] slots = ArrayPool<Slot>.Shared.Rent(capacity);
        slots.AsSpan(0, capacity).Clear();
        return slots;
    }

    /// <summary>16 bytes from the start of a word; zeros after the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load(ReadOnlySpan<byte> text, int start) =>
        text.Length - start >= InlineBytes ? Vector128.Create(text[start..]) : LoadAtEnd(text, start);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<byte> LoadAtEnd(ReadOnlySpan<byte> text, int start)
    {
        Span<byte> padded = stackalloc byte[InlineBytes];
        padded.Clear();
        text[start..].CopyTo(padded);
        return Vector128.Create<byte>(padded);
    }

    /// <summary>Lower case: right for letters and for bytes above ASCII; others are not asked for.</summary>
    private static Vector128<byte> Fold(Vector128<byte> letters)
    {
        Vector128<byte> aboveAscii = Vector128.GreaterThanOrEqual(letters, Vector128.Create((byte)0x80));
        return letters | Vector128.AndNot(Vector128.Create((byte)0x20), aboveAscii);
    }

    private static uint Mix(ulong first, ulong second)
    {
        ulong high = Math.BigMul(first ^ 0x9E3779B97F4A7C15, second ^ 0xD1B54A32D192ED03, out ulong low);
        return (uint)((high ^ low) >> 32);
    }

    /// <summary>A word and its count; free while the count is 0.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        internal ulong First;
        internal ulong Second;
        internal int Count;
        internal int Length;
        internal int RestStart;
        internal uint Hash;
    }
}
