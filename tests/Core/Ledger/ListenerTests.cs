using System.Diagnostics.Tracing;
using ForkJoin.Tests.Sharing;

namespace ForkJoin.Tests.Ledger;

/// <summary>Listeners are called on the thread that was refused, in the midst of the refused call: they may use the library (P09).</summary>
[Collection(ProcessWide.Name)]
public sealed class ListenerTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void P09_a_listener_may_look_at_the_ledger_and_borrow_whatever_was_refused()
    {
        OwnedMut<int> owner = Own.Mut(1, "given away"), other = Own.Mut(2);
        owner.TakeOwnership();
        int told = 0;
        using var listener = new Listener("given away", () =>
        {
            told++;
            Assert.DoesNotContain(LoanLedger.Snapshot(), static entry => entry.Loan.Owner == "given away");
            other.BorrowMut().Dispose();
        });
        Threads.Start(() =>
        {
            Assert.Throws<MovedException>(() => owner.Borrow().Dispose());
            Assert.Throws<MovedException>(() => owner.TryBorrowMut(out _));
        })();
        Assert.Equal(2, told);
        Assert.Equal(OwnerState.Free, other.State);
    }

    private sealed class Listener(string owner, Action hears) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "ForkJoin")
                EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "Refused" && eventData.Payload?[1] is string refused && refused == owner)
                hears();
        }
    }
}
