// Quicksort by slices: each half is lent to its own arm, for writing, and the halves cannot overlap.
using System.Diagnostics;
using System.Globalization;
using ForkJoin;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Rounds = 5;
int length = args.Length == 0 ? 4_000_000 : int.Parse(args[0], CultureInfo.InvariantCulture);

int[] original = new int[length];
var random = new Random(42);
foreach (ref int item in original.AsSpan())
    item = random.Next();

double[] serial = new double[Rounds], parallel = new double[Rounds], library = new double[Rounds];
for (int round = -1; round < Rounds; round++) // the first round warms up
{
    OwnedArray<int> inTurn = OwnedArray.Of((int[])original.Clone());
    OwnedArray<int> inParallel = OwnedArray.Of((int[])original.Clone());
    int[] byLibrary = (int[])original.Clone();

    double serialTime = Time(() => Quicksort.Serial(inTurn));
    double parallelTime = Time(() => Quicksort.Parallel(inParallel));
    double libraryTime = Time(() => Array.Sort(byLibrary));
    if (round >= 0)
        (serial[round], parallel[round], library[round]) = (serialTime, parallelTime, libraryTime);

    if (!inTurn.IntoArray().AsSpan().SequenceEqual(byLibrary) || !inParallel.IntoArray().AsSpan().SequenceEqual(byLibrary))
    {
        Console.Error.WriteLine("Quicksort: not in order.");
        return 1;
    }
}

Console.WriteLine($"{length:N0} numbers, {ForkJoinPool.Shared.Workers} workers; medians of {Rounds} rounds after one to warm up");
Console.WriteLine($"quicksort, joins replaced by calls  {Median(serial),8:F1} ms");
Console.WriteLine($"quicksort by Fork.Join              {Median(parallel),8:F1} ms   {Median(serial) / Median(parallel):F2} times as fast");
Console.WriteLine($"Array.Sort                          {Median(library),8:F1} ms");
Console.WriteLine("All in order.");
return 0;

static double Time(Action body)
{
    long start = Stopwatch.GetTimestamp();
    body();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

internal static class Quicksort
{
    /// <summary>So few numbers are sorted by the library in some tens of microseconds: long beside a join, short beside the whole.</summary>
    private const int Grain = 2048;

    internal static void Parallel(OwnedArray<int> numbers)
    {
        using BorrowScope scope = BorrowScope.Open();
        InParallel(scope.BorrowMut(numbers));
    }

    internal static void Serial(OwnedArray<int> numbers)
    {
        using BorrowScope scope = BorrowScope.Open();
        InTurn(scope.BorrowMut(numbers));
    }

    private static void InParallel(SliceMut<int> part)
    {
        if (part.Length <= Grain)
        {
            part.Span.Sort();
            return;
        }
        var (left, right) = part.SplitAt(Partition(part.Span));
        Fork.Join(left, right, static half => InParallel(half));
    }

    private static void InTurn(SliceMut<int> part)
    {
        if (part.Length <= Grain)
        {
            part.Span.Sort();
            return;
        }
        var (left, right) = part.SplitAt(Partition(part.Span));
        InTurn(left);
        InTurn(right);
    }

    /// <summary>Moves what is smaller to the left (Hoare). Both sides have at least one number, also when all are the same.</summary>
    /// <returns>Where the right side begins.</returns>
    private static int Partition(Span<int> part)
    {
        int a = part[0], b = part[part.Length / 2], c = part[^1];
        int pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        int left = 0, right = part.Length - 1;
        while (true)
        {
            while (part[left] < pivot)
                left++;
            while (part[right] > pivot)
                right--;
            if (left >= right)
                return Math.Max(left, 1);
            (part[left], part[right]) = (part[right], part[left]);
            left++;
            right--;
        }
    }
}
