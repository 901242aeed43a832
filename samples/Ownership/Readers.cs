using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// What is lent for reading may be read from everywhere: ten forks use one reference. The section joins them all before the lifetime ends,
/// so none of them can outlive it. One that tries to write is refused in its own code, and its error comes out where it is joined.
/// </summary>
internal static class Readers
{
    internal static void Run()
    {
        OwnedMut<int> x = Own.Mut(42, "x");
        using (Lifetime life = Lifetime.Open())
        {
            Ref<int> safe = life.Borrow(x);
            Console.WriteLine($"Ten forks read: {SumOfTen(safe)}");

            Refused.By<BorrowConflictException>(() => Fork.Section((safe, x), static (section, both) =>
            {
                for (int i = 0; i < 10; i++)
                    section.Fork(both.safe, static reference => reference.Value + 1);
                section.Fork(both.x, static owner => owner.Value = 0); // while somebody reads
            }));
        }
        Console.WriteLine($"Nothing was written: {x.Value}; {x}");
    }

    private static int SumOfTen(Ref<int> safe)
    {
        var results = new Forked<int>[10];
        Fork.Section((safe, results), static (section, s) =>
        {
            foreach (ref Forked<int> result in s.results.AsSpan())
                result = section.Fork(s.safe, static reference => reference.Value + 1);
        });
        return results.Sum(static result => result.Result);
    }
}
