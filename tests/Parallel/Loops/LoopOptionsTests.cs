using System.Collections.Concurrent;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Helpers;
using ForkJoin.Loops;
using ForkJoin.Splitting;
using ForkJoin.Workers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>What loops of ForkJoin's own may be told.</summary>
public sealed class LoopOptionsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(64, 1000)]
    [InlineData(5000, 20_000)]
    public void R59_Chunks_are_no_smaller_and_no_larger_than_asked_but_for_the_last(int least, int most)
    {
        Pools.Within(3, () =>
        {
            const int Length = 20_001;
            var chunks = new ConcurrentBag<(int Offset, int Length)>();
            Parallel.ForEachChunk(
                new byte[Length].AsMemory(),
                (chunk, offset) => chunks.Add((offset, chunk.Length)),
                new LoopOptions { MinChunk = least, MaxChunk = most });

            Assert.Equal(Length, chunks.Sum(static chunk => chunk.Length));
            Assert.All(chunks, chunk => Assert.InRange(chunk.Length, chunk.Offset + chunk.Length == Length ? 1 : least, most));
        });
    }

    [Fact]
    public void R59_Options_that_cannot_be_are_refused_with_the_reason()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new LoopOptions { MinChunk = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new LoopOptions { MaxChunk = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new LoopOptions { MaxDegreeOfParallelism = 0 });
        ArgumentException refused = Assert.Throws<ArgumentException>(
            static () => Parallel.For(0, 0, static _ => { }, new LoopOptions { MinChunk = 5, MaxChunk = 4 }));
        Assert.Equal("options", refused.ParamName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void R59_No_more_workers_than_the_degree_take_part_at_one_time(int degree)
    {
        Pools.Within(8, () =>
        {
            int at = 0, most = 0, runs = 0;
            Parallel.ForEach(
                new int[3000].AsMemory(),
                (ref int _, int _) =>
                {
                    int now = Interlocked.Increment(ref at);
                    InterlockedMax(ref most, now);
                    Thread.Yield();
                    Interlocked.Increment(ref runs);
                    Interlocked.Decrement(ref at);
                },
                new LoopOptions { MaxDegreeOfParallelism = degree });

            Assert.Equal(3000, runs);
            Assert.InRange(most, 1, degree);
        });
    }

    [Fact]
    public void R59_A_loop_runs_in_the_pool_that_it_is_told()
    {
        using var pool = new ForkJoinPool(2);
        WorkerSet set = pool.Run(static () => Worker.Current!.Set);
        Parallel.For(0, 100, _ => Assert.Same(set, Worker.Current!.Set), new LoopOptions { Pool = pool });
        Pools.Within(3, () => Parallel.ForEachChunk(new int[100].AsMemory(), (_, _) => Assert.Same(set, Worker.Current!.Set), new LoopOptions { Pool = pool }));
        pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Parallel.For(0, 100, static _ => { }, new LoopOptions { Pool = pool }));
    }

    /// <summary>Lazily, when somebody is hungry: also where all of the work stands at one end.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R59_Uneven_bodies_are_shared_out(bool atTheStart)
    {
        Pools.Within(2, () => Assert.True(Meeting.OfTwo(meeting =>
        {
            int length = 1_000_000;
            Parallel.For(0, length, new Uneven(meeting, atTheStart ? 0 : length - Meeting.Bodies), default(LoopOptions));
        })));
    }

    [Fact]
    public void R59_A_loop_whose_smallest_chunk_is_all_of_it_is_not_shared_out()
    {
        Pools.Within(2, () =>
        {
            var threads = new ConcurrentDictionary<int, bool>();
            Parallel.For(0, 1000, new Threads(threads), 1000);
            Assert.Single(threads);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void R59_Progress_rises_to_1_and_is_told_about_a_hundred_times_at_most(int workers)
    {
        Pools.Within(workers, () =>
        {
            foreach (int size in Sizes.Counts)
            {
                var told = new Told();
                Parallel.ForEach(new int[size].AsMemory(), static (ref int item, int i) => item = i, new LoopOptions { Progress = told, MaxChunk = 5 });
                double[] all = told.All;

                Assert.InRange(all.Length, 1, 101);
                Assert.Equal(all.Order(), all);
                Assert.Equal(all.Distinct(), all);
                Assert.Equal(1, all[^1]);
                Assert.True(size < 1000 || all.Length > 20, $"Of {size}, only {all.Length} were told.");
            }
        });
    }

    /// <summary>Each count is a step here, so that nearly every one meets another.</summary>
    [Fact]
    public void R59_Progress_that_many_come_to_tell_at_one_time_still_rises()
    {
        const int Threads = 3, Steps = 99, Rounds = 2000;
        Told[] told = [.. Enumerable.Range(0, Rounds).Select(static _ => new Told())];
        LoopControl loop = LoopControl.Rent(Grain.Automatic);
        LoopProgress[] progress = [.. told.Select(listener => new LoopProgress(listener, Steps, loop))];
        using var together = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            foreach (LoopProgress one in progress)
            {
                together.SignalAndWait(Until.Patience);
                for (int i = 0; i < Steps / Threads; i++)
                    one.Ran(1);
            }
        }) { IsBackground = true })];
        Array.ForEach(threads, static thread => thread.Start());
        Assert.All(threads, static thread => Assert.True(thread.Join(Watchdog.Patience)));
        loop.Return();

        Assert.All(told, static one => Assert.Equal(one.All.Order().Distinct(), one.All));
    }

    [Fact]
    public void R59_A_loop_that_was_not_completed_never_says_so()
    {
        var told = new Told();
        Assert.Throws<AggregateException>(() => Parallel.For(
            0, 1000, static i => { if (i == 999) throw new InvalidOperationException(); }, new LoopOptions { Progress = told, MaxChunk = 10 }));
        Assert.DoesNotContain(1.0, told.All);
        Assert.NotEmpty(told.All);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void R59_A_listener_that_throws_ends_the_loop_and_is_told_of(double at)
    {
        var failure = new InvalidOperationException();
        var told = new Told { Then = done => { if (done >= at) throw failure; } };
        AggregateException refused = Assert.Throws<AggregateException>(() => Parallel.For(0, 1000, static _ => { }, new LoopOptions { Progress = told, MaxChunk = 1, MaxDegreeOfParallelism = 1 }));
        Assert.Same(failure, Assert.Single(refused.InnerExceptions));
    }

    [Fact]
    public void R59_A_cancelled_loop_starts_no_further_chunk_and_throws_with_its_token()
    {
        Pools.Within(1, static () =>
        {
            using var source = new CancellationTokenSource();
            int runs = 0;
            OperationCanceledException cancelled = Assert.Throws<OperationCanceledException>(() => Parallel.ForEachChunk(
                new int[1000].AsMemory(),
                (_, offset) =>
                {
                    runs++;
                    if (offset == 500)
                        source.Cancel();
                },
                new LoopOptions { MinChunk = 10, MaxChunk = 10, CancellationToken = source.Token }));

            Assert.Equal(source.Token, cancelled.CancellationToken);
            Assert.Equal(51, runs);
            Assert.Throws<OperationCanceledException>(() => Parallel.For(0, 10, _ => runs++, new LoopOptions { CancellationToken = source.Token }));
            Assert.Throws<OperationCanceledException>(() => Parallel.For(0, 0, _ => runs++, new LoopOptions { CancellationToken = source.Token }));
            Assert.Equal(51, runs);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void R59_What_bodies_throw_surfaces_in_an_aggregate_and_ends_the_loop(int workers)
    {
        Pools.Within(workers, () =>
        {
            int runs = 0;
            var failure = new InvalidOperationException();
            AggregateException all = Assert.Throws<AggregateException>(() => Parallel.ForEach(
                new int[100_000].AsSpan(),
                (ref int _, int i) =>
                {
                    Interlocked.Increment(ref runs);
                    throw failure;
                }));

            Assert.All(all.InnerExceptions, error => Assert.Same(failure, error));
            Assert.InRange(runs, 1, workers);
            Assert.Equal(runs, all.InnerExceptions.Count);
        });
    }

    [Fact]
    public void R59_A_call_with_a_readonly_struct_or_a_static_lambda_allocates_nothing()
    {
        int[] elements = new int[10_000];
        using ForkJoinPool pool = new(1);
        pool.Run(() =>
        {
            Span<long> spent = stackalloc long[1];
            for (int round = 0; round < 3; round++) // the first ones make what is kept
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Parallel.For(0, elements.Length, new Write(elements));
                Parallel.For(0, elements.Length, new Write(elements), 100);
                Parallel.ForEach(elements.AsMemory(), static (ref int item, int i) => item = i);
                Parallel.ForEachChunk(elements.AsSpan(), static (chunk, _) => chunk.Clear());
                spent[0] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            Assert.Equal(0, spent[0]);
        });
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen = Volatile.Read(ref most);
        while (now > seen)
        {
            int before = Interlocked.CompareExchange(ref most, now, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private readonly struct Uneven(Meeting meeting, int dearFrom) : IAction
    {
        public void Invoke(int i)
        {
            if (i >= dearFrom && i < dearFrom + Meeting.Bodies)
                meeting.Come();
        }
    }

    private readonly struct Threads(ConcurrentDictionary<int, bool> threads) : IAction
    {
        public void Invoke(int i)
        {
            threads[Environment.CurrentManagedThreadId] = true;
            Thread.Yield();
        }
    }

    private readonly struct Write(int[] elements) : IAction
    {
        public void Invoke(int i) => elements[i] = i;
    }
}
