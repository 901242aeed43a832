namespace ForkJoin.Tests;

/// <summary>Every way out releases every loan (P10).</summary>
internal static class NoLoansLeft
{
    internal static void On<T>(params ReadOnlySpan<OwnedArray<T>> owners)
    {
        foreach (OwnedArray<T> owner in owners)
            Assert.Equal(OwnerState.Free, owner.State);
    }
}
