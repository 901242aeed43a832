using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>The loops over indices: each index once, whatever the degree.</summary>
public sealed class ForTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void R58_Each_index_runs_once_and_no_more_workers_than_the_degree_take_part(int degree)
    {
        foreach (int length in new[] { 0, 1, 2, 15, 17, 1000, 200_000 })
        {
            int[] runs = new int[length];
            int at = 0, most = 0;
            ParallelLoopResult result = Parallel.For(0, length, new ParallelOptions { MaxDegreeOfParallelism = degree }, i =>
            {
                int now = Interlocked.Increment(ref at);
                if (now > Volatile.Read(ref most))
                    Volatile.Write(ref most, now);
                runs[i]++;
                Interlocked.Decrement(ref at);
            });

            Assert.True(result.IsCompleted);
            Assert.DoesNotContain(runs, static run => run != 1);
            Assert.True(degree == -1 || most <= degree, $"{most} bodies ran at one time, with a degree of {degree}.");
        }
    }

    [Fact]
    public void R58_a_result_can_be_kept_as_the_BCLs()
    {
        System.Threading.Tasks.ParallelLoopResult whole = Parallel.For(0, 10, static _ => { });
        System.Threading.Tasks.ParallelLoopResult stopped = Parallel.For(0, 10, static (_, state) => state.Stop());
        System.Threading.Tasks.ParallelLoopResult broken = Parallel.For(0, 10, static (i, state) =>
        {
            if (i == 7)
                state.Break();
        });

        Assert.Equal((true, null), (whole.IsCompleted, whole.LowestBreakIteration));
        Assert.Equal((false, null), (stopped.IsCompleted, stopped.LowestBreakIteration));
        Assert.Equal((false, 7L), (broken.IsCompleted, broken.LowestBreakIteration));
    }
}
