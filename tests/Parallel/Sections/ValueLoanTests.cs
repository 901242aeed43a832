namespace ForkJoin.Tests.Sections;

/// <summary>Single values lent to forks: as slices of one element, under the same rules.</summary>
public sealed class ValueLoanTests
{
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R05_one_fork_writes_left_another_right_and_both_read_x(int workers) => Pools.Within(workers, () =>
    {
        OwnedMut<long> left = Own.Mut(0L, "left"), right = Own.Mut(0L, "right");
        Owned<int[]> x = Own.Of(Enumerable.Range(0, 1000).ToArray(), "x");
        Fork.Section(section =>
        {
            Slice<int[]> read = section.Borrow(x);
            section.Fork(section.BorrowMut(left), read, static (sum, x) => sum[0] = x[0][..500].Sum(static n => (long)n));
            section.Fork(section.BorrowMut(right), read, static (sum, x) => sum[0] = x[0][500..].Sum(static n => (long)n));
        });
        Assert.Equal(499_500, left.Value + right.Value);
    });

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R01_a_value_lent_to_a_fork_is_refused_to_everybody_else_until_the_section_ends(int workers) => Pools.Within(workers, () =>
    {
        OwnedMut<int> value = Own.Mut(1, "value");
        Fork.Section(section =>
        {
            SliceMut<int> mine = section.BorrowMut(value);
            section.Fork(mine, static slice => slice[0]++);
            Refused<BorrowConflictException>(() => _ = value.Value);
            Refused<BorrowConflictException>(() => value.Borrow());
            BorrowConflictException refused = Refused<BorrowConflictException>(() => value.Move());
            Assert.StartsWith("fork 1 of section ", refused.Existing!.Holder, StringComparison.Ordinal);
            Assert.DoesNotContain('[', refused.Existing.ToString()); // a single value has no parts
            try
            {
                section.Fork(mine, static slice => slice[0]++);
                Assert.Fail("Two forks write one value.");
            }
            catch (BorrowConflictException)
            {
                // As it must be.
            }
        });
        Assert.Equal(2, value.Value);
        Assert.Equal(OwnerState.Free, value.State);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R19_many_forks_read_a_value_that_guards_and_references_read_too(int workers) => Pools.Within(workers, () =>
    {
        OwnedMut<int> value = Own.Mut(7, "value");
        using Borrowed<int> guard = value.Borrow();
        long sum = 0;
        Fork.Section(section =>
        {
            Slice<int> read = section.Borrow(value);
            var results = new Forked<int>[10];
            for (int i = 0; i < results.Length; i++)
                results[i] = section.Fork(read, static slice => slice[0]);
            foreach (Forked<int> result in results)
                sum += result.Join();
        });
        Assert.Equal(70 + 7, sum + guard.Value);
    });

    [Trait("Needs", "Checks")]
    [Fact]
    public void R09_a_poisoned_value_is_not_lent_to_forks()
    {
        OwnedMut<int> value = Own.Mut(1, "value");
        Assert.Throws<InvalidTimeZoneException>(() =>
        {
            using BorrowedMut<int> guard = value.BorrowMut();
            guard.Update(static _ => throw new InvalidTimeZoneException());
        });
        Assert.Throws<PoisonedException>(() => Fork.Section(section => { section.BorrowMut(value); }));
        Assert.Throws<PoisonedException>(() => Fork.Section(section => { section.Borrow(value); }));
        Assert.Equal(OwnerState.Free, value.State);
        value.Value = 2;
        Fork.Section(section => section.Fork(section.BorrowMut(value), static slice => slice[0]++));
        Assert.Equal(3, value.Value);
        value.Dispose();
        Assert.Throws<MovedException>(() => Fork.Section(section => { section.Borrow(value); }));
        Assert.Throws<ArgumentNullException>("owner", () => Fork.Section(static section => { section.Borrow((Owned<int>)null!); }));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R20_a_value_lent_by_a_scope_is_a_span_of_one()
    {
        OwnedMut<int> value = Own.Mut(1, "value");
        using (BorrowScope scope = BorrowScope.Open())
        {
            Span<int> one = scope.BorrowMut(value);
            one[0] = 5;
            Assert.Equal(1, one.Length);
            Refused<BorrowConflictException>(() => value.Borrow());
        }
        Assert.Equal(5, value.Value);
    }

    private static TException Refused<TException>(Action use)
        where TException : Exception => Assert.Throws<TException>(use);
}
