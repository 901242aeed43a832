using System.Runtime.CompilerServices;
using ForkJoin.Loans;

namespace ForkJoin;

/// <summary>
/// A slice without its type and without being a ref struct: the form in which a part waits in a fork until its body runs.
/// Opaque; only slices are made into one and back.
/// </summary>
/// <example>See <see cref="ILent{TSelf}"/>.</example>
public readonly struct LentPart
{
    internal readonly object? Store;
    internal readonly LoanNode? Node;
    internal readonly int Offset;
    internal readonly int Width;
    internal readonly int Height;
    internal readonly int Generation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LentPart(object? store, LoanNode? node, int offset, int width, int height, int generation)
    {
        Store = store;
        Node = node;
        Offset = offset;
        Width = width;
        Height = height;
        Generation = generation;
    }

    /// <summary>The elements covered, as the owner counts them. Rows of a tile lie as far apart as those of its loan.</summary>
    internal Region Region => new(Offset, Width, Height, Height == 1 ? 0 : Node!.Region.Pitch);

    internal bool Overlaps(in LentPart other) => ReferenceEquals(Store, other.Store) && Region.Overlaps(other.Region);

    /// <summary>The same elements under another loan.</summary>
    internal LentPart Under(LoanNode loan) => new(Store, loan, Offset, Width, Height, loan.Generation);
}
