using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>A call allocates nothing once a thread has made one like it.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1000)]
    public void R58_a_plain_loop_allocates_nothing(int length)
    {
        int[] data = new int[length];
        Action<int> body = i => data[i] = i;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        // Nobody helps with what is over so soon, once it has proven so; who did help has made its jobs.
        for (int i = 0; i < 2000; i++)
            Calls(length, body, options);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                Calls(length, body, options);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Calls(int length, Action<int> body, ParallelOptions options)
    {
        Parallel.For(0, length, body);
        Parallel.For(0, length, options, body);
    }
}
