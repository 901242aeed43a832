using System.Diagnostics.Metrics;
using System.Globalization;

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Whoever hears of the library's instruments, which are made with a process's first loan, borrows in the midst of that, and throws.</summary>
internal static class Listeners
{
    internal static IEnumerable<string> BeforeTheFirstLoan()
    {
        OwnedMut<int> owner = Own.Mut(1), listeners = Own.Mut(0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name != "ForkJoin")
                return;
            using (BorrowedMut<int> heard = listeners.BorrowMut())
                heard.Value++;
            throw new InvalidOperationException("a listener's own");
        };
        listener.Start();
        return [Held(owner), owner.State.ToString(), listeners.State.ToString(), listeners.Value.ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>Nor is the guard taken for one that a thread has left behind, which the finalizer's thread would notice.</summary>
    private static string Held(OwnedMut<int> owner)
    {
        using BorrowedMut<int> guard = owner.BorrowMut();
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return owner.State.ToString();
    }
}
