using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Jobs;

/// <summary>Forks allocate nothing in steady state and keep nothing alive (P25).</summary>
public sealed class JobTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void P25_joins_allocate_nothing_in_steady_state() => Pools.Within(1, static () =>
        Assert.Equal(0, Allocated(static () => Sections.JoinTests.Fib(8))));

    [Fact]
    public void P25_sections_and_their_forks_allocate_nothing_in_steady_state() => Pools.Within(1, static () =>
        Assert.Equal(0, Allocated(static () => Fork.Section(static section =>
        {
            for (int i = 0; i < 10; i++)
                section.Fork(i, static n => { });
        }))));

    [Fact]
    public void P25_results_taken_by_Join_allocate_nothing_in_steady_state() => Pools.Within(1, static () =>
        Assert.Equal(0, Allocated(static () => Fork.Section(static section =>
        {
            Forked<int> a = section.Fork(1, static n => n);
            Forked<int> b = section.Fork(2, static n => n);
            _ = a.Join() + b.Join();
        }))));

    [Fact]
    public void P25_loans_to_forks_allocate_nothing_in_steady_state() => Pools.Within(1, static () =>
    {
        var data = OwnedArray.Of(new int[64]);
        Assert.Equal(0, Allocated(() => Fork.Section(data, static (section, data) =>
        {
            foreach (SliceMut<int> part in section.BorrowMut(data).Chunks(8))
                section.Fork(part, static s => { s.Span[0]++; });
        })));
    });

    [Fact]
    public void P25_entering_a_pool_from_outside_allocates_nothing_in_steady_state() => Pools.With(1, static pool =>
        Assert.Equal(0, Allocated(() => pool.Run(0, static _ => Sections.JoinTests.Fib(3)))));

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void R57_P25_stolen_work_allocates_nothing_in_steady_state(int workers) => Pools.Within(workers, static () =>
    {
        for (int i = 0; i < 50; i++)
            Work();
        // Spare jobs move from one worker's list to another's only with its forks, so a rare new record of any of them may come.
        long forks = 50 * 1000;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 50; i++)
            Work();
        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange((double)bytes / forks, 0, 8);

        static void Work() => Fork.Section(static section =>
        {
            for (int i = 0; i < 1000; i++)
                section.Fork(i, static n => Thread.SpinWait(20));
        });
    });

    /// <summary>10⁸ forks with FORKJOIN_SOAK=100.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void P25_the_heap_is_flat_however_many_forks_there_were(int workers) => Pools.Within(workers, static () =>
    {
        const int ForksASection = 1_000;
        for (int i = 0; i < 50; i++)
            Work();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1_000 * Soak.Factor; i++)
            Work();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 256 * 1024);

        static void Work() => Fork.Section(static section =>
        {
            for (int i = 0; i < ForksASection; i++)
                section.Fork(new byte[16], static _ => { });
        });
    });

    private static long Allocated(Action round)
    {
        for (int i = 0; i < Rounds; i++)
            round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P25_what_bodies_captured_can_be_collected_after_the_join(int workers) => Pools.Within(workers, static () =>
    {
        WeakReference[] captured = [.. JoinWithCaptures(), .. ForkWithCaptures(), .. FailWithCaptures()];
        for (int i = 0; i < 5 && captured.Any(static one => one.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal([], captured.Select(static (one, i) => (one.IsAlive, i)).Where(static at => at.IsAlive).Select(static at => at.i));
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] JoinWithCaptures()
    {
        object left = new(), right = new();
        Fork.Join(() => Use(left), () => Use(right));
        Fork.Join(left, right, static thing => { _ = Use(thing); });
        return [new(left), new(right)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ForkWithCaptures()
    {
        object state = new(), captured = new(), joined = new();
        Fork.Section(section =>
        {
            section.Fork(state, static thing => { _ = Use(thing); });
            section.Fork(() => { Use(captured); });
            Assert.Same(joined, section.Fork(joined, static thing => thing).Join());
        });
        return [new(state), new(captured), new(joined)];
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P25_results_that_nobody_took_can_be_collected_after_the_section(int workers) => Pools.Within(workers, static () =>
    {
        WeakReference result = ForkWithResult();
        for (int i = 0; i < 5 && result.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(result.IsAlive);
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ForkWithResult()
    {
        object result = new();
        Fork.Section(section => { section.Fork(result, static thing => thing); });
        return new(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] FailWithCaptures()
    {
        object thing = new();
        try
        {
            Fork.Section(section => section.Fork(thing, static thing => throw new Sections.BodyException(Use(thing) ? 1 : 2)));
        }
        catch (Sections.BodyException)
        {
            // that is all right
        }
        return [new(thing)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Use(object thing) => thing is not null;
}
