// The sum of an array by halves, in the two forms of Niko Matsakis's "Stronger guarantees for mutable borrows" (2014):
// a join of both halves, and a section that forks them and goes on meanwhile.
using ForkJoin;

int[] plain = [.. Enumerable.Range(1, 1_000_000)];
long right = plain.Sum(static item => (long)item);
OwnedArray<int> numbers = OwnedArray.Take(ref plain!);

long joined = RecursiveSum.ByJoin(numbers);
long inSections = RecursiveSum.BySection(numbers, 0, numbers.Length);
long invoked = RecursiveSum.ByInvoke(numbers, 0, numbers.Length);

Console.WriteLine($"by joins:             {joined}");
Console.WriteLine($"by sections:          {inSections}");
Console.WriteLine($"by arrays of bodies:  {invoked}");
if (joined == right && inSections == right && invoked == right)
{
    Console.WriteLine("All are right.");
    return 0;
}
Console.Error.WriteLine($"RecursiveSum: wrong; the sum is {right}.");
return 1;

internal static class RecursiveSum
{
    /// <summary>Long beside a fork, short beside the whole.</summary>
    private const int Grain = 4096;

    internal static long ByJoin(OwnedArray<int> numbers)
    {
        using BorrowScope scope = BorrowScope.Open();
        return ByJoin(scope.Borrow(numbers));
    }

    /// <summary>The join: nothing is allocated, and nothing is locked.</summary>
    private static long ByJoin(Slice<int> x)
    {
        if (x.Length <= Grain)
            return Serial(x.Span);
        var (left, right) = x.Split();
        var (a, b) = Fork.Join(left, right, static half => ByJoin(half));
        return a + b;
    }

    /// <summary>
    /// The section: one fork writes left, the other one writes right, both read x. Left and right can be read after the section,
    /// and not before: they are lent for writing until then.
    /// </summary>
    internal static long BySection(OwnedArray<int> x, int start, int end)
    {
        if (end - start <= Grain)
            return SerialPart(x, start, end);
        int middle = start + ((end - start) / 2);
        OwnedArray<long> left = OwnedArray.Create<long>(1, nameof(left));
        OwnedArray<long> right = OwnedArray.Create<long>(1, nameof(right));
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(left), (x, start, middle), static (sum, part) => sum[0] = BySection(part.x, part.start, part.middle));
            section.Fork(section.BorrowMut(right), (x, middle, end), static (sum, part) => sum[0] = BySection(part.x, part.middle, part.end));
        });
        return left[0] + right[0];
    }

    /// <summary>The array of bodies: the shortest to write. What the bodies capture is not watched, so it costs care instead.</summary>
    internal static long ByInvoke(OwnedArray<int> x, int start, int end)
    {
        if (end - start <= Grain)
            return SerialPart(x, start, end);
        int middle = start + ((end - start) / 2);
        long left = 0, right = 0;
        Fork.Invoke(
            () => left = ByInvoke(x, start, middle),
            () => right = ByInvoke(x, middle, end));
        return left + right;
    }

    private static long SerialPart(OwnedArray<int> x, int start, int end)
    {
        using BorrowScope scope = BorrowScope.Open();
        return Serial(scope.Borrow(x, start..end).Span);
    }

    private static long Serial(ReadOnlySpan<int> numbers)
    {
        long sum = 0;
        foreach (int number in numbers)
            sum += number;
        return sum;
    }
}
