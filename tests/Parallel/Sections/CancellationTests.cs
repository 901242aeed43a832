namespace ForkJoin.Tests.Sections;

/// <summary>Cancellation (P12): nothing new starts, everything is joined, and nothing partial passes for a result.</summary>
public sealed class CancellationTests
{
    private const int Leaves = 256;

    private sealed class Run(int cancelAt) : IDisposable
    {
        internal readonly CancellationTokenSource Source = new();
        internal int Started, Finished;

        internal int Leaf(int n)
        {
            if (Interlocked.Increment(ref Started) == cancelAt)
                Source.Cancel();
            Interlocked.Increment(ref Finished);
            return n;
        }

        public void Dispose() => Source.Dispose();
    }

    public static TheoryData<int, bool> Sweep
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            foreach (int workers in Pools.Counts)
            {
                cases.Add(workers, false);
                cases.Add(workers, true);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Sweep))]
    public void P12_cancelled_at_any_leaf_nothing_new_starts_and_nothing_is_partial(int workers, bool forks) => Pools.Within(workers, () =>
    {
        for (int cancelAt = 1; cancelAt <= Leaves + 1; cancelAt++)
        {
            using var run = new Run(cancelAt);
            int result = -1;
            Func<ForkJoinSection, Run, int> body = forks ? Forks : static (_, run) => Tree(run, 0, Leaves);
            Exception? thrown = Record.Exception(() => { result = Fork.Section(run, body, run.Source.Token); });
            Assert.Equal(run.Started, run.Finished);
            if (thrown is null)
            {
                Assert.Equal(Leaves * (Leaves - 1) / 2, result);
                Assert.Equal(Leaves, run.Started);
                if (workers == 1)
                    Assert.True(cancelAt > Leaves - 2, $"cancelled at leaf {cancelAt} of {Leaves}, and all went on to the end");
            }
            else
            {
                Assert.Equal(run.Source.Token, Assert.IsAssignableFrom<OperationCanceledException>(thrown).CancellationToken);
                Assert.True(run.Source.IsCancellationRequested);
                if (workers == 1)
                    Assert.InRange(run.Started, cancelAt, cancelAt + 1); // the right arm beside it looks at nothing before it runs
            }
        }
    });

    private static int Tree(Run run, int start, int end)
    {
        if (end - start == 1)
            return run.Leaf(start);
        int middle = (start + end) / 2;
        var (a, b) = Fork.Join((run, start, middle), (run, middle, end), static at => Tree(at.run, at.Item2, at.Item3));
        return a + b;
    }

    private static int Forks(ForkJoinSection section, Run run)
    {
        var results = new Forked<int>[Leaves];
        for (int i = 0; i < Leaves; i++)
            results[i] = section.Fork((run, i), static at => at.run.Leaf(at.i));
        int sum = 0;
        foreach (Forked<int> result in results)
            sum += result.Join();
        return sum;
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_a_cancelled_section_that_joined_nothing_itself_says_so(int workers) => Pools.Within(workers, () =>
    {
        for (int round = 0; round < 50; round++)
        {
            using var source = new CancellationTokenSource();
            int ran = 0;
            Exception? thrown = Record.Exception(() => Fork.Section(
                section =>
                {
                    for (int i = 0; i < 10; i++)
                        section.Fork(() => Interlocked.Increment(ref ran));
                    source.Cancel();
                    section.Fork(() => { ran = 1000; });
                },
                source.Token));
            Assert.IsAssignableFrom<OperationCanceledException>(thrown);
            Assert.InRange(ran, 0, 10);
        }
    });

    [Fact]
    public void P12_a_token_cancelled_before_runs_nothing() => Pools.Within(2, static () =>
    {
        bool ran = false;
        Assert.ThrowsAny<OperationCanceledException>(() => Fork.Section(section => { ran = true; }, new CancellationToken(canceled: true)));
        Assert.False(ran);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_an_inner_section_ends_with_the_token_of_an_outer_one(int workers) => Pools.Within(workers, () =>
    {
        using var source = new CancellationTokenSource();
        int after = 0;
        Exception? thrown = Record.Exception(() => Fork.Section(
            outer => outer.Fork(() => Fork.Section(inner =>
            {
                source.Cancel();
                inner.Fork(() => Interlocked.Increment(ref after));
                inner.Fork(() => Interlocked.Increment(ref after));
            })),
            source.Token));
        Assert.IsAssignableFrom<OperationCanceledException>(thrown);
        Assert.Equal(0, after);
    });

    /// <summary>What stands outside a cancelled section goes on, also where it was published while the section was open.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_a_token_stops_nothing_outside_its_section(int workers) => Pools.Within(workers, () =>
    {
        for (int round = 0; round < 20; round++)
        {
            bool ran = false;
            Exception? thrown = Record.Exception(() => Fork.Join(
                static () =>
                {
                    using var source = new CancellationTokenSource();
                    try
                    {
                        Fork.Section(
                            section =>
                            {
                                for (int i = 0; i < 200; i++)
                                    Fork.Join(static () => { }, static () => { }); // polls: the arm outside may become public now
                                source.Cancel();
                                Fork.Join(static () => { }, static () => { });
                            },
                            source.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        // the section's own affair
                    }
                },
                () => ran = true));
            Assert.Null(thrown);
            Assert.True(ran);
        }
    });

    /// <summary>
    /// The same, made certain: the outermost arm keeps the only thief, so that the next one is published while the section is
    /// open; and it is stolen after the section has been cancelled.
    /// </summary>
    [Fact]
    public void P12_an_arm_published_inside_a_section_does_not_fall_under_its_token() => Pools.With(2, pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            bool outermostRuns = false, release = false, ran = false;
            long steals = pool.Statistics.Steals;
            Exception? thrown = Record.Exception(() => pool.Run(() => Fork.Join(
                () => Fork.Join(
                    () =>
                    {
                        using var source = new CancellationTokenSource();
                        Record.Exception(() => Fork.Section(
                            section =>
                            {
                                Assert.True(Until.WhileJoining(() => Volatile.Read(ref outermostRuns)));
                                for (int i = 0; i < 1000; i++)
                                    Fork.Join(static () => { }, static () => { });
                                source.Cancel();
                                Volatile.Write(ref release, true);
                                Until.Spinning(() => pool.Statistics.Steals > steals + 1);
                            },
                            source.Token));
                    },
                    () => Volatile.Write(ref ran, true)),
                () =>
                {
                    Volatile.Write(ref outermostRuns, true);
                    Until.Spinning(() => Volatile.Read(ref release));
                })));
            Assert.Null(thrown);
            Assert.True(ran);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_P10_cancelled_from_outside_at_any_time_all_loans_end(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[4096]);
        for (int round = 0; round < 100; round++)
        {
            using var source = new CancellationTokenSource();
            bool go = false;
            var canceller = new Thread(() =>
            {
                while (!Volatile.Read(ref go))
                    Thread.Yield();
                Thread.SpinWait(round * 20);
                source.Cancel();
            });
            canceller.Start();
            Exception? thrown = Record.Exception(() => Fork.Section(
                section =>
                {
                    Volatile.Write(ref go, true);
                    foreach (SliceMut<int> part in section.BorrowMut(data).Chunks(256))
                        section.Fork(part, static s => Increment(s));
                },
                source.Token));
            canceller.Join();
            NoLoansLeft.On(data);
            int[] values = data.ToArray();
            if (thrown is null)
                Assert.All(values, static item => Assert.Equal(1, item));
            else
                Assert.IsAssignableFrom<OperationCanceledException>(thrown);
            data.CopyFrom(new int[4096]);
        }

        static void Increment(SliceMut<int> s)
        {
            if (s.Length <= 4)
            {
                foreach (ref int item in s.Span)
                    item++;
                return;
            }
            var (a, b) = s.Split();
            Fork.Join(a, b, static s => Increment(s));
        }
    });

    /// <summary>Work that a cancelled section does in another pool belongs to it all the same: forks and joins, waiting or at work.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_a_token_reaches_into_the_other_pools_that_its_section_enters(int workers) => Pools.With(workers, pool => Pools.With(workers, other =>
    {
        using var source = new CancellationTokenSource();
        int after = 0;
        bool stopped = false;
        Exception? thrown = Record.Exception(() => pool.Run(() => Fork.Section(
            section => section.Fork(() => other.Run(() =>
            {
                Fork.Join(static () => { }, static () => { }); // has polled
                source.Cancel();
                try
                {
                    for (int i = 0; i < 1000; i++)
                        Fork.Join(() => Interlocked.Increment(ref after), static () => 0);
                }
                catch (OperationCanceledException)
                {
                    stopped = true;
                }
                Fork.Section(inner => inner.Fork(() => { Interlocked.Increment(ref after); }));
            })),
            source.Token)));
        Assert.Equal(source.Token, Assert.IsAssignableFrom<OperationCanceledException>(thrown).CancellationToken);
        Assert.True(stopped);
        Assert.Equal(0, after);
        Assert.Equal(55, other.Run(static () => JoinTests.Fib(10))); // and no further
        Assert.Equal(55, other.Run(static () => Fork.Section(static section => section.Fork(static () => JoinTests.Fib(10)).Join())));
    }));

    [Fact]
    public void P12_real_failures_win_over_the_cancellation_that_passes_through() => Pools.Within(3, static () =>
    {
        for (int round = 0; round < 100; round++)
        {
            using var source = new CancellationTokenSource();
            Exception? thrown = Record.Exception(() => Fork.Section(
                section =>
                {
                    section.Fork(() =>
                    {
                        source.Cancel();
                        throw new BodyException(1);
                    });
                    section.Fork(static () => { });
                },
                source.Token));
            if (thrown is not OperationCanceledException)
                Assert.Equal([1], BodyException.NumbersOf(thrown));
        }
    });
}
