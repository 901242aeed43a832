using System.Globalization;

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Correct programs over what is shared, held by references, or forked on a pool of one's own; and what is said of types and lambdas.</summary>
internal static class Shared
{
    internal static IEnumerable<string> All()
    {
        yield return "a mutex: " + Counted();
        yield return "a shared reference: " + Read();
        yield return "references: " + Referred();
        yield return "a pool of one's own: " + OnAPool();
        yield return "a value for each thread: " + OfThreads();
        yield return "a ring: " + Ring();
        yield return "named: " + Named();
        yield return "known types: " + Shareability.Of<Dictionary<string, int[]>>();
        yield return "said of types: " + Shareability.Of<Stated>();
        yield return "a state that is not shareable: " + Handed();
    }

    /// <summary>What is read from fields and from code.</summary>
    internal static IEnumerable<string> BySight()
    {
        var random = new Random(1);
        string title = "a";
        int count = 0;
        yield return "types: " + Shareability.Of<(string, Fixed)>();
        yield return "captured: " + string.Join(", ", Shareability.CapturesOf(() => count += title.Length));
        yield return "captured under a lock: " + Passes(() => { lock (title) { random.Next(); } });
        yield return "captured without: " + Passes(() => random.Next());
        yield return "assigned: " + count.ToString(CultureInfo.InvariantCulture);
    }

    private static string Passes(Action body)
    {
        try
        {
            Fork.Section(section => section.Fork(body));
            Fork.Join(body, static () => { });
            return "passes";
        }
        catch (NotShareableException refused)
        {
            return refused.Message;
        }
    }

    private static string Counted()
    {
        var total = new Mutex<int>(0, "total");
        Fork.Section(total, static (section, total) =>
        {
            for (int i = 1; i <= 100; i++)
                section.Fork((total, i), static s => s.total.Use(s.i, static (ref int value, int add) => { value += add; }));
        });
        return total.IntoInner().ToString(CultureInfo.InvariantCulture);
    }

    private static string Read()
    {
        using SharedRef<List<int>> shared = SharedRef.Of(new List<int> { 1, 2 }, "shared");
        using (var writing = shared.Write())
            writing.Value.Add(3);
        WeakRef<List<int>> weak = shared.Downgrade();
        using var reading = shared.Read();
        return $"{reading.Value.Count}, {weak.TryUpgrade(out _)}";
    }

    private static string Referred()
    {
        OwnedMut<int> count = Own.Mut(1);
        Ref<int> kept;
        using (Lifetime life = Lifetime.Open())
        {
            RefMut<int> writer = life.BorrowMut(count);
            writer.Value++;
            writer.Release();
            kept = life.Borrow(count);
            try { count.Value = 3; }
            catch (BorrowConflictException refused) { return $"{kept.Value}, {refused.Existing?.Kind}, {refused.Existing?.Owner}"; }
        }
        return kept.IsAlive.ToString();
    }

    private static string OnAPool()
    {
        using var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = 2, Name = "own" });
        long sum = pool.Run(static () => Sum(1, 10_000));
        return $"{pool.Name}: {sum}";
    }

    private static long Sum(int from, int to)
    {
        if (to - from < 64)
        {
            long sum = 0;
            for (int i = from; i <= to; i++)
                sum += i;
            return sum;
        }
        int middle = (from + to) / 2;
        var (left, right) = Fork.Join((from, to: middle), (from: middle + 1, to), static s => Sum(s.from, s.to));
        return left + right;
    }

    private static string OfThreads()
    {
        using var sums = new ThreadBound<long>(static () => 0);
        Fork.Section(sums, static (section, sums) =>
        {
            for (int i = 1; i <= 100; i++)
                section.Fork((sums, i), static s => s.sums.Mine.Value += s.i);
        });
        return sums.TakeAll().Sum().ToString(CultureInfo.InvariantCulture);
    }

    private static string Ring()
    {
        var alone = new Mutex<int>(0, "alone");
        using MutexGuard<int> guard = alone.Lock();
        try
        {
            alone.Lock().Dispose();
            return "not seen";
        }
        catch (DeadlockException)
        {
            return "refused";
        }
    }

    private static string Named()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
        using BorrowScope scope = BorrowScope.Open();
        scope.BorrowMut(data, ..5)[0] = 1;
        return $"{data}";
    }

    private static string Handed()
    {
        var canvas = new Stated();
        try
        {
            Fork.Section(section => section.Fork(canvas, static _ => { }));
            return "passes";
        }
        catch (NotShareableException refused)
        {
            return $"{refused.Owner}{refused.Path}";
        }
    }

    [NotShareable("it draws on the thread that made it", Cure = "Draw afterwards.")]
    internal sealed class Stated;

    internal sealed class Fixed
    {
        internal readonly string Name = "a";
    }
}
