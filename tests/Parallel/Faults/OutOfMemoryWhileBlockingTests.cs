using ForkJoin.Jobs;

namespace ForkJoin.Tests.Faults;

/// <summary>P26: memory runs out where a worker leaves its work to others, because it blocks or is about to sleep.</summary>
public sealed class OutOfMemoryWhileBlockingTests
{
    /// <summary>With the arms around them, one more than a new deque holds.</summary>
    private const int Forks = 62;

    private const int MostRefusals = 8;

    /// <summary>Sharing is a favour here too: what cannot be left to others stays, and nothing that was public already is lost.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void P26_code_that_blocks_goes_on_where_memory_does_not_suffice_to_share(int workers)
    {
        int refusals = 0;
        for (int at = 1; at <= MostRefusals; at++)
        {
            Pools.With(workers, pool =>
            {
                int ran = 0;
                pool.Run(() => Fork.Join(
                    () => Fork.Join(
                        () => Fork.Section(section =>
                        {
                            for (int i = 0; i < Forks; i++)
                                section.Fork(() => { Interlocked.Increment(ref ran); });
                            Fork.Join(() => Block(ref ran), () => { Interlocked.Increment(ref ran); });
                        }),
                        () => { Interlocked.Increment(ref ran); }),
                    () => { Interlocked.Increment(ref ran); }));
                Assert.Equal(Forks + 4, ran);
                // And nobody counts as searching who does not search: a fork is noticed by those who sleep.
                using var noticed = new ManualResetEventSlim();
                Assert.True(Until.Spinning(() => pool.Statistics.Sleeping >= workers - 1));
                pool.Run(() => Fork.Join(() => Assert.True(ForkJoinPool.Blocking(() => noticed.Wait(Until.Patience))), noticed.Set));
            });

            void Block(ref int ran)
            {
                using var refusing = new Refusing((_, nth) => nth == at, Resource.Job, Resource.Room);
                ForkJoinPool.Blocking(static () => { });
                Interlocked.Increment(ref ran);
                refusals += refusing.Refused ? 1 : 0;
            }
        }
        // Where others steal what was left to them, there may be room; for who is called up memory is asked each time.
        Assert.True(refusals > (workers == 1 ? 2 : 0), $"memory was refused {refusals} times only");
    }

    /// <summary>
    /// For want of memory the arm stays private when its owner looks up; when he blocks there is memory. Nobody may be called up who
    /// would look round, so whoever sleeps has to be woken.
    /// </summary>
    [Fact]
    public void P17_what_could_not_be_shared_before_is_noticed_when_its_owner_blocks()
    {
        var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = 2, MostSpareThreads = 0 });
        Watchdog.Run(pool, () =>
        {
            for (int round = 0; round < 20; round++)
            {
                using var release = new ManualResetEventSlim();
                Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == 1));
                pool.Run(() =>
                {
                    using var refusing = new Refusing(static (_, _) => true, Resource.Room);
                    Fork.Join(
                        () =>
                        {
                            refusing.Dispose();
                            Assert.True(ForkJoinPool.Blocking(() => release.Wait(Until.Patience)), "nobody noticed the right arm");
                        },
                        release.Set);
                });
            }
        });
        pool.Dispose();
    }

    /// <summary>Who is about to sleep until a thief is done shares what is around; without memory it sleeps all the same.</summary>
    [Theory]
    [InlineData((int)Resource.Job)]
    [InlineData((int)Resource.Room)]
    public void P26_a_join_waits_for_its_thief_where_memory_does_not_suffice_to_share(int what) => Pools.With(2, pool =>
    {
        bool finished = false, finishedBeforeJoined = false;
        int ran = 0;
        pool.Run(() =>
        {
            Thread owner = Thread.CurrentThread;
            Around(3);

            void Around(int arms)
            {
                if (arms == 0)
                    Fork.Section(Section);
                else
                    Fork.Join(() => Around(arms - 1), () => { ran++; });
            }

            void Section(ForkJoinSection section)
            {
                using var stolen = new ManualResetEventSlim();
                bool joining = false;
                Refusing? refusing = null;
                Fork.Section(inner =>
                {
                    inner.Fork(() =>
                    {
                        stolen.Set();
                        Assert.True(Until.Spinning(() => Volatile.Read(ref joining) && (owner.ThreadState & ThreadState.WaitSleepJoin) != 0));
                        Volatile.Write(ref finished, true);
                    });
                    Assert.True(Until.Signalled(stolen));
                    refusing = new Refusing(static (_, _) => true, (Resource)what);
                    Volatile.Write(ref joining, true);
                });
                refusing!.Dispose();
                finishedBeforeJoined = Volatile.Read(ref finished);
            }
        });
        Assert.True(finishedBeforeJoined, "the section ended before its fork");
        Assert.Equal(3, ran);
    });
}
