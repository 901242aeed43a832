using System.Globalization;

namespace ForkJoin.Tests.Workers;

/// <summary>Thread-local and ambient state around joins (P16, P24).</summary>
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

    private sealed class SingleThreadContext : SynchronizationContext
    {
        internal int Posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref Posts);

        public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref Posts);
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P24_nothing_waits_for_a_single_threaded_context(int workers) => Pools.Within(workers, static () =>
    {
        var context = new SingleThreadContext();
        SynchronizationContext.SetSynchronizationContext(context);
        Assert.Equal(6765, Sections.JoinTests.Fib(20));
        Fork.Section(static section =>
        {
            for (int i = 0; i < 50; i++)
                section.Fork(static () => { Sections.JoinTests.Fib(10); });
        });
        Assert.Equal(0, context.Posts);
    });
}
