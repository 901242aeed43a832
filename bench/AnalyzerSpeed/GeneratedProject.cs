using System.Globalization;

namespace AnalyzerSpeed;

/// <summary>
/// The sources of a project of any size. Half of its files are plain code; the others fork, split, lend, move and keep references, as a project that
/// is all about that would. Every file is correct: what is measured is silence.
/// </summary>
internal static class GeneratedProject
{
    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ForkJoin;
        """;

    private static readonly string[] s_kinds = [Sections, Plain, Slices, Plain, Moves, Plain, References, Plain, Sections, Plain];

    internal static string File(int index) => s_kinds[index % s_kinds.Length].Replace("#", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Sections = """
        namespace Generated;

        internal sealed class Totals#
        {
            private readonly OwnedArray<long> _totals = OwnedArray.Create<long>(4, "totals");

            internal long Run(OwnedArray<int> data)
            {
                int middle = data.Length / 2;
                Fork.Section(section =>
                {
                    section.Fork(section.BorrowMut(data, ..middle), static half => { foreach (ref int item in half.Span) item++; });
                    section.Fork(section.BorrowMut(data, middle..), static half => { foreach (ref int item in half.Span) item--; });
                });
                Forked<long> odd = default, even = default;
                Fork.Section(section =>
                {
                    Slice<int> all = section.Borrow(data);
                    odd = section.Fork(all, static x => Sum(x.Span, 1));
                    even = section.Fork(all, static x => Sum(x.Span, 0));
                    section.Fork(all, section.BorrowMut(_totals), static (from, to) =>
                    {
                        for (int i = 0; i < to.Length; i++)
                            to[i] = from.Length;
                    });
                });
                long best = Math.Max(odd.Result, even.Result);
                for (int i = 0; i < _totals.Length; i++)
                {
                    if (_totals[i] > best)
                        best = _totals[i];
                }
                return best;
            }

            internal void Normalise(OwnedArray<double> values, double factor)
            {
                try
                {
                    Fork.Section(section =>
                    {
                        var (left, right) = section.BorrowMut(values).Split();
                        section.Fork(right, static part => part.Span.Sort());
                        Span<double> mine = left.Span;
                        for (int i = 0; i < mine.Length; i++)
                            mine[i] *= 2;
                    });
                }
                catch (AggregateException failed) when (failed.InnerExceptions.Count > 0)
                {
                    Console.WriteLine(failed.InnerExceptions[0].Message + factor);
                }
                values[0] = factor;
            }

            private static long Sum(ReadOnlySpan<int> items, int rest)
            {
                long sum = 0;
                foreach (int item in items)
                {
                    if ((item & 1) == rest)
                        sum += item;
                }
                return sum;
            }
        }
        """;

    private const string Slices = """
        namespace Generated;

        internal static class Recursion#
        {
            internal static long Run(int[] numbers)
            {
                OwnedArray<int> data = OwnedArray.Of(numbers, "numbers");
                using (BorrowScope scope = BorrowScope.Open())
                    Scale(scope.BorrowMut(data), 3);
                using (BorrowScope scope = BorrowScope.Open())
                {
                    Slice<int> all = scope.Borrow(data);
                    return Sum(all) + Sum(all[..(all.Length / 2)]);
                }
            }

            private static void Scale(SliceMut<int> x, int factor)
            {
                if (x.Length <= 4096)
                {
                    foreach (ref int item in x.Span)
                        item *= factor;
                    return;
                }
                var (left, right) = x.Split();
                Fork.Join(left, factor, right, factor, static (half, factor) => Scale(half, factor));
            }

            private static long Sum(Slice<int> x)
            {
                if (x.Length <= 4096)
                {
                    long sum = 0;
                    foreach (int item in x.Span)
                        sum += item;
                    return sum;
                }
                var (left, right) = x.Split();
                var (a, b) = Fork.Join(left, right, static half => Sum(half));
                return a + b;
            }

            internal static void Chunked(OwnedArray<float> samples)
            {
                using BorrowScope scope = BorrowScope.Open();
                SliceMut<float> all = scope.BorrowMut(samples);
                foreach (SliceMut<float> chunk in all.Chunks(256))
                {
                    Span<float> span = chunk.Span;
                    for (int i = 1; i < span.Length; i++)
                        span[i] = (span[i] + span[i - 1]) / 2;
                }
                var (head, tail) = all.SplitAt(all.Length / 4);
                head.Span.Reverse();
                if (tail.Length > 0)
                    tail[0] = head.Length;
            }
        }
        """;

    private const string Moves = """
        namespace Generated;

