using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// Into code that exists ownership comes one function at a time: own what comes in at the top, lend it below, and let the functions that are
/// called take spans or <c>in</c> parameters, which plain callers do not notice.
/// </summary>
internal static class Adopting
{
    internal static void Run()
    {
        int[]? samples = [1, 2, 3, 4];
        Console.WriteLine($"Before: {Total(samples)}");
        Console.WriteLine($"After:  {ProcessData(ref samples, factor: 2)}");
        Console.WriteLine($"The caller's alias is gone: {samples is null}");
    }

    /// <summary>Takes over its input: the caller's variable is null afterwards, so nobody writes it while the forks read.</summary>
    private static int ProcessData(ref int[]? samples, int factor)
    {
        OwnedArray<int> z = OwnedArray.Take(ref samples, nameof(z));
        Forked<int> first = default, second = default;
        Fork.Section(section =>
        {
            Slice<int> r = section.Borrow(z);
            first = section.Fork(r, static r => Total(r));
            second = section.Fork(r, factor, static (r, factor) => factor * Total(r));
            Refused.By<BorrowConflictException>(() => z[0] = 100); // while they read
        });
        z[0] = 100; // and afterwards
        return first.Result + second.Result;
    }

    /// <summary>Was <c>Total(int[])</c>. Every caller from before still compiles, and slices fit as well.</summary>
    private static int Total(ReadOnlySpan<int> items)
    {
        int sum = 0;
        foreach (int item in items)
            sum += item;
        return sum;
    }
}
