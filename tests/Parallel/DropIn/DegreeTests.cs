using ForkJoin.Jobs;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>A degree holds for everything that a loop's bodies loop over, and no permit of it is ever lost.</summary>
public sealed class DegreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void R58_loops_inside_a_loop_keep_to_its_degree(int degree) => Pools.Within(8, () =>
    {
        int at = 0, most = 0;
        Action<int> leaf = _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref at));
            Thread.SpinWait(200);
            Interlocked.Decrement(ref at);
        };
        Parallel.For(0, 60, Degree(degree), i =>
        {
            if (i % 3 == 0)
                Parallel.For(0, 100, leaf);
            else if (i % 3 == 1)
                Parallel.For(0, 100, Degree(7), leaf);
            else
                Parallel.Invoke([.. Enumerable.Repeat(() => leaf(0), 20)]);
        });
        Assert.InRange(most, 1, degree);
    });

    [Fact]
    public void R58_a_loop_in_a_stolen_fork_keeps_to_the_degree_around_it() => Pools.Within(4, () =>
    {
        for (int round = 0; round < 30; round++)
        {
            bool started = false;
            int[] threads = new int[300];
            Parallel.For(0, 1, Degree(1), _ => Fork.Join(
                () => Assert.True(Until.WhileJoining(() => Volatile.Read(ref started))),
                () =>
                {
                    Volatile.Write(ref started, true);
                    Parallel.For(0, threads.Length, i =>
                    {
                        threads[i] = Environment.CurrentManagedThreadId;
                        Thread.SpinWait(2000);
                    });
                }));
            Assert.Single(threads.Distinct());
        }
    });

    /// <summary>The right arm is published when its maker has gone deeper, into a loop of degree 1; that degree is not the arm's.</summary>
    [Fact]
    public void R58_a_fork_made_outside_a_loop_does_not_come_under_its_degree() => Pools.Within(3, () =>
    {
        for (int round = 0; round < 30; round++)
        {
            int busy = 0;
            bool release = false, done = false;
            using var both = new CountdownEvent(2);
            Fork.Section(section =>
            {
                for (int i = 0; i < 2; i++)
                {
                    section.Fork(() =>
                    {
                        Interlocked.Increment(ref busy);
                        Assert.True(Until.Spinning(() => Volatile.Read(ref release)));
                    });
                }
                Assert.True(Until.WhileJoining(() => Volatile.Read(ref busy) == 2));
                Fork.Join(
                    () => Parallel.For(0, 1, Degree(1), _ =>
                    {
                        Volatile.Write(ref release, true);
                        Assert.True(Until.WhileJoining(() => Volatile.Read(ref done)));
                    }),
                    () =>
                    {
                        Parallel.Invoke(() => Meet(both), () => Meet(both));
                        Volatile.Write(ref done, true);
                    });
            });
        }
    });

    /// <summary>Of the two workers that the degree allows, one is done with its action while the other is at a long loop.</summary>
    [Fact]
    public void R58_who_is_done_with_its_part_helps_with_the_others_within_the_degree() => Pools.Within(2, () =>
    {
        int caller = Environment.CurrentManagedThreadId;
        for (int attempt = 0; attempt < 50; attempt++)
        {
            bool taken = false, helped = false;
            Parallel.Invoke(
                Degree(2),
                () => Assert.True(Until.WhileJoining(() => Volatile.Read(ref taken))),
                () =>
                {
                    Volatile.Write(ref taken, true);
                    Parallel.For(0, 500, _ =>
                    {
                        if (Environment.CurrentManagedThreadId == caller)
                            Volatile.Write(ref helped, true);
                        Thread.SpinWait(500);
                    });
                });
            if (helped)
                return;
        }
        Assert.Fail("The worker that was done has never helped.");
    });

    [Fact]
    public void R58_no_permit_is_lost_however_the_loops_inside_end() => Pools.Within(8, () =>
    {
        const int Most = 4;
        var random = new Random(Environment.TickCount);
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            Parallel.For(0, 1, Degree(Most), only =>
            {
                DegreeLimit limit = Seat.MyExecutor!.Limit!;
                for (int i = 0; i < 50; i++)
                {
                    int seed = random.Next();
                    _ = Record.Exception(() => AnyProgram(new Random(seed), depth: 3));
                    Assert.True(limit.Free == Most - 1, $"{limit.Free} permits of {Most - 1} are left after the program of seed {seed}.");
                }
                using var all = new CountdownEvent(Most);
                Parallel.Invoke([.. Enumerable.Repeat(() => Meet(all), Most)]);
            });
        }
    });

    /// <summary>Loops, actions, joins and sections, some of which throw, are stopped or cancelled.</summary>
    private static void AnyProgram(Random random, int depth)
    {
        int length = random.Next(1, 30);
        int bad = random.Next(0, 60);
        int seed = random.Next();
        using var cancellation = new CancellationTokenSource();
        CancellationToken token = cancellation.Token;
        ParallelOptions options = Degree(random.Next(-1, 6) is var degree and not 0 ? degree : 2);
        options.CancellationToken = token;
        switch (random.Next(6))
        {
            case 0:
                Parallel.For(0, length, options, Body);
                break;
            case 1:
                Parallel.For(0L, length, options, (i, state) =>
                {
                    if (i == bad)
                        state.Stop();
                    Body((int)i);
                });
                break;
            case 2:
                Parallel.Invoke(options, [.. Enumerable.Range(0, length).Select(i => (Action)(() => Body(i)))]);
                break;
            case 3:
                Fork.Join(() => Body(bad - 1), () => Body(0));
                break;
            case 4:
                Fork.Section(section =>
                {
                    for (int i = 0; i < length; i++)
                    {
                        int at = i;
                        section.Fork(() => Body(at));
                    }
                    Parallel.For(0, length, Body);
                }, token);
                break;
            default:
                Parallel.For(0, length, () => 0, (i, state, local) =>
                {
                    if (i == bad)
                        state.Break();
                    Body(i);
                    return local;
                }, local => Body(local + 1));
                break;
        }

        void Body(int i)
        {
            if (i == bad && (seed & 1) == 0)
                cancellation.Cancel();
            else if (i == bad)
                throw new InvalidOperationException();
            Thread.SpinWait(seed & 255);
            if (depth > 0 && i % 8 == 0)
                AnyProgram(new Random(seed + i), depth - 1);
        }
    }

    /// <summary>Actions beside this one are in frames, and given to whoever is hungry while it joins.</summary>
    private static void Meet(CountdownEvent all)
    {
        all.Signal();
        Assert.True(Until.WhileJoining(() => all.IsSet), "Fewer workers take part than the degree allows.");
    }

    private static ParallelOptions Degree(int degree) => new() { MaxDegreeOfParallelism = degree };

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
            seen = now;
    }
}
