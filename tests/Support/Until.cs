using System.Diagnostics;

namespace ForkJoin.Tests;

/// <summary>Waits that give up, so that what never happens fails a test and does not hang it.</summary>
internal static class Until
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Joins nothing with nothing until something has become true: a worker at work, which polls, and so publishes its frames.</summary>
    internal static bool WhileJoining(Func<bool> isTrue)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isTrue())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                return false;
            Fork.Join(static () => { }, static () => { });
        }
        return true;
    }

    /// <summary>Blocks this thread, without a word to the scheduler.</summary>
    internal static bool Signalled(ManualResetEventSlim signal) => signal.Wait(Patience);

    /// <summary>Blocks this thread until a task has come to an end, well or not.</summary>
    internal static bool Completed(Task task) => ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience);

    /// <summary>Blocks this thread for a task's result.</summary>
    /// <exception cref="TimeoutException">It has none in time.</exception>
    internal static T ResultOf<T>(Task<T> task) => task.WaitAsync(Patience).GetAwaiter().GetResult();

    internal static bool Spinning(Func<bool> isTrue)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isTrue())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                return false;
            Thread.Yield();
        }
        return true;
    }
}

/// <summary>Long soaks run only when asked for.</summary>
internal static class Soak
{
    /// <summary>How many times more rounds than in the short form.</summary>
    internal static int Factor { get; } = int.TryParse(Environment.GetEnvironmentVariable("FORKJOIN_SOAK"), out int factor) && factor > 1 ? factor : 1;
}
