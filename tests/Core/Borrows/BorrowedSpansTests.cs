namespace ForkJoin.Tests.Borrows;

/// <summary>Functions take borrowed and plain values alike (R20).</summary>
public sealed class BorrowedSpansTests
{
    [Fact]
    public void R20_one_function_takes_arrays_slices_and_lent_values()
    {
        OwnedMut<int[]> array = Own.Mut(new[] { 1, 2 });
        OwnedMut<List<int>> list = Own.Mut(new List<int> { 3, 4 });
        OwnedArray<int> data = OwnedArray.Of(new[] { 5, 6 });
        using BorrowScope scope = BorrowScope.Open();
        using Borrowed<int[]> lentArray = array.Borrow();
        using Borrowed<List<int>> lentList = list.Borrow();
        Assert.Equal(3, Sum(lentArray.AsSpan()));
        Assert.Equal(7, Sum(lentList.AsSpan()));
        Assert.Equal(11, Sum(scope.Borrow(data)));
        Assert.Equal(9, Sum(new[] { 4, 5 }));

        using Borrowed<string> text = Own.Of("abc").Borrow();
        Assert.Equal(3, text.AsSpan().Length);

        static int Sum(ReadOnlySpan<int> numbers)
        {
            int sum = 0;
            foreach (int number in numbers)
                sum += number;
            return sum;
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R20_what_was_lent_for_writing_is_written_through_a_span()
    {
        OwnedMut<int[]> array = Own.Mut(new[] { 2, 1 });
        OwnedMut<List<int>> list = Own.Mut(new List<int> { 4, 3 });
        using (BorrowedMut<int[]> lentArray = array.BorrowMut())
        using (BorrowedMut<List<int>> lentList = list.BorrowMut())
        {
            lentArray.AsSpan().Sort();
            lentList.AsSpan().Sort();
            using Borrowed<int[]> onward = lentArray.Reborrow();
            Refused.Conflict(lentArray, static guard => guard.AsSpan().Clear());
            Assert.Equal([1, 2], onward.AsSpan().ToArray());
        }
        Assert.Equal([1, 2], array.Value);
        Assert.Equal([3, 4], list.Value);

        Borrowed<int[]> over = array.Borrow();
        over.Dispose();
        Refused.Expired(over, static guard => guard.AsSpan());
    }
}
