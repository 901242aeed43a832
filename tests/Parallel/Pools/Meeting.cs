namespace ForkJoin.Tests.ForPools;

/// <summary>So many come; the last one releases all.</summary>
internal sealed class Meeting(int expected) : IDisposable
{
    private readonly ManualResetEventSlim _all = new();
    private int _here;

    internal void Come()
    {
        if (Interlocked.Increment(ref _here) == expected)
            _all.Set();
    }

    internal bool Wait() => _all.Wait(Until.Patience);

    internal void ComeAndBlock()
    {
        Come();
        Assert.True(ForkJoinPool.Blocking(this, static meeting => meeting.Wait()), "the last one never came");
    }

    internal void ComeAndBlock(ForkContext fork)
    {
        Come();
        Assert.True(fork.Blocking(this, static meeting => meeting.Wait()), "the last one never came");
    }

    public void Dispose() => _all.Dispose();
}
