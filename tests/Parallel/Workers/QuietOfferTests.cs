using ForkJoin.Workers;

namespace ForkJoin.Tests.Workers;

/// <summary>What is offered quietly where roots have proven tiny: found when it is long, and run once (src/Parallel/Workers/README.md, Q1 to Q5).</summary>
public sealed class QuietOfferTests
{
    /// <summary>
    /// Two long arms that make no join themselves: nobody could ask for the second one while the first is at work, so it has been offered
    /// before, however tiny all roots have been.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P02_two_long_arms_after_many_tiny_roots_run_side_by_side(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 10; round++)
        {
            WakingTests.TinyRoots(pool, 20_000);
            using var both = new Barrier(2);
            Assert.True(AtOnce(both, body => Fork.Join(body, body)), $"round {round}: the arms of a join ran one after the other");
            WakingTests.TinyRoots(pool, 20_000);
            Assert.True(AtOnce(both, body => Parallel.Invoke(body, body)), $"round {round}: two actions ran one after the other");
            for (int i = 0; i < 5_000; i++)
                pool.Run(static () => Parallel.For(0, 2, static _ => { }));
            Assert.True(AtOnce(both, body => Parallel.For(0, 2, _ => body())), $"round {round}: the two indices of a loop ran one after the other");
        }

        bool AtOnce(Barrier both, Action<Action> fork)
        {
            int met = 0;
            pool.Run(() => fork(() =>
            {
                if (both.SignalAndWait(Until.Patience))
                    Interlocked.Increment(ref met);
                else
                    both.RemoveParticipant();
            }));
            return met == 2;
        }
    });

    /// <summary>Its maker comes to join it at the moment when it is opened and somebody has been woken for it: one of the two runs it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P01_an_offer_that_its_maker_and_a_thief_want_at_once_runs_once(int workers) => Pools.With(workers, pool =>
    {
        int opened = 0;
        for (int round = 0; round < 100; round++)
        {
            WakingTests.TinyRoots(pool, 5_000);
            int runs = 0;
            int spins = round * 20;
            pool.Run(() => Fork.Join(
                () =>
                {
                    Worker me = Worker.Current!;
                    if (Until.Spinning(() => me.OffersOpenly || Volatile.Read(ref runs) > 0))
                        Interlocked.Increment(ref opened);
                    Thread.SpinWait(spins);
                },
                () => { Interlocked.Increment(ref runs); }));
            Assert.Equal(1, runs);
        }
        Assert.Equal(100, opened);
    });

    /// <summary>An offer is joined by whoever made it, also where he makes others' work his own meanwhile, and roots of its own with that.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void P01_every_arm_runs_once_while_tiny_roots_turn_long(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 100; round++)
        {
            WakingTests.TinyRoots(pool, 300);
            int depth = 4 + (round % 8);
            Assert.Equal(1 << depth, pool.Run(depth, static depth => Leaves(depth)));
        }
    });

    private static int Leaves(int depth)
    {
        if (depth == 0)
        {
            Thread.SpinWait(50);
            return 1;
        }
        (int left, int right) = Fork.Join(depth - 1, depth - 1, static depth => Leaves(depth));
        return left + right;
    }
}
