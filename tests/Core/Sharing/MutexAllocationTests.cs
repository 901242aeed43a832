namespace ForkJoin.Tests.Sharing;

[Collection(ProcessWide.Name)]
public sealed class MutexAllocationTests
{
    private const int WarmUp = 100;
    private const int Rounds = 10_000;

    [Fact]
    public void P25_a_mutex_that_nobody_else_wants_allocates_nothing()
    {
        var counter = new Mutex<int>(0);
        var other = new Mutex<int>(0);
        AssertAllocatesNothing(() =>
        {
            using MutexGuard<int> guard = counter.Lock();
            guard.Value++;
        });
        AssertAllocatesNothing(() => counter.Use(2, static (ref int value, int more) => { value += more; }));
        AssertAllocatesNothing(() =>
        {
            ValueTask<MutexLease<int>> asked = counter.LockAsync();
            Assert.True(asked.IsCompletedSuccessfully);
            using MutexLease<int> lease = asked.GetAwaiter().GetResult();
            lease.Value++;
        });
        AssertAllocatesNothing(() =>
        {
            using MutexGuards<int, int> both = Mutexes.LockAll(other, counter);
            both.First++;
        });
    }

    private static void AssertAllocatesNothing(Action use)
    {
        for (int i = 0; i < WarmUp; i++)
            use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            use();
        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
    }
}
