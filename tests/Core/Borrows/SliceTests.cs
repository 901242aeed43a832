namespace ForkJoin.Tests.Borrows;

public sealed class SliceTests : NoLoansLeft
{
    [Fact]
    public void It_shows_exactly_the_elements_lent()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();

        Assert.Equal(Enumerable.Range(0, 10), scope.Borrow(data).Span.ToArray());
        Slice<int> part = scope.Borrow(data, 2..^3);
        Assert.Equal([2, 3, 4, 5, 6], part.Span.ToArray());
        Assert.Equal(5, part.Length);
        Assert.False(part.IsEmpty);
        Assert.True(scope.Borrow(data, 4..4).IsEmpty);
        Assert.Equal("Slice<Int32>[5]", part.ToString());
    }

    [Fact]
    public void Elements_and_parts_are_named_by_indexes_from_either_end()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        Slice<int> part = scope.Borrow(data, 2..8);

        Assert.Equal(2, part[0]);
        Assert.Equal(7, part[^1]);
        Assert.Equal([3, 4, 5, 6], part[1..^1].Span.ToArray());
        Assert.Equal([5, 6], part.Part(3, 2).Span.ToArray());
        Assert.Equal([4], part[1..][1..][..1].Span.ToArray());
        Assert.True(part[6..].IsEmpty);
    }

    [Fact]
    public void Wrong_indexes_are_refused_and_named()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        Slice<int> part = scope.Borrow(data, 2..8);

        Refused.Throws<IndexOutOfRangeException, Slice<int>>(part, static s => _ = s[6]);
        Refused.Throws<IndexOutOfRangeException, Slice<int>>(part, static s => _ = s[-1]);
        foreach (Range range in new[] { 0..7, 7..7, 4..3, ^7.., ..^7, 1..int.MaxValue })
            Assert.Equal("range", Refused.Throws<ArgumentOutOfRangeException, Slice<int>>(part, s => _ = s[range]).ParamName);
        foreach ((int start, int length) in new[] { (-1, 1), (0, 7), (7, 0), (1, -1), (int.MaxValue, int.MaxValue), (int.MinValue, int.MinValue), (-1, -1) })
            Assert.Equal("start", Refused.Throws<ArgumentOutOfRangeException, Slice<int>>(part, s => s.Part(start, length)).ParamName);
        foreach (int index in new[] { -1, 7, int.MaxValue, int.MinValue })
            Assert.Equal("index", Refused.Throws<ArgumentOutOfRangeException, Slice<int>>(part, s => s.SplitAt(index)).ParamName);
        foreach (int size in new[] { 0, -1, int.MinValue })
            Assert.Equal("size", Refused.Throws<ArgumentOutOfRangeException, Slice<int>>(part, s => s.Chunks(size)).ParamName);
    }

    [Fact]
    public void R20_it_converts_to_a_span_to_read()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();

        Assert.Equal(45, Sum(scope.Borrow(data)));
    }

    [Fact]
    public void R59_every_kind_of_memory_lends_alike()
    {
        int[] numbers = [.. Enumerable.Range(0, 10)];
        foreach (OwnedArray<int> data in new[]
        {
            OwnedArray.Of(new int[10]), OwnedArray.Of(new int[20].AsMemory(5, 10)), OwnedArray.Pooled<int>(10), OwnedArray.Native<int>(10),
        })
        {
            Watch(data).CopyFrom(numbers);
            using (var scope = BorrowScope.Open())
            {
                var (left, right) = scope.Borrow(data).SplitAt(3);
                Assert.Equal([0, 1, 2], left.Span.ToArray());
                Assert.Equal([5, 6], right[2..4].Span.ToArray());
            }
            data.Dispose();
        }
    }

    [Fact]
    public void A_reading_loan_lent_on_lets_everybody_go_on_reading()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        Slice<int> all = outer.Borrow(data);
        using (var inner = BorrowScope.Open())
        {
            Slice<int> again = all[2..4].Reborrow(inner);
            Assert.Equal(2, again[0]);
            Assert.Equal(2, all[2]);
            Assert.Equal(2, data[2]);
        }
        Assert.Equal(2, all[2]);
    }

    [Fact]
    public void R18_lent_on_to_an_ended_scope_it_is_refused()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        Slice<int> all = outer.Borrow(data);
        var inner = BorrowScope.Open();
        inner.Dispose();
        Exception? refused = null;
        try
        {
            all.Reborrow(inner);
        }
        catch (LifetimeExpiredException error)
        {
            refused = error;
        }
        Assert.NotNull(refused);
    }

    [Fact]
    public void One_that_was_never_lent_is_empty_and_harmless()
    {
        Slice<int> none = default;
        using var scope = BorrowScope.Open();

        Assert.True(none.IsEmpty);
        Assert.Equal(0, none.Span.Length);
        Assert.True(none[..].IsEmpty);
        Assert.True(none.Split().Left.IsEmpty);
        Assert.True(none.Reborrow(scope).IsEmpty);
        foreach (Slice<int> _ in none.Chunks(1))
            Assert.Fail("There is no chunk of nothing.");
    }

    private static int Sum(ReadOnlySpan<int> span)
    {
        int sum = 0;
        foreach (int item in span)
            sum += item;
        return sum;
    }
}
