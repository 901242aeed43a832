namespace ForkJoin.Tests.Borrows;

public sealed class SliceMutTests : NoLoansLeft
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_lending_a_part_on_that_is_lent_on_already_says_that_the_slice_cannot_be_used()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        SliceMut<int> slice = scope.BorrowMut(data);
        slice[..5].Reborrow(scope);

        BorrowConflictException refused = Refused.Conflict(slice, static slice =>
        {
            using var other = BorrowScope.Open();
            slice.Reborrow(other);
        });
        Assert.Contains("cannot write through a slice of data[0..10)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_writes_exactly_the_elements_lent()
    {
        OwnedArray<int> data = Numbers(10);
        using (var scope = BorrowScope.Open())
        {
            SliceMut<int> part = scope.BorrowMut(data, 2..8);
            part[0] = 20;
            part[^1] = 70;
            part[2..4].Span.Fill(9);
            part.Part(1, 1).Span[0]++;
            Assert.Equal("SliceMut<Int32>[6]", part.ToString());
        }
        Assert.Equal([0, 1, 20, 4, 9, 9, 6, 70, 8, 9], data.ToArray());
    }

    [Fact]
    public void Wrong_indexes_are_refused_and_named()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        SliceMut<int> part = scope.BorrowMut(data, 2..8);

        Refused.Throws<IndexOutOfRangeException, SliceMut<int>>(part, static s => s[6] = 0);
        Refused.Throws<IndexOutOfRangeException, SliceMut<int>>(part, static s => s[-1] = 0);
        foreach (Range range in new[] { 0..7, 7..7, 4..3, ^7.., ..^7, 1..int.MaxValue })
            Assert.Equal("range", Refused.Throws<ArgumentOutOfRangeException, SliceMut<int>>(part, s => _ = s[range]).ParamName);
        foreach ((int start, int length) in new[] { (-1, 1), (0, 7), (7, 0), (1, -1), (int.MaxValue, int.MaxValue), (int.MinValue, int.MinValue), (-1, -1) })
            Assert.Equal("start", Refused.Throws<ArgumentOutOfRangeException, SliceMut<int>>(part, s => s.Part(start, length)).ParamName);
        foreach (int index in new[] { -1, 7, int.MaxValue, int.MinValue })
            Assert.Equal("index", Refused.Throws<ArgumentOutOfRangeException, SliceMut<int>>(part, s => s.SplitAt(index)).ParamName);
        foreach (int size in new[] { 0, -1, int.MinValue })
            Assert.Equal("size", Refused.Throws<ArgumentOutOfRangeException, SliceMut<int>>(part, s => s.Chunks(size)).ParamName);
    }

    [Fact]
    public void R20_it_converts_to_spans_and_to_a_slice_to_read()
    {
        OwnedArray<int> data = Numbers(10);
        using var scope = BorrowScope.Open();
        SliceMut<int> part = scope.BorrowMut(data, ..3);

        Span<int> write = part;
        ReadOnlySpan<int> read = part;
        Slice<int> slice = part;
        write[0] = 5;
        Assert.Equal(5, read[0]);
        Assert.Equal(5, slice[0]);
        Assert.Equal(5, part.AsReadOnly()[0]);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R01_lent_on_for_writing_every_overlapping_handle_is_refused_and_those_beside_go_on()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data);
        SliceMut<int> overlapping = all[4..6], beside = all[5..];
        Slice<int> read = all;
        using (var inner = BorrowScope.Open())
        {
            SliceMut<int> left = all[..5].Reborrow(inner);
            Refused.Conflict(all, static s => _ = s.Span.Length);
            Refused.Conflict(all, static s => _ = s[9]);
            Refused.Conflict(all, static s => _ = s.AsReadOnly().Span.Length);
            Refused.Conflict(read, static s => _ = s.Span.Length);
            Refused.Conflict(overlapping, static s => s.Span.Clear());
            Refused.Conflict(overlapping, static s =>
            {
                using var other = BorrowScope.Open();
                s.Reborrow(other);
            });
            left.Span.Fill(1);
            beside.Span.Fill(2);
            Assert.Equal(2, read[5..][0]);
        }
        all[0] = 3;
        Assert.Equal([3, 1, 1, 1, 1, 2, 2, 2, 2, 2], read.Span.ToArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R19_lent_on_for_reading_the_parent_may_be_read_but_not_written()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data);
        using (var inner = BorrowScope.Open())
        {
            Slice<int> left = all.AsReadOnly()[..5].Reborrow(inner);
            Assert.Equal(4, left[4]);
            Assert.Equal(4, all.AsReadOnly()[4]);
            Assert.Equal(LoanKind.Read, Refused.Conflict(all, static s => s.Span.Clear()).Existing!.Kind);
            all[5..].Span.Clear();
        }
        all.Span.Clear();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Disjoint_parts_are_lent_on_at_the_same_time()
    {
        OwnedArray<int> data = Numbers(10);
        using var outer = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data);
        using (var inner = BorrowScope.Open())
        {
            var (left, right) = all.SplitAt(4);
            SliceMut<int> a = left.Reborrow(inner), b = right.Reborrow(inner);
            a.Span.Fill(1);
            b.Span.Fill(2);
            Refused.Conflict(left, static s => s.Span.Clear());
            Refused.Conflict(right, static s => s.Span.Clear());
            Refused.Conflict(all[3..5], static s => s.Span.Clear());
        }
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 2, 2], all.AsReadOnly().Span.ToArray());
    }

    [Fact]
    public void One_that_was_never_lent_is_empty_and_harmless()
    {
        SliceMut<int> none = default;
        using var scope = BorrowScope.Open();

        Assert.True(none.IsEmpty);
        Assert.Equal(0, none.Span.Length);
        Assert.True(none[..].IsEmpty);
        Assert.True(none.Split().Right.IsEmpty);
        Assert.True(none.AsReadOnly().IsEmpty);
        Assert.True(none.Reborrow(scope).IsEmpty);
        foreach (SliceMut<int> _ in none.Chunks(1))
            Assert.Fail("There is no chunk of nothing.");
    }
}
