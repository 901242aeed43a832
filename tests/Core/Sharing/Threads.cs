using System.Runtime.ExceptionServices;
using ForkJoin.Waiting;

namespace ForkJoin.Tests.Sharing;

/// <summary>Threads of a test's own. Nothing here waits longer than a failing test may take.</summary>
internal static class Threads
{
    internal static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    /// <summary>Runs a body on a thread of its own.</summary>
    /// <returns>Joins it, and throws what it threw.</returns>
    internal static Action Start(Action body, string? name = null) => Start(body, out _, name);

    internal static Action Start(Action body, out Thread thread, string? name = null)
    {
        ExceptionDispatchInfo? failed = null;
        var started = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                failed = ExceptionDispatchInfo.Capture(error);
            }
        })
        { IsBackground = true, Name = name };
        started.Start();
        thread = started;
        return () =>
        {
            Assert.True(started.Join(LongEnough), "A thread of the test hangs.");
            failed?.Throw();
        };
    }

    internal static void RunAll(int count, Action<int> body)
    {
        Action[] joins = [.. Enumerable.Range(0, count).Select(i => Start(() => body(i)))];
        foreach (Action join in joins)
            join();
    }

    internal static void Until(Func<bool> holds) =>
        Assert.True(SpinWait.SpinUntil(holds, LongEnough), "What the test waits for does not happen.");

    /// <summary>Waits until a thread stands in a queue and has looked long enough: it sleeps there.</summary>
    internal static void UntilAsleep(Thread thread, Func<bool> inQueue) =>
        Until(() => inQueue() && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));

    /// <summary>
    /// Waits until a thread waits for nothing but its turn, and has the number of its wait: who closes a ring with it from here on
    /// has a higher one, and is the one that is refused.
    /// </summary>
    internal static void UntilNumbered(Thread thread) =>
        Until(() => WaitingThread.Find(thread.ManagedThreadId)?.WaitsSinceBefore(long.MaxValue, out _) is true);

    /// <summary>Blocks for a task's result.</summary>
    internal static T ResultOf<T>(Task<T> task) => task.WaitAsync(LongEnough).GetAwaiter().GetResult();

    /// <summary>Blocks until a task has come to an end, well or not.</summary>
    internal static void Completed(Task task) => Until(() => task.IsCompleted);
}
