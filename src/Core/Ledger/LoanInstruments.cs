using System.Diagnostics.Metrics;
using ForkJoin.Tracing;

namespace ForkJoin.Ledger;

/// <summary>
/// What the ledger adds to the meter. All of it is worked out when somebody asks, so that a loan pays nothing but one more in its thread's
/// own count. How long a loan has been out is known for those made since somebody asked for the first time, until nobody listens.
/// </summary>
internal static class LoanInstruments
{
    private static readonly ObservableGauge<double>? s_longest;

    static LoanInstruments()
    {
        Instruments.Publish(static () => Instruments.Meter.CreateObservableCounter(
            "forkjoin.loans.made", static () => LedgerSources.LoansMade, "{loan}", "Loans made so far."));
        Instruments.Publish(static () => Instruments.Meter.CreateObservableUpDownCounter(
            "forkjoin.loans.out", static () => LedgerSources.Walk(lists: false).Count, "{loan}", "Loans that are out now."));
        s_longest = Instruments.Publish(static () => Instruments.Meter.CreateObservableGauge(
            "forkjoin.loans.longest_held", Longest, "s", "How long the oldest loan that is out has been so."));
    }

    internal static void Start() => _ = s_longest;

    /// <summary>Whether loans need to be timed still; asked by each loan that is.</summary>
    internal static void StopTimingUnlessHeard()
    {
        if (s_longest is not { Enabled: true } && !BorrowLog.IsOn)
            BorrowTracing.Want(BorrowTracing.Times, on: false);
    }

    private static double Longest()
    {
        BorrowTracing.Want(BorrowTracing.Times, on: true);
        return LedgerSources.Walk(lists: false).Longest.TotalSeconds;
    }
}
