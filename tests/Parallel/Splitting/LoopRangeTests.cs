using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.Tests.Splitting;

/// <summary>Ranges of indices, cut where somebody is hungry: nothing is left out, nothing runs twice, wherever the range lies.</summary>
public sealed class LoopRangeTests
{
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R59_each_index_runs_once_wherever_the_range_lies(int workers) => Pools.Within(workers, static () =>
    {
        foreach (long start in new[] { long.MinValue, -3, 0, int.MaxValue - 5L, long.MaxValue - 100_000 })
        {
            foreach (int length in new[] { 1, 2, 16, 17, 1000, 100_000 })
            {
                var runs = new int[length];
                Run(start, start + length, new Count(runs, start), Grain.Automatic);

                Assert.DoesNotContain(runs, static times => times != 1);
            }
        }
    });

    [Theory]
    [InlineData(1, 7)]
    [InlineData(8, 8)]
    [InlineData(64, 1000)]
    [InlineData(1000, 100_000)]
    public void R59_all_blocks_but_the_last_are_multiples_of_the_smallest_and_none_is_larger_than_the_largest(int smallest, int largest) =>
        Pools.Within(3, () =>
        {
            const int Length = 12_345;
            var blocks = new Blocks();
            for (int i = 0; i < 50; i++)
                Run(0, Length, new Note(blocks), new Grain((ulong)smallest, (ulong)largest));

            Assert.All(blocks.All, block => Assert.True(
                (block.Start % smallest == 0 && (block.Start + block.Length) % smallest == 0 && block.Length <= largest)
                || block.Start + block.Length == Length));
        });

    [Fact]
    public void R58_on_one_worker_a_loop_runs_upwards() => Pools.Within(1, static () =>
    {
        var blocks = new Blocks();
        Run(0, 100_000, new Note(blocks), Grain.Automatic);

        long at = 0;
        foreach ((long start, long length) in blocks.All)
        {
            Assert.Equal(at, start);
            at += length;
        }
        Assert.Equal(100_000, at);
    });

    /// <summary>Each body waits until all workers are in one: so all come, however short the loop.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void R58_a_loop_of_as_many_bodies_as_workers_has_all_of_them(int workers) => Pools.Within(workers, () =>
    {
        var meeting = new Meeting(workers);
        Run(0, workers, new Meet(meeting), Grain.Automatic);

        Assert.True(meeting.AllCame);
    });

    [Fact]
    public void R58_a_loop_without_an_end_is_over_when_its_control_says_so() => Pools.Within(3, static () =>
    {
        LoopControl loop = LoopControl.Rent(Grain.Automatic);
        var range = new LoopRange<StopAt>(long.MinValue, long.MaxValue, new StopAt(loop, long.MinValue + 50_000));
        LoopEntry.Run(range, loop, degree: null);

        Assert.True(loop.IsStopped);
        loop.Return();
    });

    private static void Run<TBody>(long start, long end, TBody body, Grain grain)
        where TBody : struct, IRangeBody
    {
        LoopControl loop = LoopControl.Rent(grain);
        LoopEntry.Run(new LoopRange<TBody>(start, end, body), loop, degree: null);
        loop.Return();
    }

    private readonly struct Count(int[] runs, long first) : IRangeBody
    {
        public bool Run(long start, long end, ForkContext fork)
        {
            for (long i = start; i != end; i++)
                Interlocked.Increment(ref runs[i - first]);
            return true;
        }
    }

    private readonly struct Note(Blocks blocks) : IRangeBody
    {
        public bool Run(long start, long end, ForkContext fork)
        {
            lock (blocks)
                blocks.All.Add((start, end - start));
            return true;
        }
    }

    private readonly struct Meet(Meeting meeting) : IRangeBody
    {
        public bool Run(long start, long end, ForkContext fork)
        {
            for (long i = start; i != end; i++)
                meeting.Enter();
            return true;
        }
    }

    private readonly struct StopAt(LoopControl loop, long last) : IRangeBody
    {
        public bool Run(long start, long end, ForkContext fork)
        {
            if (end > last)
                loop.TryStop();
            return true;
        }
    }

    private sealed class Blocks
    {
        public List<(long Start, long Length)> All { get; } = [];
    }

    private sealed class Meeting(int wanted)
    {
        private int _arrived;
        private int _alone;

        public bool AllCame => _alone == 0;

        public void Enter()
        {
            Interlocked.Increment(ref _arrived);
            if (!Until.Spinning(() => Volatile.Read(ref _arrived) >= wanted))
                Interlocked.Increment(ref _alone);
        }
    }
}
