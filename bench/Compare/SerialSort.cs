using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compare;

/// <summary>
/// Sorts one thread's part: quicksort down to parts that are placed by counting. Neither the partition nor the counting branches
/// on the data, so random input costs no mispredictions.
/// </summary>
internal static class SerialSort
{
    private const int CountingLength = 64;

    public static void Sort(Span<int> part) => Sort(part, 2 * BitOperations.Log2((uint)part.Length | 1));

    /// <summary>Puts what is smaller than the pivot first.</summary>
    /// <returns>How many are.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Partition(Span<int> part, int pivot)
    {
        // SAFETY: 0 <= smaller <= i < Length at every access: smaller starts at 0 and grows by at most one for each step of i.
        ref int first = ref MemoryMarshal.GetReference(part);
        nint smaller = 0, i = 0;
        for (; i <= part.Length - 4; i += 4)
        {
            smaller = Step(ref first, smaller, i, pivot);
            smaller = Step(ref first, smaller, i + 1, pivot);
            smaller = Step(ref first, smaller, i + 2, pivot);
            smaller = Step(ref first, smaller, i + 3, pivot);
        }
        for (; i < part.Length; i++)
            smaller = Step(ref first, smaller, i, pivot);
        return (int)smaller;
    }

    /// <summary>Exchanges elements i and smaller, and counts one more if the first of them belongs to the smaller ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(ref int first, nint smaller, nint i, int pivot)
    {
        int value = Unsafe.Add(ref first, i);
        Unsafe.Add(ref first, i) = Unsafe.Add(ref first, smaller);
        Unsafe.Add(ref first, smaller) = value;
        return smaller + (nint)(((long)value - pivot) >>> 63); // the sign: 1 where value < pivot
    }

    private static void Sort(Span<int> part, int splitsLeft)
    {
        while (part.Length > CountingLength)
        {
            if (splitsLeft-- == 0)
            {
                part.Sort(); // pivots this bad mean input made against them: the base library's sort has a bound
                return;
            }
            int pivot = Pivot(part);
            int smaller = Partition(part, pivot);
            if (smaller == 0)
            {
                // The pivot is the smallest: what equals it is in place, and all the rest is greater.
                int equal = pivot == int.MaxValue ? part.Length : Partition(part, pivot + 1);
                part = part[equal..];
                continue;
            }
            Sort(part[..smaller], splitsLeft);
            part = part[smaller..];
        }
        if (part.Length > 1)
            PlaceByCount(part);
    }

    private static int Pivot(ReadOnlySpan<int> part)
    {
        int step = part.Length / 8;
        return part.Length < 128
            ? Median(part[step], part[4 * step], part[7 * step])
            : Median(
                Median(part[0], part[step], part[2 * step]),
                Median(part[3 * step], part[4 * step], part[5 * step]),
                Median(part[6 * step], part[7 * step], part[^1]));
    }

    private static int Median(int a, int b, int c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    /// <summary>
    /// Puts each element where the number of those before it in order says: those smaller, and those equal that stand further left.
    /// </summary>
    private static void PlaceByCount(Span<int> part)
    {
        int lanes = Vector256<int>.Count;
        Span<int> values = stackalloc int[CountingLength];
        Span<int> places = stackalloc int[CountingLength];
        part.CopyTo(values);
        for (int start = 0; start < part.Length; start += lanes)
        {
            // The last block may count for lanes beyond the end; nobody reads those.
            Vector256<int> block = Vector256.Create<int>(values.Slice(start, lanes));
            Vector256<int> count = Vector256<int>.Zero;
            int end = Math.Min(start + lanes, part.Length);
            for (int j = 0; j < start; j++)
                count -= Vector256.LessThanOrEqual(Vector256.Create(values[j]), block);
            for (int j = start; j < end; j++)
            {
                Vector256<int> other = Vector256.Create(values[j]);
                Vector256<int> isFurtherLeft = Vector256.GreaterThan(Vector256<int>.Indices, Vector256.Create(j - start));
                count -= Vector256.LessThan(other, block) | (Vector256.Equals(other, block) & isFurtherLeft);
            }
            for (int j = end; j < part.Length; j++)
                count -= Vector256.LessThan(Vector256.Create(values[j]), block);
            count.CopyTo(places.Slice(start, lanes));
        }
        for (int i = 0; i < part.Length; i++)
            part[places[i]] = values[i];
    }
}
