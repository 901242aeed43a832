using System.Globalization;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Linearizability;

/// <summary>Several threads that do random things with one subject, round after round, and what they did, judged after each round.</summary>
internal static class Rounds
{
    /// <summary>How much each thread does in a round; histories stay within what the search can hold.</summary>
    internal const int CallsOfEach = 10;

    /// <param name="threads">How many.</param>
    /// <param name="rounds">How often; FORKJOIN_SOAK multiplies it.</param>
    /// <param name="make">A fresh subject for a round.</param>
    /// <param name="use">What one thread does in a round with random numbers of its own, noting each call.</param>
    /// <param name="specification">What the calls may have come to.</param>
    internal static void Run<TSubject, TState, TOperation>(
        int threads, int rounds, Func<TSubject> make, Action<TSubject, int, Random, History<TOperation>> use, ISpecification<TState, TOperation> specification)
        where TSubject : class
    {
        int seed = Search.Seed;
        TSubject? subject = null;
        History<TOperation>? history = null;
        Exception? failure = null;
        int round = 0;
        bool isOver = false, isUnexplained = false;
        // Not disposed when a thread hangs: it may still come to them.
        var start = new Barrier(threads + 1);
        var end = new Barrier(threads + 1);
        Thread[] crew = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            while (true)
            {
                start.SignalAndWait();
                if (isOver)
                    return;
                try
                {
                    use(subject!, number, new Random(unchecked((((seed * 31) + round) * 31) + number)), history!);
                }
                catch (Exception error)
                {
                    failure = error;
                }
                end.SignalAndWait();
            }
        }) { IsBackground = true })];
        foreach (Thread thread in crew)
            thread.Start();
        for (; round < rounds * Soak.Factor && failure is null && !isUnexplained; round++)
        {
            subject = make();
            history = new History<TOperation>(threads);
            start.SignalAndWait();
            Assert.True(end.SignalAndWait(Until.Patience), $"A thread hangs in round {round} of seed {seed}.");
            isUnexplained = failure is null && !Checker.IsLinearizable(history.Calls, specification);
        }
        isOver = true;
        start.SignalAndWait();
        foreach (Thread thread in crew)
            thread.Join();
        start.Dispose();
        end.Dispose();
        string where = string.Create(CultureInfo.InvariantCulture, $"round {round} of FORKJOIN_SEED={seed}");
        Assert.True(failure is null, $"In {where}: {failure}{Environment.NewLine}{history}");
        Assert.False(isUnexplained, $"No order explains {where}:{Environment.NewLine}{history}");
    }
}
