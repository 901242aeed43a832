using System.Runtime.CompilerServices;
using ForkJoin.Loans;

namespace ForkJoin;

/// <summary>
/// A slice without its type and without being a ref struct: the form in which a part waits in a fork until its body runs.
/// Opaque; only slices are made into one and back. Two words, so that slices travel in registers: passed through memory, a join
/// of two slices cost twice as much.
/// </summary>
/// <example>See <see cref="ILent{TSelf}"/>.</example>
[Sendable]
public readonly struct LentPart
{
    internal readonly LoanNode? Node;
    internal readonly int Offset;
    internal readonly int Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LentPart(LoanNode? node, int offset, int width)
    {
        Node = node;
        Offset = offset;
        Width = width;
    }

    /// <summary>The elements covered, as the store counts them. A part of more than one row covers its loan's rows.</summary>
    internal Region Region => Node is { Region.Height: not 1 } tile ? tile.Region : new Region(Offset, Width);

    /// <summary>Stands before each use: one load and one compare when nothing is lent on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckUse(LoanKind wanted)
    {
        if (BorrowChecking.Enabled && Node is { IsUndisturbed: false } node)
            CheckUseSlowly(node, Offset, Width, wanted);
    }

    // Static and by value: a part whose address is taken would live in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckUseSlowly(LoanNode node, int offset, int width, LoanKind wanted) =>
        node.CheckUse(wanted, new LentPart(node, offset, width).Region);

    internal bool Overlaps(in LentPart other) => ReferenceEquals(Node?.Store, other.Node?.Store) && Region.Overlaps(other.Region);
}
