using System.Diagnostics;

namespace ForkJoin.Tests.Workers;

/// <summary>Published work is noticed with no later submission (P02).</summary>
public sealed class WakingTests
{
    private static readonly TimeSpan s_noticeable = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_a_fork_into_a_sleeping_pool_is_noticed(int workers) => Pools.With(workers, pool =>
    {
        int rounds = 2_000 * Soak.Factor;
        for (int i = 0; i < rounds; i++)
        {
            if (i % 20 == 0)
                Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == workers - 1));
            Assert.True(pool.Run(ForkAndBlock), $"round {i}: nobody ran the fork while its parent blocked");
        }
    });

    /// <summary>Tiny forks teach the scheduler not to wake for them; a fork after them is to be noticed all the same.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_a_fork_after_many_tiny_ones_is_noticed(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 200; round++)
        {
            TinyForksUntilAllSleep(pool);
            Assert.True(pool.Run(ForkAndBlock), $"round {round}: nobody ran the fork while its parent blocked");
        }
    });

    private static void TinyForksUntilAllSleep(ForkJoinPool pool)
    {
        for (int i = 0; i < 300; i++)
            pool.Run(static () => Fork.Section(static section => section.Fork(static () => { })));
        Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == pool.Workers - 1));
    }

    /// <summary>The moment between the last look round and falling asleep, met by chance: some hundred microseconds after the last work.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void P02_P06_a_fork_published_while_workers_fall_asleep_is_noticed(int workers) => Pools.With(workers, pool => pool.Run(() =>
    {
        // Where they take turns on the processors the moment is met more rarely.
        bool takeTurns = workers > Environment.ProcessorCount;
        int rounds = (takeTurns ? 10_000 : 2_500) * Soak.Factor;
        var random = new Random(workers);
        var longest = TimeSpan.FromMicroseconds(400);
        long patience = Stopwatch.Frequency * (long)s_noticeable.TotalSeconds;
        for (int round = 0; round < rounds; round++)
        {
            long until = Stopwatch.GetTimestamp() + (long)(random.NextDouble() * longest.TotalSeconds * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < until)
            {
            }
            bool noticed = false;
            Fork.Section(section =>
            {
                // The forks wait for each other: as many workers as there are forks must come.
                int ran = 0;
                long last = Stopwatch.GetTimestamp() + patience;
                for (int i = 1; i < workers; i++)
                {
                    section.Fork(() =>
                    {
                        Interlocked.Increment(ref ran);
                        WaitForAll();
                    });
                }
                WaitForAll();

                void WaitForAll()
                {
                    while (Volatile.Read(ref ran) < workers - 1 && Stopwatch.GetTimestamp() < last)
                    {
                        if (takeTurns)
                            Thread.Yield();
                        else
                            Thread.SpinWait(1);
                    }
                }

                noticed = Volatile.Read(ref ran) == workers - 1;
            });
            Assert.True(noticed, $"round {round}: nobody ran the fork while its parent was busy");
        }
    }));

    private static bool ForkAndBlock()
    {
        using var ran = new ManualResetEventSlim();
        bool noticed = false;
        Fork.Section(section =>
        {
            section.Fork(ran, static ran => ran.Set());
            noticed = ran.Wait(s_noticeable);
        });
        return noticed;
    }

    /// <summary>
    /// Roots that have proven tiny wake nobody and publish nothing; the scheduler asks again now and then, not each time. The quietest
    /// of some runs is looked at: where other processes take the processor away in the middle of a root, that root is not tiny, and
    /// where they keep those away who were woken for one, the scheduler tries again.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Tiny_roots_are_left_alone(int workers) => Pools.With(workers, pool =>
    {
        const int Roots = 5_000;
        TinyRoots(pool, Roots);
        Assert.True(Until.Spinning(() =>
        {
            long before = pool.Statistics.Publications;
            TinyRoots(pool, Roots);
            return pool.Statistics.Publications - before <= Roots / 10;
        }));
    });

    /// <summary>Something long among them is shared all the same, though nobody was woken when it began.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_a_long_root_after_many_tiny_ones_is_shared(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            TinyRoots(pool, 20_000);
            bool other = false;
            bool seen = pool.Run(() => Fork.Join(() => Until.WhileJoining(() => Volatile.Read(ref other)), () => other = true)).Left;
            Assert.True(seen, $"round {round}: the right arm was not stolen although the left one kept joining");
        }
    });

    /// <summary>Work that was asked for and then was over too soon to be taken must not be the last that anybody asks for.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_a_long_root_after_short_ones_of_all_lengths_is_shared(int workers) => Pools.With(workers, pool =>
    {
        for (int n = 4; n < 24; n++)
        {
            for (int i = 0; i < 300; i++)
                pool.Run(n, static n => Sections.JoinTests.Fib(n));
            if (n % 2 == 0)
                Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == workers - 1));
            bool other = false;
            bool seen = pool.Run(() => Fork.Join(() => Until.WhileJoining(() => Volatile.Read(ref other)), () => other = true)).Left;
            Assert.True(seen, $"after roots of fib({n}) the right arm was not stolen although the left one kept joining");
        }
    });

    internal static void TinyRoots(ForkJoinPool pool, int count)
    {
        for (int i = 0; i < count; i++)
            pool.Run(i, static i => Fork.Join(i, i, static i => i));
    }

    /// <summary>A wrong guess about waking may cost one occasion, not a whole long fork.</summary>
    [Fact]
    public void P02_long_work_after_many_tiny_forks_is_shared() => Pools.With(2, pool =>
    {
        int alone = 0;
        const int Rounds = 20;
        for (int round = 0; round < Rounds; round++)
        {
            TinyForksUntilAllSleep(pool);
            long before = pool.Statistics.Steals;
            pool.Run(static () => Fork.Section(static section =>
            {
                section.Fork(static () => { });
                section.Fork(static () => { Sections.JoinTests.Fib(30); });
            }));
            if (pool.Statistics.Steals == before)
                alone++;
        }
        Assert.True(alone <= Rounds / 4, $"in {alone} of {Rounds} rounds nobody helped with milliseconds of joins");
    });

    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void P02_a_worker_that_joins_shares_with_sleepers(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == workers - 1));
            bool other = false;
            bool seen = pool.Run(() => Fork.Join(() => Until.WhileJoining(() => Volatile.Read(ref other)), () => other = true)).Left;
            Assert.True(seen, "the right arm was not stolen although the left one kept joining");
        }
    });

    /// <summary>Whoever is alone shares with nobody: its joins cost what they cost without a pool.</summary>
    [Fact]
    public void P18_a_pool_of_one_worker_publishes_nothing() => Watchdog.Run(pool: null, static () =>
    {
        using var pool = new ForkJoinPool(1); // and nobody but this thread comes in
        Assert.Equal(6765, pool.Run(static () => Sections.JoinTests.Fib(20)));
        TinyRoots(pool, 100);
        Assert.Equal(0, pool.Statistics.Publications);
    });

    [Fact]
    public void P31_an_idle_pool_uses_no_processor_time()
    {
        ChildProcess.Outcome outcome = Child.Run("idle 8");
        Assert.Equal(0, outcome.ExitCode);
        Assert.InRange(int.Parse(outcome.Output), 0, 60); // the runtime's own timers
    }

    [Fact]
    public void P33_the_watchdog_turns_a_hang_into_a_failure_that_shows_the_workers()
    {
        using var pool = new ForkJoinPool(2);
        using var never = new ManualResetEventSlim();
        var start = Stopwatch.StartNew();
        var hang = Assert.Throws<HangException>(
            () => Watchdog.Run(pool, never.Wait, "this test", TimeSpan.FromMilliseconds(50)));
        never.Set();
        Assert.Contains("this test hangs", hang.Message, StringComparison.Ordinal);
        Assert.Contains("worker 0", hang.Message, StringComparison.Ordinal);
        Assert.Contains("asleep", hang.Message, StringComparison.Ordinal);
        Assert.InRange(start.Elapsed, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void P33_the_watchdog_lets_failures_through() =>
        Assert.Throws<InvalidTimeZoneException>(() => Watchdog.Run(pool: null, static () => throw new InvalidTimeZoneException()));
}