        internal sealed class Store#
        {
            private OwnedMut<List<string>> _names = Own.Mut(new List<string>(), "names");

            internal Owned<List<string>> Close()
            {
                Owned<List<string>> done = _names.Freeze();
                _names = Own.Mut(new List<string>(), "names");
                return done;
            }

            internal int Add(string name, bool twice)
            {
                using (BorrowedMut<List<string>> names = _names.BorrowMut())
                {
                    names.Value.Add(name);
                    if (twice)
                    {
                        using BorrowedMut<List<string>> inner = names.ReborrowMut();
                        inner.Value.Add(name);
                    }
                }
                using Borrowed<List<string>> first = _names.Borrow();
                using Borrowed<List<string>> second = _names.Borrow();
                return first.Value.Count + second.Value.Count;
            }

            internal static OwnedArray<int> Pass(OwnedArray<int> data, int rounds)
            {
                for (int i = 0; i < rounds; i++)
                {
                    OwnedArray<int> next = data.Move();
                    next[0] += i;
                    data = next.Length > 10 ? next.Clone() : next;
                }
                switch (rounds)
                {
                    case 0:
                        return data;
                    case 1:
                        data[0] = 1;
                        break;
                    default:
                        data[0] = rounds;
                        goto case 1;
                }
                return data.Move();
            }
        }
        """;

    private const string References = """
        namespace Generated;

        internal static class Longest#
        {
            internal static string Run(OwnedMut<string>[] candidates)
            {
                using Lifetime life = Lifetime.Open();
                Ref<string> longest = life.Borrow(candidates[0]);
                var kept = new List<Ref<string>>();
                foreach (OwnedMut<string> candidate in candidates)
                {
                    Ref<string> other = life.Borrow(candidate);
                    kept.Add(other);
                    longest = Longer(longest, other);
                }
                return kept.Count > 0 ? longest.Value + kept[0].Value : longest.Value;
            }

            [return: BorrowsFrom("a", "b")]
            private static Ref<string> Longer(Ref<string> a, Ref<string> b) => a.Value.Length >= b.Value.Length ? a : b;

            internal static int Shared(SharedRef<Dictionary<string, int>> table, Mutex<int> count)
            {
                using (var writer = table.Write())
                    writer.Value["run"] = 1;
                using (MutexGuard<int> guard = count.Lock())
                    guard.Value++;
                using var reader = table.Read();
                return reader.Value.Count;
            }
        }
        """;

    private const string Plain = """
        namespace Generated;

        internal sealed record Order#(int Id, string Customer, decimal Amount, DateTime Placed);

        internal sealed class Orders#
        {
            private readonly Dictionary<int, Order#> _byId = [];

            internal void Add(Order# order)
            {
                ArgumentNullException.ThrowIfNull(order);
                if (!_byId.TryAdd(order.Id, order))
                    throw new InvalidOperationException($"Order {order.Id} is there already.");
            }

            internal IReadOnlyList<(string Customer, decimal Sum)> Best(int count) =>
                [.. _byId.Values
                    .GroupBy(static order => order.Customer)
                    .Select(static group => (Customer: group.Key, Sum: group.Sum(static order => order.Amount)))
                    .OrderByDescending(static pair => pair.Sum)
                    .Take(count)];

            internal async Task<int> SaveAsync(Func<Order#, CancellationToken, Task<bool>> save, CancellationToken token)
            {
                int saved = 0;
                foreach (Order# order in _byId.Values.OrderBy(static order => order.Placed))
                {
                    try
                    {
                        if (await save(order, token).ConfigureAwait(false))
                            saved++;
                    }
                    catch (TimeoutException) when (!token.IsCancellationRequested)
                    {
                        continue;
                    }
                    finally
                    {
                        if (saved > 1000)
                            Console.WriteLine(saved);
                    }
                }
                return saved;
            }

            internal static int[] Histogram(ReadOnlySpan<byte> bytes)
            {
                var counts = new int[256];
                foreach (byte b in bytes)
                    counts[b]++;
                for (int i = 1; i < counts.Length; i++)
                    counts[i] += counts[i - 1];
                return counts;
            }

            internal string Describe(object? value) => value switch
            {
                null => "nothing",
                int n when n < 0 => "negative",
                int n => n.ToString(System.Globalization.CultureInfo.InvariantCulture),
                string { Length: > 10 } text => text[..10] + "...",
                string text => text,
                Order# { Amount: > 100 } order => order.Customer,
                IEnumerable<object?> several => string.Join(", ", several.Select(Describe)),
                _ => value.ToString() ?? "",
            };
        }
        """;
}
