
namespace ForkJoin.Tests.ProcessChild;

internal static class Allocations
{
    /// <summary>Bytes that ten thousand loans allocate once everything is warm.</summary>
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
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data, ..50)[0]++;
            scope.BorrowMut(data, 50..)[0]++;
        }
    }
}
