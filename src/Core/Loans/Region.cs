using System;
using System.Globalization;

namespace ForkJoin.Loans;

/// <summary>
/// The elements a loan covers: <paramref name="Height"/> rows of <paramref name="Width"/> elements whose starts lie
/// <paramref name="Pitch"/> apart. A plain range is one row. <c>Height &gt; 1</c> implies <c>Width &lt;= Pitch</c>.
/// </summary>
internal readonly record struct Region(int Start, int Width, int Height = 1, int Pitch = 0)
{
    /// <summary>The only region of a single value.</summary>
    internal static Region One => new(0, 1);

    /// <summary>One past the last element.</summary>
    public long End => IsEmpty ? Start : Start + ((long)(Height - 1) * Pitch) + Width;

    public bool IsEmpty => Width == 0 || Height == 0;

    /// <summary>Whether some element lies in both. Exact for tiles too; an empty region overlaps nothing.</summary>
    public bool Overlaps(Region other)
    {
        if (IsEmpty || other.IsEmpty || Start >= other.End || other.Start >= End)
            return false;
        if (Height == 1 && other.Height == 1)
            return true;
        (Region few, Region many) = Height <= other.Height ? (this, other) : (other, this);
        for (int row = 0; row < few.Height; row++)
        {
            long start = few.Start + ((long)row * few.Pitch);
            if (many.TouchesRange(start, start + few.Width))
                return true;
        }
        return false;
    }

    /// <summary>Whether some row of this region has an element in [start, end).</summary>
    private bool TouchesRange(long start, long end)
    {
        if (Height == 1)
            return Start < end && start < Start + (long)Width;
        // The first row that ends after `start`; if any row touches the range, this one does or none before it.
        long beyond = start - Start - Width + 1;
        long row = beyond <= 0 ? 0 : (beyond + Pitch - 1) / Pitch;
        return row < Height && Start + (row * Pitch) < end;
    }

    public override string ToString() => Height == 1
        ? string.Create(CultureInfo.InvariantCulture, $"[{Start}..{Start + (long)Width})")
        : string.Create(CultureInfo.InvariantCulture, $"[{Height} rows of {Width} from {Start}, pitch {Pitch}]");
}
