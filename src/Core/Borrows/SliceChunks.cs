using System;

namespace ForkJoin;

/// <summary>A slice in parts of equal size, for foreach. Enumerating it allocates nothing.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>foreach (Slice&lt;int&gt; part in slice.Chunks(4096)) section.Fork(part, static s => Check(s.Span));</code></example>
public ref struct SliceChunks<T>
{
    private readonly LentPart _whole;
    private readonly int _size;
    private int _next;
    private LentPart _current;

    internal SliceChunks(LentPart whole, int size)
    {
        _whole = whole;
        _size = size;
    }

    /// <summary>The part at hand.</summary>
    public readonly Slice<T> Current => new(_current);

    /// <summary>The enumerator is the sequence itself.</summary>
    /// <returns>A copy that starts at the first part.</returns>
    public readonly SliceChunks<T> GetEnumerator() => new(_whole, _size);

    /// <summary>Goes on to the next part.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext() => ChunkSteps.Next(_whole, _size, ref _next, ref _current);
}

/// <summary>A writable slice in disjoint parts of equal size, for foreach. Enumerating it allocates nothing.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>foreach (SliceMut&lt;int&gt; part in section.BorrowMut(data).Chunks(4096)) section.Fork(part, static s => s.Span.Sort());</code></example>
public ref struct SliceMutChunks<T>
{
    private readonly LentPart _whole;
    private readonly int _size;
    private int _next;
    private LentPart _current;

    internal SliceMutChunks(LentPart whole, int size)
    {
        _whole = whole;
        _size = size;
    }

    /// <summary>The part at hand.</summary>
    public readonly SliceMut<T> Current => new(_current);

    /// <summary>The enumerator is the sequence itself.</summary>
    /// <returns>A copy that starts at the first part.</returns>
    public readonly SliceMutChunks<T> GetEnumerator() => new(_whole, _size);

    /// <summary>Goes on to the next part.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext() => ChunkSteps.Next(_whole, _size, ref _next, ref _current);
}

/// <summary>The step that both kinds of chunks take.</summary>
internal static class ChunkSteps
{
    internal static bool Next(in LentPart whole, int size, ref int next, ref LentPart current)
    {
        int left = whole.Width - next;
        if (left <= 0)
            return false;
        int length = Math.Min(size, left);
        current = SliceMath.Cut(whole, next, length);
        next += length;
        return true;
    }
}
