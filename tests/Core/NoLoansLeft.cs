using System.Collections.Concurrent;

namespace ForkJoin.Tests;

/// <summary>P10: a test class that derives from this names its owners by <see cref="Watch"/>; each test's end asserts that no loan is left.</summary>
public abstract class NoLoansLeft : IDisposable
{
    private readonly ConcurrentBag<Action> _checks = [];

    public void Dispose()
    {
        foreach (Action check in _checks)
            check();
        GC.SuppressFinalize(this);
    }

    /// <summary>The numbers 0, 1, 2, … in an owner called <c>data</c>, unless somebody calls it otherwise.</summary>
    protected OwnedArray<int> Numbers(int length, string? name = null) =>
        Watch(OwnedArray.Of(Enumerable.Range(0, length).ToArray(), name, expression: "data"));

    protected OwnedArray<T> Watch<T>(OwnedArray<T> owner)
    {
        _checks.Add(() => Assert.True(owner.State is OwnerState.Free or OwnerState.Gone, $"A loan is left: {owner}"));
        return owner;
    }
}
