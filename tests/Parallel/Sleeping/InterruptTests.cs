using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Sleeping;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Sleeping;

/// <summary>An interrupt of a thread is for the user's code: inside the scheduler it ends no wait, and it is not lost either.</summary>
public sealed class InterruptTests
{
    [Fact]
    public void An_interrupt_while_the_scheduler_waits_for_a_lock_ends_nothing_and_is_raised_afterwards()
    {
        var gate = new Gate<HardwareSync>();
        bool inside = false;
        Exception? raised = Interrupted(
            wait: () =>
            {
                using (gate.Enter())
                    inside = true;
            },
            held: action =>
            {
                using (gate.Enter())
                {
                    action();
                    Assert.False(inside);
                }
            });
        Assert.True(inside);
        Assert.IsType<ThreadInterruptedException>(raised);
    }

    [Fact]
    public void An_interrupt_while_one_that_goes_on_waits_for_the_reserve_ends_nothing_and_is_raised_afterwards()
    {
        bool wentOn = false;
        Exception? raised = Interrupted(
            wait: () =>
            {
                s_reserve!.WorkerGoesOn();
                wentOn = true;
            },
            held: action =>
            {
                s_reserve = new Reserve<HardwareSync>(new WorkerSet(), mostForBlocked: 0, start: () =>
                {
                    action();
                    Assert.False(wentOn);
                    return false;
                });
                s_reserve.StandInForCaller();
            });
        Assert.True(wentOn);
        Assert.IsType<ThreadInterruptedException>(raised);
    }

    private static Reserve<HardwareSync>? s_reserve;

    [Fact]
    public void An_interrupt_while_a_worker_is_parked_ends_nothing_and_is_raised_afterwards()
    {
        var parker = new Parker<HardwareSync>();
        bool woken = false;
        Exception? raised = Interrupted(
            wait: () =>
            {
                parker.Park();
                Volatile.Write(ref woken, true);
            },
            held: action =>
            {
                action();
                Assert.False(Volatile.Read(ref woken));
                parker.Unpark();
            });
        Assert.True(woken);
        Assert.IsType<ThreadInterruptedException>(raised);
    }

    [Fact]
    public void An_interrupt_that_came_before_survives_several_waits_of_the_scheduler()
    {
        var parker = new Parker<HardwareSync>();
        int woken = 0;
        Exception? raised = Interrupted(
            wait: () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    parker.Park();
                    Interlocked.Increment(ref woken);
                }
            },
            held: action =>
            {
                action();
                for (int i = 0; i < 3; i++)
                {
                    parker.Unpark();
                    Assert.True(Until.Spinning(() => Volatile.Read(ref woken) == i + 1));
                }
            });
        Assert.IsType<ThreadInterruptedException>(raised);
    }

    private static Thread? s_thread;

    private static bool Sleeps => (s_thread!.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0;

    /// <summary>Interrupts a thread while it waits.</summary>
    /// <param name="wait">What the thread waits in.</param>
    /// <param name="held">Holds back what the thread waits for, runs the interruption, then lets it go on.</param>
    /// <returns>What its next blocking call threw.</returns>
    private static Exception? Interrupted(Action wait, Action<Action> held)
    {
        Exception? raised = null;
        var thread = new Thread(() =>
        {
            wait();
            raised = Record.Exception(static () => Thread.CurrentThread.Join(0));
        }) { IsBackground = true };
        s_thread = thread;
        Watchdog.Run(pool: null, () =>
        {
            held(() =>
            {
                thread.Start();
                Assert.True(Until.Spinning(() => Sleeps));
                thread.Interrupt();
                // It wakes, swallows the interrupt and goes back to sleep.
                Assert.True(Until.Spinning(() => Sleeps));
            });
            thread.Join();
        });
        return raised;
    }
}
