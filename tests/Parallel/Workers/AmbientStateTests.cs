using System.Globalization;

namespace ForkJoin.Tests.Workers;

/// <summary>Thread-local and ambient state around joins (P16).</summary>
public sealed class AmbientStateTests
{
    private static readonly AsyncLocal<int> s_ambient = new();

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P16_ambient_state_is_the_same_after_a_join_as_before(int workers) => Pools.Within(workers, static () =>
    {
        var culture = CultureInfo.GetCultureInfo("");
        var mine = (CultureInfo)culture.Clone();
        CultureInfo.CurrentCulture = mine;
        s_ambient.Value = 17;
        var context = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(context);
        Thread thread = Thread.CurrentThread;
        JoinNow();
        Fork.Section(static section =>
        {
            for (int i = 0; i < 50; i++)
                section.Fork(static () => Thread.SpinWait(100));
        });
        Assert.Same(mine, CultureInfo.CurrentCulture);
        Assert.Equal(17, s_ambient.Value);
        Assert.Same(context, SynchronizationContext.Current);
        Assert.Same(thread, Thread.CurrentThread);

        static void JoinNow() => Assert.Equal(6765, Sections.JoinTests.Fib(20));
    });

    /// <summary>Thieves flow, and their parts come back to the caller while he waits.</summary>
    [Fact]
    public void P16_a_suppressed_flow_is_suppressed_afterwards_and_its_values_are_the_same() => Pools.Within(3, static () =>
    {
        s_ambient.Value = 17;
        for (int round = 0; round < 200; round++)
        {
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            Parallel.For(0, 200, static _ => Thread.SpinWait(500));
            Assert.True(ExecutionContext.IsFlowSuppressed());
            Assert.Equal(17, s_ambient.Value);
        }
    });

    [Fact]
    public void P16_workers_carry_no_ambient_state_from_one_fork_to_the_next() => Pools.Within(2, static () =>
    {
        for (int round = 0; round < 20; round++)
        {
            int? seen = null;
            CultureInfo? culture = null;
            SynchronizationContext? context = null;
            RunElsewhere(static () =>
            {
                s_ambient.Value = 99;
                CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
                SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            });
            RunElsewhere(() =>
            {
                seen = s_ambient.Value;
                culture = CultureInfo.CurrentCulture;
                context = SynchronizationContext.Current;
            });
            Assert.Equal(0, seen);
            Assert.Equal(CultureInfo.InvariantCulture, culture);
            Assert.True(culture!.IsReadOnly, "the culture that an earlier fork had set");
            Assert.Null(context);
        }
    });

    /// <summary>What is set around the code, as the tests look at it.</summary>
    private readonly record struct Surroundings(int Local, CultureInfo Culture, SynchronizationContext? Context)
    {
        internal static Surroundings Now => new(s_ambient.Value, CultureInfo.CurrentCulture, SynchronizationContext.Current);

        internal static Surroundings Set(int local)
        {
            s_ambient.Value = local;
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            return Now;
        }
    }

