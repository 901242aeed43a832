using System;
using System.Collections.Generic;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// What happened lately: loans made and ended, refusals, waits, moves, poison, and what was left behind. Off unless switched on; then
/// each event costs about a microsecond, and no thread waits for another to log one. Each thread keeps its latest 1024 events.
/// </summary>
/// <example><code>
/// BorrowLog.IsOn = true;
/// RunWhatGoesWrong();
/// foreach (BorrowEvent e in BorrowLog.Read())
///     Console.WriteLine(e);
/// </code></example>
public static class BorrowLog
{
    private const string Unknown = "";

    /// <summary>Whether events are logged from now on, in the whole process. What was logged before stays readable.</summary>
    public static bool IsOn
    {
        get => (BorrowTracing.Wanted & BorrowTracing.Log) != 0;
        set
        {
            if (value)
                Instruments.Start();
            BorrowTracing.Want(BorrowTracing.Log, value);
        }
    }

    /// <summary>
    /// The events of all threads since the last <see cref="Clear"/>, the earliest first. Does not block those who log. What happened before
    /// the call is in it, unless newer events of the same thread have taken its place, or the thread has ended and many others since.
    /// </summary>
    /// <returns>A copy.</returns>
    public static IReadOnlyList<BorrowEvent> Read() => EventRing.Read();

    /// <summary>Forgets all events up to now.</summary>
    public static void Clear() => EventRing.Clear();

    internal static void Lent(LoanDescription loan) => Add(BorrowEventKind.Lent, loan);

    internal static void Ended(LoanDescription loan) => Add(BorrowEventKind.Ended, loan);

    internal static void LeftBehind(LoanDescription loan, string by) => Add(BorrowEventKind.LeftBehind, loan, $"by {by}");

    internal static void Refused(BorrowException refused) => Add(
        BorrowEventKind.Refused, refused.Owner, SourcePlace.OfCaller(), TimeSpan.Zero, $"{refused.GetType().Name}: {refused.Message}");

    internal static void Waited(string owner, SourcePlace place, TimeSpan lasted) =>
        Add(BorrowEventKind.Waited, owner, place.ToString(), lasted, Unknown);

    internal static void Moved(string owner, string fate) => Add(BorrowEventKind.Moved, owner, Unknown, TimeSpan.Zero, $"it {fate}");

    internal static void Poisoned(string owner, SourcePlace place) =>
        Add(BorrowEventKind.Poisoned, owner, place.ToString(), TimeSpan.Zero, Unknown);

    private static void Add(BorrowEventKind kind, LoanDescription loan, string detail = Unknown) => EventRing.Add(
        (time, thread) => new BorrowEvent(
            time, thread, kind, loan.Owner, loan.Kind, loan.Region, loan.Holder, loan.MadeAt, TimeSpan.Zero, detail));

    private static void Add(BorrowEventKind kind, string owner, string place, TimeSpan lasted, string detail) => EventRing.Add(
        (time, thread) => new BorrowEvent(time, thread, kind, owner, Loan: null, Unknown, Unknown, place, lasted, detail));
}
