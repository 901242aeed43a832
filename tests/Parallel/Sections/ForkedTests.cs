namespace ForkJoin.Tests.Sections;

/// <summary>Handles of forks: joined explicitly, in any order and from any place that may, and refused elsewhere.</summary>
public sealed class ForkedTests
{
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R05_forks_are_joined_explicitly_in_any_order(int workers) => Pools.Within(workers, () =>
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 30);
            int[] order = [.. Enumerable.Range(0, count)];
            random.Shuffle(order);
            int joined = random.Next(count + 1);
            var forks = new Forked<int>[count];
            Fork.Section(section =>
            {
                for (int i = 0; i < count; i++)
                    forks[i] = section.Fork(i, static n => n * n);
                foreach (int i in order.AsSpan(0, joined))
                    Assert.Equal(i * i, forks[i].Join());
                foreach (int i in order.AsSpan(0, joined))
                    Assert.Throws<LifetimeExpiredException>(() => forks[i].Join());
            });
            foreach (int i in order.AsSpan(joined))
                Assert.Equal(i * i, forks[i].Result);
            foreach (int i in order.AsSpan(0, joined))
                Assert.Throws<LifetimeExpiredException>(() => forks[i].Result);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R05_results_of_every_type_survive(int workers) => Pools.Within(workers, () =>
    {
        object marker = new();
        Forked<Large> large = default;
        Forked<object> reference = default;
        Forked<(int, string)> tuple = default;
        Fork.Section(section =>
        {
            large = section.Fork(static () => new Large(1, "two", 3, new object(), 5));
            reference = section.Fork(() => marker);
            tuple = section.Fork(7, static n => (n, "seven"));
        });
        Assert.Equal((1, "two", 3, 5), (large.Result.A, large.Result.B, large.Result.C, large.Result.E));
        Assert.Same(marker, reference.Result);
        Assert.Equal((7, "seven"), tuple.Result);
    });

    private readonly record struct Large(long A, string B, long C, object D, long E);

