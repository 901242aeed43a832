using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// A closure that captures a variable is the easiest way past the rules. So bodies of forks are <c>static</c> lambdas, and what they need is
/// handed to them: slices, which the compiler keeps from being captured at all, references, and plain values. What a lambda captures all the same is
/// looked at where it is forked, and as strictly as one likes with <see cref="Shareability.Check{TDelegate}"/>.
/// </summary>
internal static class Closures
{
    internal static void Run()
    {
        HandedOver();
        CapturedOwner();
        Validated();
        Instead();
        UsedByOneAtATime();
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

    /// <summary>A validated closure captures nothing but what threads may share, and assigns none of it.</summary>
    private static void Validated()
    {
        string title = "sums";
        int limit = 3;
        Func<int> good = Shareability.Check(() => title.Length + limit);
        Console.WriteLine($"Validated: {Fork.Join(good, good)}");

        int[] numbers = [1, 2, 3];
        int count = 0;
        foreach (CapturedVariable captured in Shareability.CapturesOf(() => count += numbers.Length).OrderBy(static captured => captured.Name, StringComparer.Ordinal))
            Console.WriteLine($"Captured: {captured.Name}, {captured.Verdict.Kind}{(captured.IsAssigned ? ", assigned" : "")}");
        Refused.By<NotShareableException>(() => Shareability.Check(() => numbers[0]));
        Refused.By<NotShareableException>(() => Shareability.Check(() => { count += limit; }));
    }

    /// <summary>The same two as they pass: the array is lent, and the result returned.</summary>
    private static void Instead()
    {
        OwnedArray<int> numbers = OwnedArray.Of([1, 2, 3, 4], "numbers");
        using BorrowScope scope = BorrowScope.Open();
        var (left, right) = scope.Borrow(numbers).Split();
        var (first, second) = Fork.Join(left, right, static half => half[0] + half[1]);
        Console.WriteLine($"Lent and returned: {first} + {second} = {first + second}");
    }

    /// <summary>Nobody has to ask where it is certain: what only one thread at a time may use is never shared by two forks.</summary>
    private static void UsedByOneAtATime()
    {
        var random = new Random(1);
        Refused.By<NotShareableException>(() => Fork.Join(() => random.Next(), () => random.Next()));
        // Each its own, handed over; the seeds are the same, so the numbers are.
        var (a, b) = Fork.Join(new Random(1), new Random(1), static random => random.Next());
        Console.WriteLine($"A generator for each: {a == b}");
    }
}
