namespace ForkJoin.Tests.Borrows;

public sealed class SliceChunksTests : NoLoansLeft
{
    [Fact]
    public void Chunks_are_disjoint_cover_the_whole_in_order_and_only_the_last_is_shorter()
    {
        for (int length = 0; length <= 12; length++)
        {
            OwnedArray<int> data = Numbers(length);
            foreach (int size in new[] { 1, 2, 3, 5, 12, 13, int.MaxValue })
            {
                int[][] expected = [.. data.ToArray().Chunk(size)];
                Assert.Equal(expected, Read(data, size));
                Assert.Equal(expected, ReadThroughWritable(data, size));
            }
        }
    }

    [Fact]
    public void Chunks_of_a_writable_slice_write_just_their_own_elements()
    {
        OwnedArray<int> data = Numbers(8);
        using (var scope = BorrowScope.Open())
        {
            int number = 0;
            foreach (SliceMut<int> chunk in scope.BorrowMut(data, 1..).Chunks(3))
                chunk.Span.Fill(++number);
        }
        Assert.Equal([0, 1, 1, 1, 2, 2, 2, 3], data.ToArray());
    }

    [Fact]
    public void Enumerating_twice_starts_anew()
    {
        OwnedArray<int> data = Numbers(5);
        using var scope = BorrowScope.Open();
        SliceChunks<int> chunks = scope.Borrow(data).Chunks(2);
        for (int round = 0; round < 2; round++)
        {
            int count = 0;
            foreach (Slice<int> _ in chunks)
                count++;
            Assert.Equal(3, count);
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R56_chunks_lent_on_are_all_out_at_the_same_time()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data);
        using (var inner = BorrowScope.Open())
        {
            foreach (SliceMut<int> chunk in all.Chunks(3))
                chunk.Reborrow(inner).Span.Fill(1);
            for (int i = 0; i < 10; i++)
                Refused.Conflict(all[i..(i + 1)], static s => s.Span.Clear());
        }
        Assert.Equal(10, all.Span.Count(1));
    }

    private static int[][] Read(OwnedArray<int> data, int size)
    {
        var parts = new List<int[]>();
        using var scope = BorrowScope.Open();
        foreach (Slice<int> chunk in scope.Borrow(data).Chunks(size))
            parts.Add(chunk.Span.ToArray());
        return [.. parts];
    }

    private static int[][] ReadThroughWritable(OwnedArray<int> data, int size)
    {
        var parts = new List<int[]>();
        using var scope = BorrowScope.Open();
        foreach (SliceMut<int> chunk in scope.BorrowMut(data).Chunks(size))
            parts.Add(chunk.Span.ToArray());
        return [.. parts];
    }
}