    /// <summary>Whether a join is allowed must not depend on who runs the fork that asks.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fork_that_joins_its_sibling_is_refused_whoever_runs_it(bool stolen) => Pools.Within(2, () =>
    {
        Exception? thrown = null;
        Forked<int> sibling = default;
        using var ran = new ManualResetEventSlim();
        Fork.Section(section =>
        {
            sibling = section.Fork(static () => 1);
            section.Fork(() =>
            {
                thrown = Record.Exception(() => sibling.Join());
                ran.Set();
            });
            if (stolen)
                Assert.True(Until.Signalled(ran));
        });
        // Not stolen it may still have been stolen: the verdict is to be one and the same.
        Assert.IsType<WrongThreadException>(thrown);
    });

    [Fact]
    public void A_fork_that_joins_its_sibling_is_refused_on_its_own_thread_too() => Pools.Within(1, () =>
    {
        Exception? thrown = null;
        Fork.Section(section =>
        {
            Forked<int> sibling = section.Fork(static () => 1);
            section.Fork(() => { thrown = Record.Exception(() => sibling.Join()); });
        });
        Assert.IsType<WrongThreadException>(thrown);
    });

    public static TheoryData<string, bool> Arms
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string arm in new[] { "left", "right", "state", "body", "deep body", "closure", "chunk", "invoke", "section in an arm" })
            {
                cases.Add(arm, false);
                cases.Add(arm, true);
            }
            return cases;
        }
    }

    /// <summary>An arm may run elsewhere, where it cannot join; so it may not here either.</summary>
    [Theory]
    [MemberData(nameof(Arms))]
    public void An_arm_that_joins_a_fork_is_refused_whoever_runs_it(string arm, bool others) => Pools.Within(others ? 8 : 1, () =>
    {
        for (int round = 0; round < 20; round++)
        {
            Exception? thrown = null;
            Fork.Section(section =>
            {
                Forked<int> fork = section.Fork(static () => 1);
                Action refused = () => thrown = Record.Exception(() => fork.Join());
                JoinIn(arm, refused);
                Assert.IsType<WrongThreadException>(thrown);
                Assert.Throws<BodyException>(() => Fork.Join(static () => { }, static () => throw new BodyException(1)));
                Assert.Throws<BodyException>(() => Fork.Join(static () => throw new BodyException(1), static () => { }));
                Assert.Equal(1, Fork.Section(_ => fork.Join())); // the section's own code may
            });
        }
    });

    private static void JoinIn(string arm, Action refused)
    {
        switch (arm)
        {
            case "left":
                Fork.Join(refused, static () => { });
                break;
            case "right":
                Fork.Join(static () => { }, refused);
                break;
            case "state":
                Fork.Join(static () => { }, refused, static body => body());
                break;
            case "body":
                Fork.Join<Call, (Action, int), Unit>((static () => { }, 0), (refused, 0));
                break;
            case "deep body":
                Fork.Join<Call, (Action, int), Unit>((static () => { }, 3), (refused, 3));
                break;
            case "closure":
                Fork.Join<Closure, Unit, Closure, Unit>(new(refused), new(static () => { }));
                break;
            case "chunk":
                using (BorrowScope scope = BorrowScope.Open())
                    Fork.ForEachChunk(scope.Borrow(OwnedArray.Of(new int[3])), 1, s => { lock (refused) { refused(); } });
                break;
            case "invoke":
                Fork.Invoke(static () => { }, static () => { }, refused);
                break;
            default:
                Fork.Join(() => Fork.Section(inner =>
                {
                    Assert.Equal(2, inner.Fork(static () => 2).Join()); // its own code
                    refused();
                }), static () => { });
                break;
        }
    }

    private readonly struct Call : IForkBody<(Action Body, int Depth), Unit>
    {
        public static Unit Invoke((Action Body, int Depth) at, ForkContext fork)
        {
            if (at.Depth == 0)
                at.Body();
            else
                fork.Join<Call, (Action, int), Unit>((static () => { }, 0), (at.Body, at.Depth - 1));
            return default;
        }
    }

    private readonly struct Closure(Action body) : IForkClosure<Unit>
    {
        public Unit Invoke(ForkContext fork)
        {
            body();
            return default;
        }
    }

    /// <summary>It would wait for itself.</summary>
    [Fact]
    public void P33_a_fork_that_joins_itself_is_refused_and_does_not_hang() => Watchdog.Run(
        pool: null,
        () =>
        {
            using var pool = new ForkJoinPool(1);
            pool.Run(static () =>
            {
                Exception? thrown = null;
                var self = new Forked<int>[1];
                Fork.Section(section =>
                {
                    self[0] = section.Fork(() =>
                    {
                        thrown = Record.Exception(() => self[0].Join());
                        return 1;
                    });
                });
                Assert.NotNull(thrown);
            });
        },
        patience: TimeSpan.FromSeconds(5));

    /// <summary>The forks of the inner section stand before it in the deque.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P33_a_fork_is_joined_from_inside_a_later_section_of_the_same_thread(int workers) => Watchdog.Run(
        pool: null,
        () =>
        {
            using var pool = new ForkJoinPool(workers);
            pool.Run(static () => Fork.Section(static outer =>
            {
                Forked<int> fork = outer.Fork(static () => 1);
                Fork.Section(inner =>
                {
                    inner.Fork(static () => { });
                    Assert.Equal(1, fork.Join());
                    inner.Fork(static () => { });
                });
            }));
        },
        patience: TimeSpan.FromSeconds(5));

    /// <summary>A fork stands under the tokens of its own section, wherever it is joined.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_a_fork_joined_inside_a_later_section_does_not_fall_under_its_token(int workers) => Pools.Within(workers, static () =>
        Fork.Section(static outer =>
        {
            Forked<int> fork = outer.Fork(static () => 1);
            using var source = new CancellationTokenSource();
            Exception? thrown = Record.Exception(() => Fork.Section(
                _ =>
                {
                    source.Cancel();
                    Assert.Equal(1, fork.Join());
                },
                source.Token));
            Assert.Null(thrown);
        }));

    [Fact]
    public void A_fork_handle_outlives_its_section_but_not_what_the_fork_captured() => Pools.Within(1, () =>
    {
        (Forked<int> fork, WeakReference captured) = Make();
        for (int i = 0; i < 3 && captured.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(5, fork.Result);
        Assert.False(captured.IsAlive, "P25: the handle keeps alive what the body captured");

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static (Forked<int>, WeakReference) Make()
        {
            object thing = new();
            Forked<int> fork = default;
            Fork.Section(section => fork = section.Fork(() => 5 + (thing.GetHashCode() * 0)));
            return (fork, new WeakReference(thing));
        }
    });
}
