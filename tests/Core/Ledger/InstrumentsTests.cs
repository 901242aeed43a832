using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using ForkJoin.Tests.Sharing;

namespace ForkJoin.Tests.Ledger;

/// <summary>R41: what tools see of the library: the meter and the event source, both called ForkJoin. Alone, so that numbers add up.</summary>
[Collection(ProcessWide.Name)]
public sealed class InstrumentsTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_loans_made_are_counted_those_of_ended_threads_too_and_never_fewer()
    {
        using var meter = new Readings();
        OwnedMut<int> value = Own.Mut(1);
        OwnedArray<int> data = OwnedArray.Create<int>(10);
        double before = meter.Read("forkjoin.loans.made");

        value.Borrow().Dispose();
        using (var scope = BorrowScope.Open())
            scope.Borrow(data);
        using (Lifetime life = Lifetime.Open())
            life.Borrow(value);
        Threads.RunAll(4, _ => value.Borrow().Dispose());

        Assert.Equal(before + 7, meter.Read("forkjoin.loans.made"));
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(before + 7, meter.Read("forkjoin.loans.made"));
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_loans_out_are_counted()
    {
        using var meter = new Readings();
        OwnedMut<int> value = Own.Mut(1);
        double before = meter.Read("forkjoin.loans.out");
        using (value.Borrow())
        using (value.Borrow())
            Assert.Equal(before + 2, meter.Read("forkjoin.loans.out"));
        Assert.Equal(before, meter.Read("forkjoin.loans.out"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_the_longest_that_a_loan_has_been_out_grows_while_it_is_and_is_zero_when_nothing_is()
    {
        using var meter = new Readings();
        meter.Read("forkjoin.loans.longest_held"); // from here on loans are timed
        OwnedMut<int> value = Own.Mut(1);
        using (value.Borrow("timed"))
        {
            double first = meter.Read("forkjoin.loans.longest_held");
            Assert.True(first > 0);
            Assert.True(meter.Read("forkjoin.loans.longest_held") > first);
            Assert.NotNull(LoanLedger.Snapshot().Single(entry => entry.Loan.Owner == "timed").HeldFor);
        }
        Assert.Equal(0, meter.Read("forkjoin.loans.longest_held"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_loans_are_timed_no_longer_than_somebody_listens()
    {
        using (var meter = new Readings())
            meter.Read("forkjoin.loans.longest_held");
        OwnedMut<int> value = Own.Mut(1);
        value.Borrow().Dispose(); // the first one notices
        using (value.Borrow("untimed"))
            Assert.Null(LoanLedger.Snapshot().Single(entry => entry.Loan.Owner == "untimed").HeldFor);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_refusals_are_counted_by_exception()
    {
        using var meter = new Readings();
        OwnedMut<int> value = Own.Mut(1);
        double conflicts = meter.Read("forkjoin.refusals", nameof(BorrowConflictException));
        double moved = meter.Read("forkjoin.refusals", nameof(MovedException));
        using (value.Borrow())
        {
            Refused.Conflict(() => value.Value = 2);
            Refused.Conflict(() => value.Move());
        }
        value.Move();
        Refused.Moved(() => _ = value.Value);

        Assert.Equal(conflicts + 2, meter.Read("forkjoin.refusals", nameof(BorrowConflictException)));
        Assert.Equal(moved + 1, meter.Read("forkjoin.refusals", nameof(MovedException)));
    }

    [Fact]
    public void R41_each_exception_of_the_library_is_counted_under_its_own_name()
    {
        Assert.Equal(
            typeof(BorrowException).Assembly.GetExportedTypes().Where(typeof(BorrowException).IsAssignableFrom).Select(type => type.Name).Order(),
            Refusals.Kinds.ToArray().Order());
    }

    [Fact]
    public async Task R41_waits_are_counted_and_timed_blocking_and_asynchronous_ones()
    {
        using var meter = new Readings();
        double mutexes = meter.Read("forkjoin.waits", "mutex"), references = meter.Read("forkjoin.waits", "shared_ref");
        var mutex = new Mutex<int>(0);
        using var shared = SharedRef.Of(0);
        Action[] joins;
        Task lease, read;
        using (MutexLease<int> held = await mutex.LockAsync())
        using (SharedWriteLease<int> writes = await shared.WriteAsync())
        {
            joins = [Threads.Start(() => mutex.Lock().Dispose()), Threads.Start(() => shared.Read().Dispose())];
            lease = Dispose(mutex.LockAsync());
            read = Dispose(shared.ReadAsync());
            Threads.Until(() => mutex.Gate.Waiting == 2 && shared.Waiters == 2);
        }
        foreach (Action join in joins)
            join();
        await Task.WhenAll(lease, read);

        Assert.Equal(mutexes + 2, meter.Read("forkjoin.waits", "mutex"));
        Assert.Equal(references + 2, meter.Read("forkjoin.waits", "shared_ref"));
        Assert.Equal(4, meter.Recorded.Count(m => m.Name == "forkjoin.wait.duration" && m.Value > 0));

        static async Task Dispose<T>(ValueTask<T> granted)
            where T : IDisposable => (await granted).Dispose();
    }

    [Fact]
    public void R41_a_listener_that_throws_costs_nobody_what_he_waited_for()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "forkjoin.wait.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidOperationException("a listener's own"));
        listener.Start();
        var mutex = new Mutex<int>(0);
        Action join;
        using (mutex.Lock())
        {
            join = Threads.Start(() => mutex.Lock().Dispose());
            Threads.Until(() => mutex.Gate.Waiting == 1);
        }
        join();
        Assert.False(mutex.IsLocked);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R41_the_event_source_tells_of_refusals_waits_what_was_left_behind_and_handlers_that_fail()
    {
        using var events = new Heard();
        OwnedMut<int> value = Own.Mut(1, "heard of");
#pragma warning disable FJ0014 // left behind, to be heard of
        Threads.Start(() => _ = value.BorrowMut("heard of"))();
#pragma warning restore FJ0014
        EventHandler<LeftBehindEventArgs> fails = static (_, _) => throw new InvalidOperationException("a handler's own");
        LoanLedger.LeftBehind += fails;
        value.Value = 1;
        LoanLedger.LeftBehind -= fails;
        using (value.Borrow("heard of"))
            Refused.Conflict(() => value.Value = 2);
        var mutex = new Mutex<int>(0, "heard mutex");
        Action join;
        using (mutex.Lock())
        {
            join = Threads.Start(() => mutex.Lock().Dispose());
            Threads.Until(() => mutex.Gate.Waiting == 1);
        }
        join();

        Assert.Contains("Refused BorrowConflictException heard of", events.Lines, StringComparer.Ordinal);
        Assert.Contains("Waited heard mutex", events.Lines, StringComparer.Ordinal);
        Assert.Contains(events.Lines, line => line.StartsWith("LeftBehind heard of", StringComparison.Ordinal));
        Assert.Contains(events.Lines, line => line.StartsWith("HandlerFailed InvalidOperationException a handler's own", StringComparison.Ordinal));
    }

    /// <summary>Listens to the meter.</summary>
    private sealed class Readings : IDisposable
    {
        private readonly MeterListener _listener = new();

        internal Readings()
        {
            Own.Mut(0).Borrow().Dispose(); // the meter is there once anything has been lent
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ForkJoin")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.Start();
        }

        internal ConcurrentQueue<(string Name, double Value, string? Tag)> Recorded { get; } = [];

        internal double Read(string name, string? tag = null)
        {
            var before = Recorded.Count;
            _listener.RecordObservableInstruments();
            return Recorded.Skip(before).Single(m => m.Name == name && (tag is null || m.Tag == tag)).Value;
        }

        public void Dispose() => _listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            Recorded.Enqueue((instrument.Name, value, tags.IsEmpty ? null : tags[0].Value?.ToString()));
    }

    /// <summary>Listens to the event source.</summary>
    private sealed class Heard : EventListener
    {
        private readonly ConcurrentQueue<string> _lines = [];

        internal IReadOnlyCollection<string> Lines => _lines;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "ForkJoin")
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _lines?.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload!.Take(2).Where(value => value is string))}");
    }
}
