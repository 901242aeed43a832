using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance;

namespace ForkJoin;

/// <summary>
/// Lent tiles as the two-dimensional spans of CommunityToolkit.HighPerformance. (Its <c>MemoryOwner&lt;T&gt;</c> needs no adapter:
/// <see cref="OwnedArray.Of{T}(System.Buffers.IMemoryOwner{T}, string?, string?)"/> takes it as it is.)
/// </summary>
/// <example><code>section.Fork(tile, static t => t.AsSpan2D().Fill(0));</code></example>
public static class TileSpans
{
    /// <summary>The tile's elements, for this thread to read.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="tile">The tile.</param>
    /// <returns>A view of the same elements.</returns>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that may write.</exception>
    // SAFETY: for both forms, the tile's region was checked against the owner's length when it was borrowed, so Height rows of Width
    // elements, Pitch apart, lie inside the store; Row(0) has checked the loan.
    public static ReadOnlySpan2D<T> AsSpan2D<T>(this Tile<T> tile) => tile.Height == 0 || tile.Width == 0
        ? default
        : ReadOnlySpan2D<T>.DangerousCreate(
            in MemoryMarshal.GetReference(tile.Row(0)), tile.Height, tile.Width, tile.Pitch - tile.Width);

    /// <summary>The tile's elements, for this thread to read and write.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="tile">The tile.</param>
    /// <returns>A view of the same elements.</returns>
    /// <exception cref="LifetimeExpiredException">The loan has ended.</exception>
    /// <exception cref="BorrowConflictException">Part of it is with a fork that is not joined yet.</exception>
    public static Span2D<T> AsSpan2D<T>(this TileMut<T> tile) => tile.Height == 0 || tile.Width == 0
        ? default
        : Span2D<T>.DangerousCreate(
            ref MemoryMarshal.GetReference(tile.Row(0)), tile.Height, tile.Width, tile.Pitch - tile.Width);
}
