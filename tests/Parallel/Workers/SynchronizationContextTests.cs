namespace ForkJoin.Tests.Workers;

/// <summary>
/// The context of a user interface, say, whose one thread joins: no fork sees it, and no join hands anything to it or lets it wait (P24).
/// </summary>
public sealed class SynchronizationContextTests
{
    private sealed class SingleThreadContext : SynchronizationContext
    {
        private int _calls;

        /// <summary>Like the context of a window: while its thread waits it would run what else has come in.</summary>
        internal SingleThreadContext() => SetWaitNotificationRequired();

        internal int Calls => Volatile.Read(ref _calls);

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _calls);

        public override void Send(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _calls);

        public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
        {
            Interlocked.Increment(ref _calls);
            return base.Wait(waitHandles, waitAll, millisecondsTimeout);
        }
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
        Assert.Equal(0, context.Calls);
        Assert.Same(context, SynchronizationContext.Current);
    });

    /// <summary>What the context ran meanwhile would stand on the stack above the join, as no work of a stranger may (P15).</summary>
    [Fact]
    public void P24_a_join_that_sleeps_does_not_sleep_in_the_context() => Pools.Within(2, static () =>
    {
        var context = new SingleThreadContext();
        SynchronizationContext.SetSynchronizationContext(context);
        Thread owner = Thread.CurrentThread;
        bool joining = false;
        using var stolen = new ManualResetEventSlim();
        Fork.Section(section =>
        {
            section.Fork(() =>
            {
                stolen.Set();
                Assert.True(Until.Spinning(() => Volatile.Read(ref joining) && (owner.ThreadState & ThreadState.WaitSleepJoin) != 0));
            });
            SynchronizationContext.SetSynchronizationContext(null);
            Assert.True(Until.Signalled(stolen));
            SynchronizationContext.SetSynchronizationContext(context);
            Volatile.Write(ref joining, true);
        });
        Assert.Equal(0, context.Calls);
        Assert.Same(context, SynchronizationContext.Current);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P24_no_fork_sees_the_context_of_the_code_that_forked_it(int workers) => Pools.Within(workers, static () =>
    {
        SynchronizationContext.SetSynchronizationContext(new SingleThreadContext());
        int seen = 0;
        Fork.Section(section =>
        {
            for (int i = 0; i < 50; i++)
            {
                section.Fork(() =>
                {
                    if (SynchronizationContext.Current is not null)
                        Interlocked.Increment(ref seen);
                });
            }
        });
        Assert.Equal(0, seen);
    });
}
