using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ForkJoin;

namespace Patterns;

/// <summary>
/// <b>Debug mode.</b> A refusal always names the two lines that conflict. Where that is not enough: with <see cref="BorrowTracingLevel.StackTraces"/>
/// each loan keeps the whole stack of the call that made it, which tells who called the helper that everybody calls; <see cref="BorrowLog"/> tells what
/// went before; <see cref="LoanLedger.Snapshot"/> who holds what now; and the meter how much and how often.
/// <para>Use the stacks and the log in tests, and in a program that shows a refusal nobody understands: they cost microseconds for each loan.
/// The ledger and the meter cost nothing until somebody asks.</para>
/// <para>The rule it shows: every refusal says who has what, and since where.</para>
/// </summary>
internal static class DebugMode
{
    internal static void Run()
    {
        using RefusalCount refusals = new();
        Console.WriteLine($"As it is: does the refusal name who called the helper? {RefusalNames(nameof(PrepareReport))}");
        BorrowTracingLevel level = BorrowTracing.Level;
        bool logged = BorrowLog.IsOn;
        BorrowTracing.Level = BorrowTracingLevel.StackTraces;
        BorrowLog.Clear();
        BorrowLog.IsOn = true;
        try
        {
            Console.WriteLine($"In debug mode: {RefusalNames(nameof(PrepareReport))}");
            foreach (BorrowEvent logEntry in BorrowLog.Read())
                Console.WriteLine($"Logged: {logEntry.Kind} {logEntry.Owner}");
        }
        finally
        {
            BorrowLog.IsOn = logged;
            BorrowTracing.Level = level;
        }
        ShowWhoHoldsWhat();
        Console.WriteLine($"Refused since the beginning: {refusals.Count}");
    }

    private static bool RefusalNames(string method)
    {
        OwnedArray<int> sales = OwnedArray.Of([3, 1, 2], "sales");
        try
        {
            using BorrowScope scope = BorrowScope.Open();
            PrepareReport(sales, scope);
            sales[0] = 4;
            throw new InvalidOperationException("The sales are lent, and could be written.");
        }
        catch (BorrowConflictException refused)
        {
            return refused.Message.Contains(method, StringComparison.Ordinal);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a call that was inlined is on no stack
    private static void PrepareReport(OwnedArray<int> sales, BorrowScope scope) => LendAll(sales, scope);

    /// <summary>The helper that everybody calls.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LendAll(OwnedArray<int> sales, BorrowScope scope) => scope.Borrow(sales);

    private static void ShowWhoHoldsWhat()
    {
        OwnedArray<int> sales = OwnedArray.Of([3, 1, 2], "sales");
        OwnedMut<string> title = Own.Mut("draft", "title");
        using Borrowed<string> reading = title.Borrow();
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(sales, ..2), static part => part.Span.Sort());
            Console.WriteLine(LoanLedger.Snapshot()); // what is with a fork stays there until it is joined
        });
    }

    /// <summary>How many refusals the meter has counted since this was made.</summary>
    private sealed class RefusalCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly long _before;
        private long _counted;

        internal RefusalCount()
        {
            // The meter is there as soon as something has been lent.
            using (Own.Of(1, "first").Borrow())
            {
                _listener.InstrumentPublished = static (instrument, listener) =>
                {
                    if (instrument is { Meter.Name: "ForkJoin", Name: "forkjoin.refusals" })
                        listener.EnableMeasurementEvents(instrument);
                };
                _listener.SetMeasurementEventCallback<long>((_, value, _, _) => _counted += value);
                _listener.Start();
            }
            _before = Total();
        }

        internal long Count => Total() - _before;

        public void Dispose() => _listener.Dispose();

        private long Total()
        {
            _counted = 0;
            _listener.RecordObservableInstruments();
            return _counted;
        }
    }
}
