using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading;

namespace ForkJoin.Tracing;

/// <summary>What somebody waits for.</summary>
internal enum Waitable
{
    Mutex,
    SharedRef,
}

/// <summary>
/// The meter <c>ForkJoin</c>, and what is measured where no loans are known: refusals and waits. The rest joins it in
/// <c>Ledger/LoanInstruments.cs</c>.
/// </summary>
internal static class Instruments
{
    internal static readonly Meter Meter = new("ForkJoin", typeof(Instruments).Assembly.GetName().Version?.ToString(3));

    private static readonly Histogram<double>? s_waitDuration = Publish(static () => Meter.CreateHistogram<double>(
        "forkjoin.wait.duration", "s", "How long those who waited for a mutex or a shared reference did so."));

    private static readonly string[] s_waitables = ["mutex", "shared_ref"];
    private static readonly long[] s_waits = new long[s_waitables.Length];

    static Instruments()
    {
        Publish(static () => Meter.CreateObservableCounter(
            "forkjoin.refusals", CountRefusals, "{refusal}", "What was refused, by exception."));
        Publish(static () => Meter.CreateObservableCounter(
            "forkjoin.waits", CountWaits, "{wait}", "Waits that have ended, for mutexes and shared references."));
        Refusals.SetListener(Tell);
    }

    /// <summary>Makes sure that tools find the meter and the event source.</summary>
    internal static void Start() => _ = Meter;

    /// <summary>
    /// Makes an instrument. Listeners hear of it at once, in the midst of somebody's first loan: what they throw must not be that loan's end, nor,
    /// out of a static constructor, that of all others.
    /// </summary>
    /// <returns>Null where a listener has thrown; the instrument works all the same, for listeners.</returns>
    internal static T? Publish<T>(Func<T> make)
        where T : Instrument
    {
        try
        {
            return make();
        }
        catch (Exception failed)
        {
            ForkJoinEvents.Tell(failed);
            return null;
        }
    }

    /// <summary>Somebody begins to wait.</summary>
    /// <returns>To be handed to <see cref="EndWait"/>.</returns>
    internal static long BeginWait() => Stopwatch.GetTimestamp();

    /// <summary>Somebody waits no longer, whether he got it or not.</summary>
    internal static void EndWait(Waitable what, string owner, SourcePlace place, long since)
    {
        Interlocked.Increment(ref s_waits[(int)what]);
        try
        {
            TellWait(what, owner, place, Stopwatch.GetElapsedTime(since));
        }
        catch (Exception failed)
        {
            // A listener's, or there is no memory: whoever waited must not lose for it what he has been granted.
            ForkJoinEvents.Tell(failed);
        }
    }

    private static void TellWait(Waitable what, string owner, SourcePlace place, TimeSpan lasted)
    {
        if (s_waitDuration is { Enabled: true })
            s_waitDuration.Record(lasted.TotalSeconds, new KeyValuePair<string, object?>("kind", s_waitables[(int)what]));
        if (BorrowLog.IsOn)
            BorrowLog.Waited(owner, place, lasted);
        if (ForkJoinEvents.Log.IsEnabled())
            ForkJoinEvents.Log.Waited(owner, (long)lasted.TotalMicroseconds);
    }

    private static void Tell(BorrowException refused)
    {
        if (BorrowLog.IsOn)
            BorrowLog.Refused(refused);
        if (ForkJoinEvents.Log.IsEnabled())
            ForkJoinEvents.Log.Refused(refused.GetType().Name, refused.Owner, refused.Message);
    }

    private static IEnumerable<Measurement<long>> CountRefusals()
    {
        for (int kind = 0; kind < Refusals.Kinds.Length; kind++)
            yield return new(Refusals.Count(kind), new KeyValuePair<string, object?>("exception", Refusals.Kinds[kind]));
    }

    private static IEnumerable<Measurement<long>> CountWaits()
    {
        for (int what = 0; what < s_waits.Length; what++)
            yield return new(Volatile.Read(ref s_waits[what]), new KeyValuePair<string, object?>("kind", s_waitables[what]));
    }
}
