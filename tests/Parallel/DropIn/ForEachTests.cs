using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using ForkJoin.Workers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>The loops over sequences and partitioners: each item once, with its index, whatever the source, the degree and the cost.</summary>
public sealed class ForEachTests
{
    private const int Many = 20_000;

    public static TheoryData<string, int> SourcesAndDegrees
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string source in Sources.Keys)
            {
                foreach (int degree in new[] { -1, 1, 2, 3, 8 })
                    data.Add(source, degree);
            }
            return data;
        }
    }

    private static Dictionary<string, Func<int, IEnumerable<int>>> Sources { get; } = new()
    {
        ["array"] = static n => Enumerable.Range(0, n).ToArray(),
        ["list"] = static n => Enumerable.Range(0, n).ToList(),
        ["a list's heir"] = static n => new Doubled(Enumerable.Range(0, n).Select(static i => i * 2)),
        ["immutable array"] = static n => ImmutableArray.CreateRange(Enumerable.Range(0, n)),
        ["segment of an array"] = static n => new ArraySegment<int>([.. Enumerable.Range(-3, n + 7)], 3, n),
        ["iterator"] = Yielded,
        ["queue"] = static n => new ConcurrentQueue<int>(Enumerable.Range(0, n)),
    };

    private static Dictionary<string, Func<int, Partitioner<int>>> Partitioners { get; } = new()
    {
        ["of a list"] = static n => Partitioner.Create((IList<int>)[.. Enumerable.Range(0, n)], loadBalance: true),
        ["of an iterator"] = static n => Partitioner.Create(Yielded(n)),
        ["of an iterator, without a buffer"] = static n => Partitioner.Create(Yielded(n), EnumerablePartitionerOptions.NoBuffering),
        ["without keys"] = static n => new Keyless(Yielded(n)),
    };

    public static TheoryData<string> OfPartitioners => [.. Partitioners.Keys];

    [Theory]
    [MemberData(nameof(SourcesAndDegrees))]
    public void R58_Each_element_is_run_once_under_its_index_by_no_more_workers_than_the_degree(string source, int degree)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = degree };
        foreach (int length in new[] { 0, 1, 2, 17, Many })
        {
            int[] runs = new int[length];
            int at = 0, most = 0;
            ParallelLoopResult result = Parallel.ForEach(Sources[source](length), options, (item, _, index) =>
            {
                int now = Interlocked.Increment(ref at);
                if (now > Volatile.Read(ref most))
                    Volatile.Write(ref most, now);
                if (item == index)
                    runs[item]++;
                Interlocked.Decrement(ref at);
            });

            Assert.True(result.IsCompleted);
            Assert.DoesNotContain(runs, static run => run != 1);
            Assert.True(degree == -1 || most <= degree, $"{most} bodies ran at one time, with a degree of {degree}.");
        }
    }

    [Theory]
    [MemberData(nameof(SourcesAndDegrees))]
    public void R58_All_forms_over_a_sequence_see_the_same_elements(string source, int degree)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = degree };
        IEnumerable<int> items = Sources[source](Many);
        long sum = (long)Many * (Many - 1) / 2;

        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, options, item => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, options, (item, _) => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, options, static () => 0L, static (item, _, own) => own + item, own => total(own))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, options, static () => 0L, static (_, _, index, own) => own + index, own => total(own))));
        if (degree != -1)
            return;
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, item => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, (item, _) => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, (_, _, index) => total(index))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, static () => 0L, static (item, _, own) => own + item, own => total(own))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(items, static () => 0L, static (_, _, index, own) => own + index, own => total(own))));
    }

    [Theory]
    [MemberData(nameof(OfPartitioners))]
    public void R58_All_forms_over_a_partitioner_see_the_same_items(string source)
    {
        long sum = (long)Many * (Many - 1) / 2;
        foreach (int degree in new[] { -1, 1, 2, 3, 8 })
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = degree };
            Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), options, item => total(item))));
            Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), options, (item, _) => total(item))));
            Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), options, static () => 0L, static (item, _, own) => own + item, own => total(own))));
            if (Items() is not OrderablePartitioner<int>)
                continue;
            Assert.Equal(sum, Sum(total => Parallel.ForEach(Keys(), options, (item, _, index) => total(item == index ? index : 1 << 20))));
            Assert.Equal(sum, Sum(total => Parallel.ForEach(Keys(), options, static () => 0L, static (_, _, index, own) => own + index, own => total(own))));
        }
        Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), item => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), (item, _) => total(item))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(Items(), static () => 0L, static (item, _, own) => own + item, own => total(own))));
        if (Items() is not OrderablePartitioner<int>)
            return;
        Assert.Equal(sum, Sum(total => Parallel.ForEach(Keys(), (_, _, index) => total(index))));
        Assert.Equal(sum, Sum(total => Parallel.ForEach(Keys(), static () => 0L, static (_, _, index, own) => own + index, own => total(own))));

        Partitioner<int> Items() => Partitioners[source](Many);
        OrderablePartitioner<int> Keys() => (OrderablePartitioner<int>)Partitioners[source](Many);
    }

    [Fact]
    public void R58_A_partitioner_of_ranges_covers_each_index_once()
    {
        int[] runs = new int[Many];
        Parallel.ForEach(Partitioner.Create(0, Many), range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                runs[i]++;
        });
        Assert.DoesNotContain(runs, static run => run != 1);
    }

    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void R58_A_hungry_worker_gets_elements_of_every_source(int workers) => Pools.Within(workers, static () =>
    {
        foreach ((string source, Func<int, IEnumerable<int>> make) in Sources)
        {
            var shared = new SharedOut();
            Parallel.ForEach(make(100), shared.Run);
            Assert.True(shared.IsDone, $"One worker ran all elements of the source '{source}'.");
        }
        foreach ((string source, Func<int, Partitioner<int>> make) in Partitioners)
        {
            var shared = new SharedOut();
            Parallel.ForEach(make(100), shared.Run);
            Assert.True(shared.IsDone, $"One worker ran all items of the partitioner '{source}'.");
        }
    });

    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void R58_A_chunk_whose_elements_turn_out_dear_is_shared(int workers) => Pools.Within(workers, static () =>
    {
        const int large = 64;
        var shared = new SharedOut();
        int dearFrom = -1, dearTo = 0;
        Parallel.ForEach(UntilThereAreDear(), item =>
        {
            // So many were taken in a row: this is the first of a chunk. The first large one is dear, and nothing comes after it.
            int taken = t_taken;
            t_taken = 0;
            if (taken >= large && Interlocked.CompareExchange(ref dearFrom, item, -1) == -1)
                Volatile.Write(ref dearTo, item + taken);
            if (item >= Volatile.Read(ref dearFrom) && item < Volatile.Read(ref dearTo))
                shared.Run(item);
        });
        Assert.True(shared.IsDone, "One worker ran all of a chunk of dear elements, which were the last.");

        IEnumerable<int> UntilThereAreDear()
        {
            for (int i = 0; Volatile.Read(ref dearFrom) < 0; i++)
            {
                t_taken++;
                yield return i;
            }
        }
    });

    /// <summary>How many elements the thread has taken since it ran one.</summary>
    [ThreadStatic]
    private static int t_taken;

    [Fact]
    public void R58_A_list_is_read_by_index_while_the_loop_runs()
    {
        var list = new List<int>(Enumerable.Range(0, 1000));
        var one = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        int last = -1;
        Parallel.ForEach(list, one, item =>
        {
            list[999] = 5000;
            last = item;
        });
        Assert.Equal(5000, last);

        var error = Assert.Throws<AggregateException>(() => Parallel.ForEach(list, one, _ =>
        {
            if (list.Count == 1000)
                list.RemoveRange(500, 500);
        }));
        Assert.Equal("index", Assert.IsType<ArgumentOutOfRangeException>(Assert.Single(error.InnerExceptions)).ParamName);
    }

    [Fact]
    public void R58_Elements_may_be_null()
    {
        int nulls = 0;
        Parallel.ForEach(new string?[100], item => Interlocked.Add(ref nulls, item is null ? 1 : 0));
        Parallel.ForEach(Yielded(100).Select(static _ => (string?)null), item => Interlocked.Add(ref nulls, item is null ? 1 : 0));
        Assert.Equal(200, nulls);
    }

    internal static IEnumerable<int> Yielded(int count)
    {
        for (int i = 0; i < count; i++)
            yield return i;
    }

    private static long Sum(Action<Action<long>> loop)
    {
        long total = 0;
        loop(part => Interlocked.Add(ref total, part));
        return total;
    }

    /// <summary>
    /// Bodies that last until two workers have run one; but the first few only so long that the loop is worth waking somebody for: nobody
    /// wakes sleepers for a loop of which nothing is known yet.
    /// </summary>
    private sealed class SharedOut
    {
        private const int Few = 16;

        private Worker? _first;
        private int _runs;
        private bool _gaveUp;

        internal bool IsDone { get; private set; }

        internal void Run(int item)
        {
            Worker me = Worker.Current!;
            Worker? first = Interlocked.CompareExchange(ref _first, me, null);
            if (first is not null && first != me)
                IsDone = true;
            bool isEarly = Interlocked.Increment(ref _runs) <= Few;
            long start = Stopwatch.GetTimestamp();
            _gaveUp |= !Until.Spinning(() => IsDone || _gaveUp || (isEarly && Stopwatch.GetElapsedTime(start) > s_dear));
        }

        /// <summary>So long that nobody expects it of a chunk.</summary>
        private static readonly TimeSpan s_dear = TimeSpan.FromMicroseconds(100);
    }

    /// <summary>A list whose indexer, as a list, is its own: an heir of List is not read as one.</summary>
    private sealed class Doubled(IEnumerable<int> items) : List<int>(items), IList<int>
    {
        int IList<int>.this[int index]
        {
            get => this[index] / 2;
            set => this[index] = value * 2;
        }
    }

    /// <summary>A partitioner that knows no indices: all its enumerators take from one.</summary>
    private sealed class Keyless(IEnumerable<int> items) : Partitioner<int>
    {
        public override bool SupportsDynamicPartitions => true;

        public override IEnumerable<int> GetDynamicPartitions() =>
            new Values(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).GetOrderableDynamicPartitions());

        public override IList<IEnumerator<int>> GetPartitions(int partitionCount) => throw new NotSupportedException();

        private sealed class Values(IEnumerable<KeyValuePair<long, int>> pairs) : IEnumerable<int>
        {
            public IEnumerator<int> GetEnumerator()
            {
                foreach (KeyValuePair<long, int> pair in pairs)
                    yield return pair.Value;
            }

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        }
    }
}
