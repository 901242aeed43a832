using ForkJoin.Sharing;
using ReadGrant = ForkJoin.Sharing.ReadGrant<ForkJoin.Atomics.HardwareSync>;
using ReadSlot = ForkJoin.Sharing.ReadSlot<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin.Tests.Sharing;

/// <summary>Readers who find no place to stand, and no memory for more places (P26).</summary>
public sealed class SharedAccessTests
{
    [Fact]
    public void P26_without_memory_for_another_reader_he_waits_until_one_leaves()
    {
        var access = new Scarce();
        // All by numbers of leases, which belong to no thread: a thread that cannot be found counts as ended.
        ReadGrant first = access.Read(holder: -1, file: null, line: 0, waiter: null);
        Assert.NotNull(first.Slot);
        Assert.Null(access.Read(holder: -2, file: null, line: 0, waiter: null).Slot);

        var entered = new List<int>();
        var readers = new Thread[3];
        for (int i = 0; i < readers.Length; i++)
        {
            int thread = i + 2;
            readers[i] = new Thread(() =>
            {
                ReadGrant mine = access.ReadBlocking(-thread, null, 0, Timeout.InfiniteTimeSpan, CancellationToken.None);
                lock (entered)
                    entered.Add(thread);
                access.EndGuard(mine.Slot!, mine.Generation);
            });
            readers[i].Start();
            Assert.True(SpinWait.SpinUntil(() => access.Waiters == thread - 1, TimeSpan.FromSeconds(30)));
        }
        access.EndGuard(first.Slot!, first.Generation);
        foreach (Thread reader in readers)
            Assert.True(reader.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal([2, 3, 4], entered);
        Assert.Equal(0, access.Waiters);
        long generation = access.Write(holder: -1, file: null, line: 0, waiter: null);
        Assert.NotEqual(0, generation);
        access.EndWrite(generation);
        Assert.NotNull(access.Read(holder: -5, file: null, line: 0, waiter: null).Slot);
    }

    /// <summary>Has the one slot that it was made with, and never more.</summary>
    private sealed class Scarce() : SharedAccess("scarce")
    {
        private protected override ReadSlot[] MoreThan(ReadSlot[] slots) => throw new InsufficientMemoryException();

        private protected override void Drop()
        {
        }
    }
}
