using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace ForkJoin.Tests.Sharing;

/// <summary>Threads of a test that give up: what never happens fails the test and does not hang it.</summary>
internal sealed class Crew
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<Thread> _threads = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts a thread.</summary>
    internal Thread Go(Action body)
    {
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                _failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        {
            IsBackground = true,
        };
        _threads.Add(thread);
        thread.Start();
        return thread;
    }

    /// <summary>Waits for all threads, and throws what one of them threw.</summary>
    internal void Join()
    {
        foreach (Thread thread in _threads)
            Assert.True(thread.Join(Patience), _failure is null ? "A thread hangs." : $"A thread hangs; another threw {_failure.SourceException}");
        _failure?.Throw();
    }

    /// <summary>Starts so many threads with their numbers, and waits for them.</summary>
    internal static void Run(int threads, Action<int> body)
    {
        var crew = new Crew();
        for (int i = 0; i < threads; i++)
        {
            int number = i;
            crew.Go(() => body(number));
        }
        crew.Join();
    }

    internal static void Until(Func<bool> isTrue)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isTrue())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come true.");
            Thread.Yield();
        }
    }

    /// <summary>A task's result, in time.</summary>
    internal static Task<T> InTime<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Patience);
}

/// <summary>Counts how often it was disposed.</summary>
internal sealed class Counted : IDisposable
{
    private int _disposed;

    internal int Disposed => Volatile.Read(ref _disposed);

    public void Dispose() => Interlocked.Increment(ref _disposed);
}
