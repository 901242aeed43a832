namespace ForkJoin.Tests.Workers;

/// <summary>A waiting worker helps only with what descends from what it waits for.</summary>
public sealed class WaitingTests
{
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P15_a_join_under_a_lock_picks_up_no_stranger_that_wants_the_lock(int workers) => Pools.With(workers, pool =>
    {
        int rounds = 400 * Soak.Factor;
        using var gate = new SemaphoreSlim(1);
        int inside = 0;
        pool.Run(() => Fork.Section(section =>
        {
            for (int i = 0; i < rounds; i++)
                section.Fork(UnderLock);
        }));

        void UnderLock()
        {
            gate.Wait();
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Sections.JoinTests.Fib(10);
            Fork.Section(static section =>
            {
                section.Fork(static () => Thread.SpinWait(200));
                section.Fork(static () => Thread.SpinWait(200));
            });
            Interlocked.Decrement(ref inside);
            gate.Release();
        }
    });

    /// <summary>
    /// Made certain: while the holder of a "lock" waits for its stolen fork, the only work in sight is a stranger's, and the only
    /// worker that looks is the holder.
    /// </summary>
    [Fact]
    public void P15_a_waiting_worker_leaves_the_work_of_strangers_alone() => Pools.With(2, pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            int holder = 0;
            bool stolen = false, strangerPublished = false, violated = false, over = false;
            var stranger = new Thread(() =>
            {
                Until.Spinning(() => Volatile.Read(ref stolen));
                pool.Run(() => Fork.Section(section =>
                {
                    section.Fork(() => { violated = Environment.CurrentManagedThreadId == Volatile.Read(ref holder); });
                    Volatile.Write(ref strangerPublished, true);
                    Until.Spinning(() => Volatile.Read(ref over));
                }));
            });
            stranger.Start();
            pool.Run(() =>
            {
                holder = Environment.CurrentManagedThreadId;
                Fork.Section(section =>
                {
                    section.Fork(() =>
                    {
                        Volatile.Write(ref stolen, true);
                        Until.Spinning(() => Volatile.Read(ref strangerPublished));
                        Thread.SpinWait(20_000);
                    });
                    Until.Spinning(() => Volatile.Read(ref strangerPublished));
                });
                Volatile.Write(ref over, true);
            });
            stranger.Join();
            Assert.False(violated);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P15_outside_threads_that_contend_for_a_lock_around_joins(int workers) => Pools.With(workers, pool =>
    {
        var gate = new Lock();
        bool inside = false;
        var threads = new Thread[4];
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() => pool.Run(() =>
            {
                for (int round = 0; round < 100 * Soak.Factor; round++)
                {
                    lock (gate)
                    {
                        Assert.False(inside);
                        inside = true;
                        Sections.JoinTests.Fib(8);
                        inside = false;
                    }
                }
            }));
            threads[t].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
    });

    [ThreadStatic]
    private static int t_bodies;

    private static int s_deepest;

    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void P14_helping_goes_no_deeper_than_the_programs_own_tree(int workers) => Pools.Within(workers, static () =>
    {
        const int Depth = 7;
        s_deepest = 0;
        for (int round = 0; round < 20; round++)
            Tree(Depth);
        Assert.InRange(s_deepest, 1, Depth + 1);

        static void Tree(int depth)
        {
            int bodies = ++t_bodies;
            int deepest;
            while ((deepest = Volatile.Read(ref s_deepest)) < bodies)
                Interlocked.CompareExchange(ref s_deepest, bodies, deepest);
            if (depth > 0)
            {
                Fork.Section(depth - 1, static (section, depth) =>
                {
                    section.Fork(depth, static depth => Tree(depth));
                    section.Fork(depth, static depth => Tree(depth));
                });
                Thread.SpinWait(20);
            }
            t_bodies--;
        }
    });

    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void P06_a_waiting_owner_wakes_when_its_thief_is_done(int workers) => Pools.Within(workers, static () =>
    {
        for (int round = 0; round < 300 * Soak.Factor; round++)
        {
            bool started = false;
            int spins = round % 100 * 200;
            Fork.Section(section =>
            {
                section.Fork(() =>
                {
                    Volatile.Write(ref started, true);
                    Thread.SpinWait(spins); // ends before, while and after the owner goes to sleep
                });
                Until.Spinning(() => Volatile.Read(ref started));
            });
        }
    });

    [Fact]
    public void An_interrupt_of_a_waiting_thread_does_not_end_the_wait() => Pools.Within(2, static () =>
    {
        for (int round = 0; round < 50; round++)
        {
            bool started = false, release = false, done = false;
            Thread self = Thread.CurrentThread;
            var interrupter = new Thread(() =>
            {
                Until.Spinning(() => Volatile.Read(ref started) && (self.ThreadState & ThreadState.WaitSleepJoin) != 0);
                self.Interrupt();
                Volatile.Write(ref release, true);
            });
            interrupter.Start();
            Fork.Section(section =>
            {
                section.Fork(() =>
                {
                    Volatile.Write(ref started, true);
                    Until.Spinning(() => Volatile.Read(ref release));
                    Volatile.Write(ref done, true);
                });
                while (!Volatile.Read(ref started))
                    Thread.SpinWait(10);
            });
            Assert.True(done);
            try
            {
                interrupter.Join();
                Thread.CurrentThread.Join(0);
            }
            catch (ThreadInterruptedException)
            {
                interrupter.Join();
            }
        }
    });
}
