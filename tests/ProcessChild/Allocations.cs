
namespace ForkJoin.Tests.ProcessChild;

internal static class Allocations
{
    /// <summary>Bytes that ten thousand sections with two loans each allocate once everything is warm.</summary>
    internal static long OfLoans()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(100);
        Use(data, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(data, 10_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Use(OwnedArray<int> data, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Fork.Section(data, static (section, data) =>
            {
                section.BorrowMut(data, ..50)[0]++;
                section.BorrowMut(data, 50..)[0]++;
            });
        }
    }
}
