using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Slices in loops: lent to the loop while it runs, and free on every way out.</summary>
public sealed class LoopBorrowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void R59_The_owner_is_not_touched_while_its_slice_is_with_a_loop(int workers)
    {
        Pools.Within(workers, static () =>
        {
            using OwnedArray<int> data = OwnedArray.Of(new int[10_000]);
            int refused = 0;
            Fork.Section(section => Parallel.ForEachChunk(
                section.BorrowMut(data),
                (chunk, _) =>
                {
                    chunk.Fill(1);
                    try
                    {
                        data[0] = 2;
                    }
                    catch (BorrowConflictException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                },
                new LoopOptions { MaxChunk = 1000 }));

            Assert.InRange(refused, 10, int.MaxValue);
            NoLoansLeft.On(data);
            Assert.Equal(1, data[0]);
        });
    }

    [Fact]
    public void R59_A_slice_of_which_a_fork_has_a_part_is_refused()
    {
        Pools.Within(2, static () =>
        {
            using OwnedArray<int> data = OwnedArray.Of(new int[100]);
            int refused = 0, runs = 0;
            Fork.Section(section =>
            {
                SliceMut<int> slice = section.BorrowMut(data);
                section.Fork(slice.Part(10, 10), static part => part.Span.Fill(1));
                try
                {
                    Parallel.ForEach(slice, (ref int _, int _) => runs++);
                }
                catch (BorrowConflictException)
                {
                    refused++;
                }
                try
                {
                    Parallel.ForEachChunk(slice.AsReadOnly(), (_, _) => runs++);
                }
                catch (BorrowConflictException)
                {
                    refused++;
                }
                Parallel.ForEach(slice.Part(20, 80), static (ref int item, int _) => item = 2);
            });

            Assert.Equal((2, 0), (refused, runs));
            NoLoansLeft.On(data);
        });
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("is cancelled")]
    public void R59_P10_A_loop_that_ends_early_leaves_no_loan(string how)
    {
        using var source = new CancellationTokenSource();
        using OwnedArray<int> data = OwnedArray.Of(new int[1000]);
        Assert.ThrowsAny<Exception>(() => Fork.Section(section => Parallel.ForEachChunk(
            section.BorrowMut(data),
            (chunk, _) =>
            {
                if (how == "throws")
                    throw new InvalidOperationException();
                source.Cancel();
            },
            new LoopOptions { MaxChunk = 10, CancellationToken = source.Token })));

        NoLoansLeft.On(data);
        data[0] = 1;
    }

    [Fact]
    public void R59_A_slice_whose_loan_has_ended_is_refused()
    {
        using OwnedArray<int> data = OwnedArray.Of(new int[1000]);
        bool refused = false;
        int runs = 0;
        var scope = BorrowScope.Open();
        SliceMut<int> slice = scope.BorrowMut(data);
        scope.Dispose();
        try
        {
            Parallel.ForEachChunk(slice, (_, _) => runs++);
        }
        catch (LifetimeExpiredException)
        {
            refused = true;
        }
        Assert.True(refused);
        Assert.Equal(0, runs);
    }

    [Fact]
    public void R59_P12_A_loop_in_a_cancelled_section_ends()
    {
        Pools.Within(2, static () =>
        {
            using var source = new CancellationTokenSource();
            using OwnedArray<int> data = OwnedArray.Of(new int[100_000]);
            int runs = 0;
            Assert.ThrowsAny<OperationCanceledException>(() => Fork.Section(
                section => Parallel.ForEach(
                    section.BorrowMut(data),
                    (ref int _, int _) =>
                    {
                        Interlocked.Increment(ref runs);
                        source.Cancel();
                    },
                    new LoopOptions { MaxChunk = 1 }),
                source.Token));

            Assert.InRange(runs, 1, 99_999);
            NoLoansLeft.On(data);
        });
    }
}
