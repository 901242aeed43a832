namespace ForkJoin.Tests.ForPools;

/// <summary>P17: declared blocking is compensated, up to a cap.</summary>
public sealed class ForkJoinPoolBlockingTests
{
    public static TheoryData<int> Sizes => [1, 2, 3, 8];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_more_forks_block_than_there_are_workers_and_the_last_releases_all(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            int blockers = (workers * 2) + 3;
            using var meeting = new Meeting(blockers);
            pool.Run(() => Fork.Section(section =>
            {
                for (int i = 0; i < blockers; i++)
                    section.Fork(meeting, static meeting => meeting.ComeAndBlock());
            }));
        }
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_more_arms_block_than_there_are_workers_and_the_last_releases_all(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            int blockers = (workers * 2) + 3;
            using var meeting = new Meeting(blockers);
            pool.Run(() => Halve(blockers));

            void Halve(int count)
            {
                if (count == 1)
                    meeting.ComeAndBlock();
                else
                    Fork.Join(count / 2, count - (count / 2), Halve);
            }
        }
    });

    private readonly struct Come : IForkBody<(Meeting Meeting, int Count), Unit>
    {
        public static Unit Invoke((Meeting Meeting, int Count) arg, ForkContext fork)
        {
            if (arg.Count == 1)
                arg.Meeting.ComeAndBlock(fork);
            else
                fork.Join<Come, (Meeting, int), Unit>((arg.Meeting, arg.Count / 2), (arg.Meeting, arg.Count - (arg.Count / 2)));
            return default;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_more_struct_bodies_block_than_there_are_workers_and_the_last_releases_all(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            int blockers = workers + 2;
            using var meeting = new Meeting(2 * blockers);
            pool.Run(() => Fork.Join<Come, (Meeting, int), Unit>((meeting, blockers), (meeting, blockers)));
        }
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_more_posted_bodies_block_than_there_are_workers_and_the_last_releases_all(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 20 * Soak.Factor; round++)
        {
            int blockers = workers + 3;
            using var meeting = new Meeting(blockers);
            Task[] all = [.. Enumerable.Range(0, blockers).Select(_ => pool.RunAsync(meeting, static meeting => meeting.ComeAndBlock()))];
            Assert.True(Task.WaitAll(all, Until.Patience));
        }
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_a_left_arm_that_blocks_leaves_the_right_arm_to_others(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 50 * Soak.Factor; round++)
        {
            using var release = new ManualResetEventSlim();
            pool.Run(() => Fork.Join(
                () => Assert.True(ForkJoinPool.Blocking(() => release.Wait(Until.Patience)), "the right arm was not run by another"),
                release.Set));
        }
    });

    /// <summary>The right arm of a join around a section is older than the section's forks, which are in the deque already.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void P17_arms_around_a_section_with_waiting_forks_are_left_to_others(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 50 * Soak.Factor; round++)
        {
            using var meeting = new Meeting(6);
            int ran = 0;
            pool.Run(() => Fork.Join(
                () => Fork.Join(
                    () => Fork.Section(section =>
                    {
                        for (int i = 0; i < 3; i++)
                            section.Fork(meeting, static meeting => meeting.ComeAndBlock());
                        Fork.Join(meeting.ComeAndBlock, () => Interlocked.Increment(ref ran));
                    }),
                    () => { Interlocked.Increment(ref ran); meeting.Come(); }),
                () => { Interlocked.Increment(ref ran); meeting.Come(); }));
            Assert.Equal(3, ran);
        }
    });

    /// <summary>Who waits for a stolen fork is asleep as well, and its thief is the one who blocks.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void P17_a_stolen_fork_that_blocks_leaves_the_arms_around_its_section_to_others(int workers) => Pools.With(workers, pool =>
    {
        for (int round = 0; round < 30 * Soak.Factor; round++)
        {
            using var meeting = new Meeting(3);
            pool.Run(() => Fork.Join(
                () => Fork.Join(
                    () => Fork.Section(section =>
                    {
                        bool stolen = false;
                        section.Fork(() =>
                        {
                            Volatile.Write(ref stolen, true);
                            meeting.ComeAndBlock();
                        });
                        Assert.True(Until.Spinning(() => Volatile.Read(ref stolen)));
                    }),
                    meeting.Come),
                meeting.Come));
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void P17_a_thread_that_works_for_two_pools_leaves_the_work_of_both_to_others(int workers) =>
        Pools.With(workers, outer => Pools.With(workers, inner =>
        {
            for (int round = 0; round < 50 * Soak.Factor; round++)
            {
                using var meeting = new Meeting(3);
                outer.Run(() => Fork.Join(
                    () => inner.Run(() => Fork.Join(meeting.ComeAndBlock, meeting.Come)),
                    meeting.Come));
            }
        }));

    /// <summary>Also within declared blocking, joins made there are left to others when it goes on to block.</summary>
    [Fact]
    public void P17_joins_made_inside_declared_blocking_are_left_to_others() => Pools.With(1, static pool =>
    {
        using var meeting = new Meeting(2);
        pool.Run(() => ForkJoinPool.Blocking(() => Fork.Join(meeting.ComeAndBlock, meeting.Come)));
    });

    /// <summary>Nobody else is there and nobody is called up: each join finds its arm, and the section its forks, where they belong.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void P17_what_was_left_to_others_and_nobody_took_is_taken_back_in_order(int depth)
    {
        var pool = new ForkJoinPool(new ForkJoinPoolOptions { Workers = 1, MostSpareThreads = 0 });
        Watchdog.Run(pool, () =>
        {
            var order = new List<int>();
            pool.Run(() => Around(depth));
            Assert.Equal([-3, -2, -1, .. Enumerable.Range(0, depth + 1)], order);

            void Around(int arms)
            {
                if (arms > 0)
                    Fork.Join(() => Around(arms - 1), () => order.Add(arms));
                else
                    Fork.Join(Section, () => order.Add(0));
            }

            void Section() => Fork.Section(section =>
            {
                section.Fork(() => order.Add(-1));
                section.Fork(() => order.Add(-2));
                Fork.Join(static () => ForkJoinPool.Blocking(static () => { }), () => order.Add(-3));
            });
        });
        pool.Dispose();
    }

    [Fact]
    public void Outside_of_every_pool_blocking_just_runs_the_code()
    {
        int ran = 0;
        ForkJoinPool.Blocking(() => { ran++; });
        Assert.Equal(1, ForkJoinPool.Blocking(() => ran));
        ForkJoinPool.Blocking(2, n => { ran += n; });
        Assert.Equal(6, ForkJoinPool.Blocking(3, n => ran + n));
        Assert.Throws<ArgumentNullException>(() => ForkJoinPool.Blocking(null!));
        Assert.Throws<ArgumentNullException>(() => ForkJoinPool.Blocking((Func<int>)null!));
        Assert.Throws<ArgumentNullException>(() => ForkJoinPool.Blocking(1, (Action<int>)null!));
        Assert.Throws<ArgumentNullException>(() => ForkJoinPool.Blocking(1, (Func<int, int>)null!));
    }

    [Fact]
    public void A_slice_may_be_handed_to_blocking_code() => Pools.Within(2, static () =>
    {
        OwnedArray<int> data = OwnedArray.Create<int>(100);
        using (BorrowScope scope = BorrowScope.Open())
        {
            SliceMut<int> all = scope.BorrowMut(data);
            ForkJoinPool.Blocking(all, static slice => slice.Span.Fill(7));
            Assert.Equal(700, ForkJoinPool.Blocking(all, static slice => { int sum = 0; foreach (int i in slice.Span) sum += i; return sum; }));
        }
    });
}
