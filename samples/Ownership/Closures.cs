using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// A closure that captures a variable is the easiest way past the rules. So bodies of forks are <c>static</c> lambdas, and what they need is
/// handed to them: slices, which the compiler keeps from being captured at all, references, and plain values.
/// </summary>
internal static class Closures
{
    internal static void Run()
    {
        HandedOver();
        CapturedOwner();
    }

    private static void HandedOver()
    {
        OwnedArray<int> data = OwnedArray.Of([1, 2, 3], "data");
        Forked<int> scaled = default;
        Fork.Section(section =>
        {
            Slice<int> part = section.Borrow(data);
            // section.Fork(() => part[0]);   does not compile: a slice cannot be captured
            scaled = section.Fork(part, 10, static (part, factor) => (part[0] + part[1] + part[2]) * factor);
        });
        Console.WriteLine($"Handed over: {scaled.Result}");
    }

    /// <summary>An owner that is captured all the same is still an owner: each use of it is judged, and the verdict comes out at the join.</summary>
    private static void CapturedOwner()
    {
        OwnedArray<int> data = OwnedArray.Of([1, 2, 3], "data");
        Refused.By<BorrowConflictException>(() => Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(data), static all => all.Span.Fill(7));
            section.Fork(() => data[0] = 8);
        }));
        Console.WriteLine($"What was lent was written: {data[0]}");
    }
}
