namespace ForkJoin.Tests.Borrows;

public sealed class SlicePairsTests : NoLoansLeft
{
    [Fact]
    public void The_parts_of_a_split_are_disjoint_and_cover_the_whole()
    {
        for (int length = 0; length <= 9; length++)
        {
            OwnedArray<int> data = Numbers(length);
            for (int index = 0; index <= length; index++)
            {
                using var scope = BorrowScope.Open();
                Slice<int> all = scope.Borrow(data);
                var (left, right) = all.SplitAt(index);

                Assert.Equal(Enumerable.Range(0, index), left.Span.ToArray());
                Assert.Equal(Enumerable.Range(index, length - index), right.Span.ToArray());
                Assert.Equal(left.Length, all.SplitAt(index).Left.Length);
                Assert.Equal(right.Length, all.SplitAt(index).Right.Length);
            }
        }
    }

    [Fact]
    public void The_parts_of_a_split_may_both_be_written()
    {
        OwnedArray<int> data = Numbers(9);
        using (var scope = BorrowScope.Open())
        {
            var (left, right) = scope.BorrowMut(data).SplitAt(5);
            Span<int> a = left.Span, b = right.Span;
            a.Fill(1);
            b.Fill(2);
        }
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2], data.ToArray());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(7, 3, 4)]
    public void Halves_differ_by_at_most_one_the_right_one_being_the_longer(int length, int left, int right)
    {
        OwnedArray<int> data = Numbers(length);
        using (var scope = BorrowScope.Open())
        {
            SlicePair<int> halves = scope.Borrow(data).Split();
            Assert.Equal((left, right), (halves.Left.Length, halves.Right.Length));
        }
        using (var scope = BorrowScope.Open())
        {
            SliceMutPair<int> halves = scope.BorrowMut(data).Split();
            Assert.Equal((left, right), (halves.Left.Length, halves.Right.Length));
        }
    }
}
