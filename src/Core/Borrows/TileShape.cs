using System;
using System.Globalization;
using ForkJoin.Loans;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>Where a tile lies: what both kinds of tiles compute with.</summary>
internal readonly struct TileShape(LoanNode? node, Region region, int pitch)
{
    internal readonly LoanNode? Node = node;
    internal readonly Region Region = region;
    internal readonly int Pitch = pitch;

    internal static TileShape From(in LentPart part) => new(part.Node, part.Region, part.Node?.Region.Pitch ?? 0);

    /// <summary>As it waits in a fork. Tiles that are not a whole loan become a node of their own; they are coarse enough for it.</summary>
    internal LentPart Part => Node is null || Node.Region == Region
        ? new LentPart(Node, Region.Start, Region.Width)
        : new LentPart(LoanNode.View(Node, Region), Region.Start, Region.Width);

    internal void CheckUse(LoanKind wanted)
    {
        if (BorrowChecking.Enabled && Node is { IsUndisturbed: false } node)
            node.CheckUse(wanted, Region);
    }

    internal Span<T> Row<T>(int row)
    {
        if ((uint)row >= (uint)Region.Height)
            throw new ArgumentOutOfRangeException(
                nameof(row), row, string.Create(CultureInfo.InvariantCulture, $"The tile has rows 0 to {Region.Height - 1}."));
        return Storage.Span<T>(Node?.Store, Region.Start + (row * Pitch), Region.Width);
    }

    internal TileShape Rows(int start, int end) => With(Region.Start + (start * Pitch), Region.Width, end - start);

    internal TileShape Columns(int start, int end) => With(Region.Start + start, end - start, Region.Height);

    internal static void RequireSplit(int at, int size, string what)
    {
        if ((uint)at > (uint)size)
            throw new ArgumentOutOfRangeException(
                nameof(at), at, string.Create(CultureInfo.InvariantCulture, $"The {what} to split at must lie between 0 and {size}."));
    }

    private TileShape With(int start, int width, int height) => new(Node, new Region(start, width, height, Pitch), Pitch);
}