    /// <summary>A fork sees what was around the code that forked it, and leaves nothing behind: stolen, run at its join, or run at once.</summary>
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(8, 3)]
    [InlineData(1, 3_000)]
    [InlineData(2, 3_000)]
    public void P16_a_fork_has_surroundings_of_its_own_whichever_way_it_runs(int workers, int forks) => Pools.Within(workers, () =>
    {
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Fork.Section(section =>
        {
            Surroundings atFork = Surroundings.Set(17);
            Forked<int> first = section.Fork(() => Disturb(atFork));
            for (int i = 1; i < forks; i++)
                section.Fork(() => Disturb(atFork));
            Surroundings later = Surroundings.Set(18);
            first.Join();
            Check(later, "after Join");
        });
        Check(Surroundings.Now with { Local = 18 }, "after the section");
        Assert.Empty(wrong);

        int Disturb(Surroundings atFork)
        {
            Check(atFork with { Context = null }, "in a fork");
            Surroundings.Set(99);
            return 1;
        }

        void Check(Surroundings expected, string where)
        {
            if (Surroundings.Now != expected)
                wrong.Enqueue($"{where}: {Surroundings.Now}, not {expected}");
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P16_the_pieces_of_a_loop_have_surroundings_of_their_own(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[256]);
        Surroundings before = Surroundings.Set(17);
        int wrong = 0;
        using (BorrowScope scope = BorrowScope.Open())
        {
            Fork.ForEachChunk(scope.BorrowMut(data), 1, s =>
            {
                if (Surroundings.Now != before with { Context = null })
                    Interlocked.Increment(ref wrong);
                Surroundings.Set(99);
            });
        }
        Assert.Equal(0, wrong);
        Assert.Equal(before, Surroundings.Now);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P16_the_surroundings_are_the_same_after_a_join_from_outside(int workers) => Pools.With(workers, static pool =>
    {
        Surroundings before = Surroundings.Set(17);
        Fork.Join(static () => { Surroundings.Set(20); }, static () => { Surroundings.Set(21); });
        Assert.Equal(before, Surroundings.Now);
        Assert.Throws<Sections.BodyException>(() => Fork.Join(
            static () =>
            {
                Surroundings.Set(22);
                throw new Sections.BodyException(1);
            },
            static () => { }));
        Assert.Equal(before, Surroundings.Now);
    });

    /// <summary>What it runs is the caller's own code, on the caller's own thread, like a call.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P16_a_run_shares_the_surroundings_of_its_caller(int workers) => Pools.With(workers, static pool =>
    {
        Surroundings.Set(17);
        Surroundings inside = pool.Run(static () => Surroundings.Set(18));
        Assert.Equal(inside, Surroundings.Now);
    });

    /// <summary>An arm that stays on its thread shares the surroundings with the code around it, as a call would; a stolen one leaves nothing behind.</summary>
    [Fact]
    public void P16_a_stolen_arm_leaves_nothing_behind() => Pools.Within(2, static () =>
    {
        Surroundings before = Surroundings.Set(17);
        bool ran = false;
        Fork.Join(
            () => Assert.True(Until.WhileJoining(() => Volatile.Read(ref ran))),
            () =>
            {
                Assert.Equal(before with { Context = null }, Surroundings.Now);
                Surroundings.Set(99);
                Volatile.Write(ref ran, true);
            });
        Assert.Equal(before, Surroundings.Now);
    });

    /// <summary>
    /// Made certain: the fork is stolen by the only other worker, who blocks until its own fork has run; so the owner, who waits, steals
    /// that one.
    /// </summary>
    [Fact]
    public void P16_a_waiting_owner_that_helps_keeps_its_surroundings() => Pools.Within(2, static () =>
    {
        Surroundings before = Surroundings.Set(17);
        int owner = Environment.CurrentManagedThreadId, helper = 0;
        using var stolen = new ManualResetEventSlim();
        Fork.Section(section =>
        {
            section.Fork(() =>
            {
                stolen.Set();
                using var helped = new ManualResetEventSlim();
                Fork.Section(inner =>
                {
                    inner.Fork(() =>
                    {
                        helper = Environment.CurrentManagedThreadId;
                        Surroundings.Set(99);
                        helped.Set();
                    });
                    Assert.True(Until.Signalled(helped), "the waiting owner did not help");
                });
            });
            Assert.True(Until.Signalled(stolen));
        });
        Assert.Equal(owner, helper);
        Assert.Equal(before, Surroundings.Now);
    });

    private static void RunElsewhere(Action body)
    {
        using var ran = new ManualResetEventSlim();
        Fork.Section(section =>
        {
            section.Fork(() =>
            {
                body();
                ran.Set();
            });
            Assert.True(Until.Signalled(ran));
        });
    }
}
