using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;

namespace ForkJoin.Loops;

/// <summary>Elements in two dimensions, in a form that can wait on the heap; see <see cref="IElements{T}"/>.</summary>
internal interface IGrid<T>
{
    /// <summary>All of it.</summary>
    Span2D<T> Whole { get; }
}

/// <summary>A grid of managed or native memory.</summary>
internal readonly struct MemoryGrid<T>(Memory2D<T> memory) : IGrid<T>
{
    public Span2D<T> Whole => memory.Span;
}

/// <summary>A grid of managed or native memory, to read: its bodies see it as read-only.</summary>
internal readonly struct ReadOnlyMemoryGrid<T>(ReadOnlyMemory2D<T> memory) : IGrid<T>
{
    public Span2D<T> Whole
    {
        get
        {
            ReadOnlySpan2D<T> span = memory.Span;
            // SAFETY: the same elements: height, width and pitch are those of the span.
            return span.IsEmpty
                ? default
                : Span2D<T>.DangerousCreate(ref Unsafe.AsRef(in span.DangerousGetReference()), span.Height, span.Width, GridPitch.Of(span));
        }
    }
}

/// <summary>A grid of the caller's span, pinned by the caller of the loop until it returns.</summary>
internal readonly unsafe struct PinnedGrid<T> : IGrid<T>
    where T : unmanaged
{
    private readonly T* _first;
    private readonly int _height;
    private readonly int _width;
    private readonly int _pitch;

    /// <param name="first">The span's first element.</param>
    /// <param name="span">The span.</param>
    internal PinnedGrid(T* first, ReadOnlySpan2D<T> span)
    {
        _first = first;
        _height = span.Height;
        _width = span.Width;
        _pitch = GridPitch.Of(span);
    }

    // SAFETY: shape and place are those of the span that `first` was taken from, which is pinned until the loop returns.
    public Span2D<T> Whole => new(_first, _height, _width, _pitch);
}

/// <summary>What a two-dimensional span does not tell of itself.</summary>
internal static class GridPitch
{
    /// <summary>How many elements lie between the end of a row and the start of the next.</summary>
    // SAFETY: for both rows, of which there are two: the reference to the first element of each, whose distance is the pitch.
    internal static int Of<T>(ReadOnlySpan2D<T> span) => span.Height < 2
        ? 0
        : (int)(Unsafe.ByteOffset(in span.DangerousGetReferenceAt(0, 0), in span.DangerousGetReferenceAt(1, 0)) / Unsafe.SizeOf<T>()) - span.Width;
}
