using System.Globalization;

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Correct programs. Says what each computes.</summary>
internal static class Results
{
    private const int Length = 20_000;

    internal static IEnumerable<string> All()
    {
        yield return Say("recursive sum", RecursiveSum());
        yield return Say("sorted halves in a section", SortedHalves());
        yield return Say("ranges written beside each other", DisjointRanges());
        yield return Say("readers share", SharedReaders());
        yield return Say("lent on and given back", LentOn());
        yield return Say("moved along", Moved());
        yield return Say("native memory", NativeMemory());
        yield return Say("wrong arguments", WrongArguments());
    }

    private static string Say(string what, long result) => string.Create(CultureInfo.InvariantCulture, $"{what}: {result}");

    private static long RecursiveSum()
    {
        OwnedArray<int> data = Numbers();
        using var scope = BorrowScope.Open();
        return Sum(scope.Borrow(data));
    }

    private static long Sum(Slice<int> x)
    {
        if (x.Length <= 100)
        {
            long sum = 0;
            foreach (int item in x.Span)
                sum += item;
            return sum;
        }
        var (left, right) = x.Split();
        var (a, b) = Fork.Join(left, right, static s => Sum(s));
        return a + b;
    }

    private static long SortedHalves()
    {
        OwnedArray<int> data = Numbers();
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data).Split();
            section.Fork(left, static s => s.Span.Sort());
            section.Fork(right, static s => s.Span.Sort());
        });
        return Digest(data);
    }

    private static long DisjointRanges()
    {
        OwnedArray<int> data = Numbers();
        Fork.Section(section =>
        {
            for (int i = 0; i < 10; i++)
                section.Fork(section.BorrowMut(data, (i * 2000)..((i + 1) * 2000)), i, static (s, k) => s.Span.Fill(k));
        });
        return Digest(data);
    }

    private static long SharedReaders()
    {
        OwnedArray<int> data = Numbers();
        return Fork.Section(section =>
        {
            Slice<int> all = section.Borrow(data);
            Forked<long> a = section.Fork(all, static s => Sum(s));
            Forked<long> b = section.Fork(all[1..], static s => Sum(s));
            return a.Join() - b.Join();
        });
    }

    private static long LentOn()
    {
        OwnedArray<int> data = Numbers();
        using (var outer = BorrowScope.Open())
        {
            SliceMut<int> all = outer.BorrowMut(data);
            using (var inner = BorrowScope.Open())
                all[..100].Reborrow(inner).Span.Fill(1);
            all[50..].Span.Reverse();
            foreach (SliceMut<int> chunk in all.Chunks(7))
                chunk[0]++;
        }
        return Digest(data);
    }

    private static long Moved()
    {
        OwnedArray<int> second = Numbers().Move();
        second[0] = 5;
        return Digest(second) + second.IntoArray().Length;
    }

    private static long NativeMemory()
    {
        using OwnedArray<int> data = OwnedArray.Native<int>(Length);
        using (var scope = BorrowScope.Open())
            scope.BorrowMut(data, 10..20).Span.Fill(3);
        return Digest(data);
    }

    /// <summary>How many of the mistakes that have nothing to do with ownership are refused: all, switch or no switch.</summary>
    private static long WrongArguments()
    {
        OwnedArray<int> data = Numbers();
        Action[] mistakes =
        [
            () => _ = data[Length],
            () => { using var scope = BorrowScope.Open(); scope.Borrow(data, ..(Length + 1)); },
            () => { using var scope = BorrowScope.Open(); _ = scope.BorrowMut(data, ..5)[5]; },
            () => { using var scope = BorrowScope.Open(); scope.BorrowMut(data, ..5).SplitAt(6); },
            () => { using var scope = BorrowScope.Open(); scope.Borrow((OwnedArray<int>)null!); },
#pragma warning disable FJ0013 // a mistake like the others
            () => { var scope = BorrowScope.Open(); scope.Dispose(); scope.Borrow(data); },
#pragma warning restore FJ0013
        ];
        return mistakes.Count(IsRefused);
    }

    private static bool IsRefused(Action mistake)
    {
        try
        {
            mistake();
            return false;
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException or LifetimeExpiredException)
        {
            return true;
        }
    }

    private static OwnedArray<int> Numbers()
    {
        var random = new Random(5);
        return OwnedArray.Of(Enumerable.Range(0, Length).Select(_ => random.Next(1000)).ToArray());
    }

    private static long Digest(OwnedArray<int> data)
    {
        long digest = 0;
        foreach (int item in data.ToArray())
            digest = (digest * 31) + item;
        return digest;
    }
}
