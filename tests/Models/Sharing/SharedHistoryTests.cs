using System.Globalization;
using ForkJoin.Tests.Models.Linearizability;
using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Sharing;

/// <summary>Shared references used by several threads at once: whatever they see, they could have seen one after the other.</summary>
public sealed class SharedHistoryTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void R32_R33_what_several_threads_do_with_a_shared_reference_is_linearizable(int threads) =>
        Rounds.Run(threads, rounds: 3000 / threads, () => new Subject(threads), Use, new SharedSpecification(threads));

    /// <summary>
    /// Reads, writes, clones and looks, as chance has it. A thread waits only when it holds nothing, so every wait ends. All that it has is given
    /// back in the end; the last handle of all drops the value.
    /// </summary>
    private static void Use(Subject subject, int thread, Random random, History<SharedCall> history)
    {
        SharedRef<Box> own = subject.Handles[thread];
        SharedRef<Box>? second = null;
        SharedReadGuard<Box> reading = default;
        SharedWriteGuard<Box> writing = default;
        bool reads = false, writes = false;
        for (int i = 0; i < Rounds.CallsOfEach; i++)
        {
            SharedOperation operation = Choose(random, reads, writes, second is not null);
            int number = (thread * 100) + i;
            string result = "";
            if (random.Next(3) == 0)
                Thread.Yield();
            long start = history.Now();
            switch (operation)
            {
                case SharedOperation.TryRead:
                    reads = own.TryRead(out reading);
                    result = Said(reads);
                    break;
                case SharedOperation.Read:
                    reading = own.Read();
                    reads = true;
                    break;
                case SharedOperation.TryWrite:
                    writes = own.TryWrite(out writing);
                    result = Said(writes);
                    break;
                case SharedOperation.Write:
                    writing = own.Write();
                    writes = true;
                    break;
                case SharedOperation.Get:
                    result = Said((writes ? writing.Value : reading.Value).Number);
                    break;
                case SharedOperation.Set:
                    writing.Value.Number = number;
                    break;
                case SharedOperation.EndRead:
                    reading.Dispose();
                    reads = false;
                    break;
                case SharedOperation.EndWrite:
                    writing.Dispose();
                    writes = false;
                    break;
                case SharedOperation.Clone:
                    second = own.Clone();
                    break;
                case SharedOperation.Upgrade:
                    result = Said(subject.Weak.TryUpgrade(out second));
                    break;
                case SharedOperation.Count:
                    result = Said(own.RefCount);
                    break;
                default:
                    second!.Dispose();
                    second = null;
                    break;
            }
            history.Add(thread, new SharedCall(operation, number), result, start);
        }
        Drop(second);
        Drop(own);
        if (reads || writes)
        {
            // The value is there for whoever has it, though all handles may be gone.
            long start = history.Now();
            history.Add(thread, new SharedCall(SharedOperation.Get, 0), Said((writes ? writing.Value : reading.Value).Number), start);
            start = history.Now();
            if (writes)
                writing.Dispose();
            else
                reading.Dispose();
            history.Add(thread, new SharedCall(writes ? SharedOperation.EndWrite : SharedOperation.EndRead, 0), "", start);
        }
        long look = history.Now();
        bool isThere = subject.Weak.TryUpgrade(out SharedRef<Box>? last);
        history.Add(thread, new SharedCall(SharedOperation.Upgrade, 0), Said(isThere), look);
        Drop(last);

        void Drop(SharedRef<Box>? handle)
        {
            if (handle is null)
                return;
            long start = history.Now();
            handle.Dispose();
            history.Add(thread, new SharedCall(SharedOperation.Drop, 0), "", start);
        }
    }

    private static SharedOperation Choose(Random random, bool reads, bool writes, bool hasSecond) => random.Next(8) switch
    {
        0 => SharedOperation.Count,
        1 => hasSecond ? SharedOperation.Drop : SharedOperation.Clone,
        2 => hasSecond ? SharedOperation.Drop : SharedOperation.Upgrade,
        3 or 4 when writes => SharedOperation.Set,
        3 or 4 or 5 when reads || writes => SharedOperation.Get,
        _ when writes => SharedOperation.EndWrite,
        _ when reads => SharedOperation.EndRead,
        3 => SharedOperation.Read,
        4 => SharedOperation.Write,
        5 => SharedOperation.TryWrite,
        _ => SharedOperation.TryRead,
    };

    private static string Said(bool yes) => yes ? "yes" : "no";

    private static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One value with a handle for each thread.</summary>
    private sealed class Subject
    {
        internal Subject(int threads)
        {
            SharedRef<Box> first = SharedRef.Of(new Box(0), "value");
            Handles = [first, .. Enumerable.Range(1, threads - 1).Select(_ => first.Clone())];
            Weak = first.Downgrade();
        }

        internal SharedRef<Box>[] Handles { get; }

        internal WeakRef<Box> Weak { get; }
    }
}
