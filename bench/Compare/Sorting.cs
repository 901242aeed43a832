using System.Numerics;
using ForkJoin;

namespace Compare;

/// <summary>
/// Quicksort on slices. Where more than one worker may stand before an unsplit part, the partition itself runs in parallel: the
/// halves are partitioned as forks, then the misplaced middle is exchanged block by block. Slices with an argument have the
/// lambda form only, so both flavors share it; at this grain the form does not show.
/// </summary>
internal static class Sorting
{
    private const int SerialLength = 8192;
    private const int SwapLength = 1 << 16;
    private const int SampleSize = 31;

    public static void Sort(SliceMut<int> all, int workers) => Sort(all, (double)workers);

    /// <param name="part">What to sort.</param>
    /// <param name="workers">This part's share of the workers: how parallel its partition has to be.</param>
    private static void Sort(SliceMut<int> part, double workers)
    {
        if (part.Length <= SerialLength)
        {
            SerialSort.Sort(part.Span);
            return;
        }
        int pivot = Pivot(part.Span);
        int smaller = Partition(part, workers, pivot);
        if (smaller == 0)
        {
            // The pivot is the smallest: what equals it is in place, and all the rest is greater.
            int equal = pivot == int.MaxValue ? part.Length : Partition(part, workers, pivot + 1);
            if (equal < part.Length)
                Sort(part[equal..], workers);
            return;
        }
        var (left, right) = part.SplitAt(smaller);
        double leftShare = workers * smaller / part.Length;
        Fork.Join(left, leftShare, right, workers - leftShare, static (half, workers) => Sort(half, workers));
    }

    private static int Partition(SliceMut<int> part, double workers, int pivot) => workers > 1.5
        ? Partition(part, new Cut(pivot, (int)(part.Length / (2 * workers))))
        : SerialSort.Partition(part.Span, pivot);

    /// <summary>Puts what is smaller than the pivot first.</summary>
    /// <returns>How many are.</returns>
    private static int Partition(SliceMut<int> part, Cut cut)
    {
        if (part.Length <= Math.Max(cut.Grain, SerialLength))
            return SerialSort.Partition(part.Span, cut.Pivot);
        var (left, right) = part.Split();
        var (leftSmaller, rightSmaller) = Fork.Join(left, cut, right, cut, static (half, cut) => Partition(half, cut));
        int misplaced = Math.Min(left.Length - leftSmaller, rightSmaller);
        Swap(left.Part(leftSmaller, misplaced), right.Part(rightSmaller - misplaced, misplaced));
        return leftSmaller + rightSmaller;
    }

    private static void Swap(SliceMut<int> a, SliceMut<int> b)
    {
        if (a.Length <= SwapLength)
        {
            Swap(a.Span, b.Span);
            return;
        }
        var (leftA, rightA) = a.Split();
        var (leftB, rightB) = b.Split();
        Fork.Join(leftA, leftB, rightA, rightB, static (a, b) => Swap(a, b));
    }

    private static void Swap(Span<int> a, Span<int> b)
    {
        for (; a.Length >= Vector<int>.Count && b.Length >= Vector<int>.Count; a = a[Vector<int>.Count..], b = b[Vector<int>.Count..])
        {
            var fromA = new Vector<int>(a);
            new Vector<int>(b).CopyTo(a);
            fromA.CopyTo(b);
        }
        for (int i = 0; i < a.Length && i < b.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }

    /// <summary>The median of a sample taken at places that no regular input follows.</summary>
    private static int Pivot(ReadOnlySpan<int> part)
    {
        Span<int> sample = stackalloc int[SampleSize];
        ulong place = (ulong)part.Length;
        for (int i = 0; i < sample.Length; i++)
        {
            place = (place * 6364136223846793005) + 1442695040888963407;
            sample[i] = part[(int)(((place >> 32) * (ulong)part.Length) >> 32)];
        }
        sample.Sort();
        return sample[SampleSize / 2];
    }

    private readonly record struct Cut(int Pivot, int Grain);
}
