using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Faults;

/// <summary>P26: memory runs out in a body, or wherever the library asks for some.</summary>
public sealed class OutOfMemoryTests
{
    private const int ForksBeyondADeque = 200;

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P26_out_of_memory_in_a_body_surfaces_as_itself_when_all_is_joined(int workers) => Pools.With(workers, static pool =>
    {
        var data = OwnedArray.Of(new int[8]);
        int ran = 0;
        Assert.Throws<OutOfMemoryException>(() => pool.Run(() => Fork.Section(section =>
        {
            int i = 0;
            foreach (SliceMut<int> part in section.BorrowMut(data).Chunks(1))
            {
                section.Fork(part, i++, (s, i) =>
                {
                    Interlocked.Increment(ref ran);
                    if (i == 3)
                        Refusing.RunOutOfMemory();
                });
            }
        })));
        Assert.Equal(8, ran);
        NoLoansLeft.On(data);
        Assert.Throws<OutOfMemoryException>(() => pool.Run(() => Fork.Join(Refusing.RunOutOfMemory, () => { Interlocked.Increment(ref ran); })));
        Assert.Equal(9, ran);
        Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
    });

    /// <summary>Each time that the library asks for memory in turn gets none, in a pool and on a thread that have none in reserve.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P26_out_of_memory_anywhere_in_the_library_leaves_nothing_half_done(int workers)
    {
        int refusals = 0;
        bool reached = true;
        for (int at = 1; reached; at++)
        {
            Pools.With(workers, pool =>
            {
                var data = OwnedArray.Of(new int[ForksBeyondADeque]);
                int started = 0, finished = 0;
                Exception? thrown;
                using (var refusing = new Refusing((_, nth) => nth == at, Resource.Job, Resource.Room))
                {
                    thrown = Record.Exception(() => pool.Run(() => Program(data, ref started, ref finished)));
                    reached = refusing.Refused;
                }
                if (thrown is not null)
                    Assert.IsType<OutOfMemoryException>(thrown);
                Assert.Equal(started, finished);
                NoLoansLeft.On(data);
                Assert.True(thrown is not null || (started == ForksBeyondADeque + 4 && data.ToArray().Sum() == ForksBeyondADeque), "something did not run, and nobody says so");
                Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
                refusals += reached ? 1 : 0;
            });
        }
        Assert.True(refusals > 6, $"memory was refused {refusals} times only");
    }

    private static void Program(OwnedArray<int> data, ref int started, ref int finished)
    {
        var runs = new Runs();
        try
        {
            Fork.Section(section =>
            {
                foreach (SliceMut<int> part in section.BorrowMut(data).Chunks(1))
                    section.Fork(part, runs, static (s, runs) => runs.Body(() => 1, s));
                Fork.Join(() => runs.Join(), () => runs.Join());
                section.Fork(() => runs.Body());
                _ = section.Fork(() => { runs.Body(); return 1; }).Join();
            });
        }
        finally
        {
            started = runs.Started;
            finished = runs.Finished;
        }
    }

    private sealed class Runs
    {
        internal int Started, Finished;

        internal void Body(Func<int> value, SliceMut<int> to)
        {
            Body();
            to.Span[0] = value();
        }

        internal void Body()
        {
            Interlocked.Increment(ref Started);
            Thread.SpinWait(100);
            Interlocked.Increment(ref Finished);
        }

        internal void Join()
        {
            Body();
            Sections.JoinTests.Fib(12);
        }
    }

    /// <summary>The records of the section have been used before, so that only the deque is too small.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P26_forks_that_cannot_be_shared_for_want_of_memory_run_all_the_same(int workers) => Pools.With(workers, warm => Pools.With(1, pool =>
    {
        int ran = 0;
        warm.Run(ForkMany);
        pool.Run(static () => { }); // this thread is a worker of it already
        using (var refusing = new Refusing((_, _) => true, Resource.Room))
        {
            pool.Run(ForkMany);
            Assert.True(refusing.Refused);
        }
        Assert.Equal(2 * ForksBeyondADeque, ran);

        void ForkMany() => Fork.Section(section =>
        {
            for (int i = 0; i < ForksBeyondADeque; i++)
                section.Fork(() => { Interlocked.Increment(ref ran); });
        });
    }));

    [Theory]
    [InlineData(2, (int)Resource.Job)]
    [InlineData(2, (int)Resource.Room)]
    [InlineData(8, (int)Resource.Job)]
    [InlineData(8, (int)Resource.Room)]
    public void P26_joins_that_cannot_be_shared_for_want_of_memory_go_on_alone(int workers, int what) => Pools.With(workers, pool =>
    {
        pool.Run(static () => { }); // the pool has started
        using var refusing = new Refusing((_, _) => true, (Resource)what);
        bool asked = pool.Run(() => Fork.Join(() => Until.WhileJoining(() => refusing.Refused), static () => { Sections.JoinTests.Fib(15); return 0; })).Left;
        Assert.True(asked, "nobody was hungry");
        Assert.Equal(6765, pool.Run(static () => Sections.JoinTests.Fib(20)));
        Assert.Equal(0, pool.Statistics.Publications);
    });

    /// <summary>Whoever is about to be called up counts as searching, and while somebody searches nobody is woken.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void P26_blocking_without_memory_for_a_spare_thread_goes_on_and_leaves_nobody_counted(int workers) => Pools.With(workers, pool =>
    {
        pool.Run(() =>
        {
            using (new Refusing(static (_, _) => true, Resource.Room))
                Assert.Equal(1, ForkJoinPool.Blocking(static () => 1));
        });
        Assert.True(Until.Spinning(() => pool.Statistics.Sleeping == workers - 1));
        Assert.Equal(0, pool.Run(static () => Worker.Current!.Set).Idle.Read().Searching);
        // And the next one that blocks has somebody in his place.
        pool.Run(() =>
        {
            var work = pool.RunAsync(static () => 2);
            Assert.True(ForkJoinPool.Blocking(() => work.Wait(Until.Patience)));
        });
    });

    [Fact]
    public void P26_a_pool_without_memory_for_a_caller_refuses_it_and_can_be_disposed() => Watchdog.Run(pool: null, static () =>
    {
        var pool = new ForkJoinPool(4);
        using (new Refusing(static (_, _) => true, Resource.Room))
            Assert.Throws<OutOfMemoryException>(() => pool.Run(static () => { }));
        pool.Dispose();
    });
}
