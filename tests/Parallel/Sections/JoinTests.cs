namespace ForkJoin.Tests.Sections;

/// <summary>Joins of every form, at every number of workers: the results are those of the serial program.</summary>
public sealed class JoinTests
{
    internal static long Fib(int n)
    {
        if (n < 2)
            return n;
        var (a, b) = Fork.Join(n - 1, n - 2, static n => Fib(n));
        return a + b;
    }

    private static long FibOfClosures(int n)
    {
        if (n < 2)
            return n;
        var (a, b) = Fork.Join(() => FibOfClosures(n - 1), () => FibOfClosures(n - 2));
        return a + b;
    }

    private readonly struct FibBody : IForkBody<int, long>
    {
        public static long Invoke(int n, ForkContext fork)
        {
            if (n < 2)
                return n;
            var (a, b) = fork.Join<FibBody, int, long>(n - 1, n - 2);
            return a + b;
        }
    }

    private readonly struct FibClosure(int n) : IForkClosure<long>
    {
        public long Invoke(ForkContext fork)
        {
            if (n < 2)
                return n;
            var (a, b) = fork.Join<FibClosure, long, FibClosure, long>(new(n - 1), new(n - 2));
            return a + b;
        }
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P18_fib_of_every_kind_of_body(int workers) => Pools.Within(workers, static () =>
    {
        Assert.Equal(46368, Fib(24));
        Assert.Equal(46368, FibOfClosures(24));
        var (a, b) = Fork.Join<FibBody, int, long>(24, 23);
        Assert.Equal((46368, 28657), (a, b));
        var (c, d) = Fork.Join<FibClosure, long, FibBodyAsClosure, long>(new(24), new(20));
        Assert.Equal((46368, 6765), (c, d));
    });

    private readonly struct FibBodyAsClosure(int n) : IForkClosure<long>
    {
        public long Invoke(ForkContext fork) => FibBody.Invoke(n, fork);
    }

    [Fact]
    public void Joins_from_outside_any_pool_run_on_the_shared_one()
    {
        Watchdog.Run(ForkJoinPool.Shared, static () =>
        {
            Assert.Equal(6765, Fib(20));
            var (a, b) = Fork.Join<FibBody, int, long>(20, 19);
            Assert.Equal(10946, a + b);
            Assert.Null(ForkJoin.Workers.Worker.Current);
        });
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P18_unbalanced_trees(int workers) => Pools.Within(workers, static () =>
    {
        for (int seed = 0; seed < 50; seed++)
            Assert.Equal(Count(seed, 200, serial: true), Count(seed, 200, serial: false));

        // A subtree of random size: mostly tiny, now and then nearly everything.
        static long Count(int seed, int size, bool serial)
        {
            if (size <= 1)
                return seed & 0xff;
            int left = (int)((uint)(seed * 2654435761u) >> 16) % (size - 1) + 1;
            left = (seed & 3) == 0 ? 1 : left;
            var (a, b) = serial
                ? (Count(seed * 31 + 1, left, serial), Count(seed * 31 + 2, size - left, serial))
                : Fork.Join((seed * 31 + 1, left), (seed * 31 + 2, size - left), static at => Count(at.Item1, at.Item2, false));
            return a + (3 * b);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P13_deep_chains_go_on_with_a_fresh_stack(int workers) => Pools.Within(workers, static () =>
    {
        Assert.Equal(200_000, Chains.Left(200_000));
        Assert.Equal(200_000, Chains.Right(200_000));
        Assert.Equal(200_000, Chains.StructLeft(200_000));
        Assert.Equal(200_000, Chains.StructRight(200_000));
    });

    [Theory]
    [InlineData("left", 1)]
    [InlineData("left", 2)]
    [InlineData("right", 1)]
    [InlineData("right", 2)]
    [InlineData("struct-left", 1)]
    [InlineData("struct-left", 8)]
    [InlineData("struct-right", 2)]
    [InlineData("struct-right", 8)]
    public void P13_a_million_nested_joins_on_a_small_stack(string kind, int workers)
    {
        ChildProcess.Outcome outcome = Child.Run($"deep {kind} {workers} 1000000", stackKilobytes: 256);
        Assert.True(outcome.ExitCode == 0, outcome.Errors[..Math.Min(outcome.Errors.Length, 500)]);
        Assert.Equal("1000000", outcome.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void P13_nested_sections_do_not_overflow_the_stack(int workers)
    {
        ChildProcess.Outcome outcome = Child.Run($"deep sections {workers} 100000", stackKilobytes: 8192);
        Assert.True(outcome.ExitCode == 0, outcome.Errors[..Math.Min(outcome.Errors.Length, 500)]);
        Assert.Equal("100000", outcome.Output);
    }

    private struct Big
    {
        public string Name;
        public long A, F;
        public Guid B;
        public decimal C;
        public object Tail;
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P18_arguments_and_results_of_every_layout_arrive_whole(int workers) => Pools.Within(workers, static () =>
    {
        for (int round = 0; round < 20; round++)
        {
            Assert.Equal(1 << 12, Grow(new Big { Name = "x", A = 12, B = Guid.Empty, C = 1, F = 12, Tail = "t" }).A);
            Assert.Equal(1 << 12, Words("", 12).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal((byte)(1 << 7), Small(7));
            Assert.Equal(new decimal(1 << 10), Mixed(10).Item1);
        }

        static Big Grow(Big big)
        {
            Assert.Equal(("x", "t", big.A), (big.Name, (string)big.Tail, big.F));
            if (big.A == 0)
                return big with { A = 1 };
            Big child = big with { A = big.A - 1, F = big.A - 1 };
            var (a, b) = Fork.Join(child, child, static big => Grow(big));
            return a with { A = a.A + b.A };
        }

        static string Words(string prefix, int depth)
        {
            if (depth == 0)
                return prefix + "w ";
            var (a, b) = Fork.Join(() => Words(prefix, depth - 1), () => Words(prefix, depth - 1));
            return a + b;
        }

        static byte Small(byte depth)
        {
            if (depth == 0)
                return 1;
            var (a, b) = Fork.Join((byte)(depth - 1), (byte)(depth - 1), static depth => Small(depth));
            return (byte)(a + b);
        }

        static (decimal, object) Mixed(int depth)
        {
            if (depth == 0)
                return (1m, "o");
            var ((a, _), (b, o)) = Fork.Join(() => Mixed(depth - 1), () => Mixed(depth - 1));
            return (a + b, o);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R06_recursive_sums_over_slices(int workers) => Pools.Within(workers, static () =>
    {
        var data = OwnedArray.Of(Enumerable.Range(0, 100_000).ToArray());
        var other = OwnedArray.Of(new long[100_000]);
        long expected = 100_000L * 99_999 / 2;
        Fork.Section(section => Assert.Equal(expected, Sum(section.Borrow(data))));
        Fork.Section(section =>
        {
            var (a, b) = section.Borrow(data).Split();
            Fork.Join(a, b, static s => { Sum(s); });
        });
        Fork.Section(section => Scale(section.Borrow(data), section.BorrowMut(other), 3));
        Assert.Equal(3 * expected, other.ToArray().Sum());
        NoLoansLeft.On(data);
        NoLoansLeft.On(other);

        static long Sum(Slice<int> x)
        {
            if (x.Length <= 64)
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

        static void Scale(Slice<int> from, SliceMut<long> to, int factor)
        {
            if (from.Length <= 64)
            {
                for (int i = 0; i < from.Length; i++)
                    to.Span[i] = (long)from.Span[i] * factor;
                return;
            }
            var (f1, f2) = from.Split();
            var (t1, t2) = to.Split();
            Fork.Join(f1, t1, factor, f2, t2, factor, static (f, t, factor) => Scale(f, t, factor));
        }
    });

    [Trait("Needs", "Checks")]
    [Fact]
    public void R56_arms_that_overlap_are_refused_before_either_runs() => Pools.Within(2, static () =>
    {
        var data = OwnedArray.Of(new int[10]);
        int ran = 0;
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            bool refused = false;
            try
            {
                Fork.Join(all[..6], all[5..], s => { ran++; });
            }
            catch (BorrowConflictException)
            {
                refused = true;
            }
            Assert.True(refused);
            Fork.Join(all[..5], all[5..], static s => s.Span.Fill(1));
            Fork.Join(all.AsReadOnly(), all.AsReadOnly(), static s => { _ = s.Span; });
        });
        Assert.Equal(0, ran);
        Assert.Equal(10, data.ToArray().Sum());
        NoLoansLeft.On(data);
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void R02_as_many_bodies_as_workers_all_run_at_once(int workers) => Pools.Within(workers, () =>
    {
        int arrived = 0, alone = 0;
        var bodies = new Action[workers];
        Array.Fill(bodies, () =>
        {
            Interlocked.Increment(ref arrived);
            if (!Until.Spinning(() => Volatile.Read(ref arrived) >= workers))
                Interlocked.Increment(ref alone);
        });
        Fork.Invoke(bodies);

        Assert.Equal(0, alone);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R02_Invoke_runs_each_of_any_number_of_bodies_once(int workers) => Pools.Within(workers, static () =>
    {
        foreach (int count in (int[])[0, 1, 2, 3, 4, 5, 17, 100, 1000])
        {
            int[] runs = new int[count];
            Action[] bodies = [.. Enumerable.Range(0, count).Select<int, Action>(i => () => Interlocked.Increment(ref runs[i]))];
            Fork.Invoke(bodies);
            Assert.All(runs, static n => Assert.Equal(1, n));
        }
        int ran = 0;
        Assert.Throws<ArgumentNullException>(() => Fork.Invoke(() => ran++, null!, () => ran++));
        Assert.Equal(0, ran);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R08_many_tiny_joins_in_a_row(int workers) => Pools.Within(workers, static () =>
    {
        long sum = 0;
        for (int i = 0; i < 200_000; i++)
        {
            var (a, b) = Fork.Join(i, 1, static n => n);
            sum += a + b;
        }
        Assert.Equal((200_000L * 199_999 / 2) + 200_000, sum);
    });
}
