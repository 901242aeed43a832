using System.Diagnostics;

namespace ForkJoin.Tests.Loops;

/// <summary>
/// Bodies that dawdle until a second thread has come to the loop, each for a while only: work is shared out between bodies, never in the midst of one.
/// </summary>
internal sealed class Meeting
{
    /// <summary>With bodies as many as this, they wait for as long as the patience of <see cref="Until"/>.</summary>
    internal const int Bodies = 10_000;

    private static readonly TimeSpan s_while = Until.Patience / Bodies;

    private int _first;
    private bool _hasMet;

    /// <summary>Whether two threads came to a loop's bodies.</summary>
    internal static bool OfTwo(Action<Meeting> loop)
    {
        var meeting = new Meeting();
        loop(meeting);
        return meeting._hasMet;
    }

    internal void Come()
    {
        int me = Environment.CurrentManagedThreadId, first = Interlocked.CompareExchange(ref _first, me, 0);
        if (first != 0 && first != me)
            Volatile.Write(ref _hasMet, true);
        long start = Stopwatch.GetTimestamp();
        while (!Volatile.Read(ref _hasMet) && Stopwatch.GetElapsedTime(start) < s_while)
            Thread.Yield();
    }
}
