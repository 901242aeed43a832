namespace ForkJoin.Tests.Sections;

/// <summary>What a section promises whatever the schedule.</summary>
public sealed class SectionCoreTests
{
    /// <summary>More than a section keeps public at once, and more than it tracks before it tidies up.</summary>
    private const int ManyForks = 6_000;

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R03_all_forks_have_run_once_when_the_section_ends(int workers) => Pools.Within(workers, () =>
    {
        int[] runs = new int[100];
        Fork.Section(section =>
        {
            for (int i = 0; i < runs.Length; i++)
                section.Fork(i, n => Interlocked.Increment(ref runs[n]));
        });
        Assert.All(runs, static count => Assert.Equal(1, count));
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R08_a_hundred_thousand_forks_in_one_section_run_once_each(int workers) => Pools.Within(workers, () =>
    {
        int[] runs = new int[100_000];
        Fork.Section(section =>
        {
            for (int i = 0; i < runs.Length; i++)
                section.Fork((runs, i), static at => Interlocked.Increment(ref at.runs[at.i]));
        });
        Assert.All(runs, static count => Assert.Equal(1, count));
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R05_results_are_readable_after_the_section_and_not_before(int workers) => Pools.Within(workers, () =>
    {
        var left = OwnedArray.Of(new int[500]);
        var right = OwnedArray.Of(new int[500]);
        var x = OwnedArray.Of(Enumerable.Range(0, 500).ToArray());
        Forked<int> a = default, b = default;
        Fork.Section(section =>
        {
            a = section.Fork(section.BorrowMut(left), section.Borrow(x), static (to, from) => Copy(to, from, 1));
            b = section.Fork(section.BorrowMut(right), section.Borrow(x), static (to, from) => Copy(to, from, 2));
            Forked<int> early = a;
            Assert.Throws<BorrowConflictException>(() => early.Result);
            Assert.False(early.IsJoined);
        });
        Assert.True(a.IsJoined && b.IsJoined);
        Assert.Equal((500, 1000), (a.Result, b.Result));
        Assert.Equal(499, left[499]);
        Assert.Equal(998, right[499]);
        NoLoansLeft.On(left, right, x);
    });

    private static int Copy(SliceMut<int> to, Slice<int> from, int factor)
    {
        for (int i = 0; i < to.Length; i++)
            to.Span[i] = from.Span[i] * factor;
        return factor * to.Length;
    }

    /// <summary>No verdict depends on the schedule: not on how much is public already, nor on what has been tidied away.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R05_no_result_is_readable_before_the_join_however_many_forks_there_are(int workers) => Pools.Within(workers, () =>
    {
        var forks = new Forked<int>[ManyForks];
        Fork.Section(section =>
        {
            int readable = 0;
            for (int i = 0; i < forks.Length; i++)
            {
                forks[i] = section.Fork(i, static n => n);
                readable += forks[i].IsJoined ? 1 : 0;
            }
            readable += forks.Count(static fork => fork.IsJoined);
            Assert.Equal(0, readable);
        });
        for (int i = 0; i < forks.Length; i++)
            Assert.Equal(i, forks[i].Result);
    });

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R01_a_part_is_out_until_its_fork_is_joined_however_many_forks_there_are(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[ManyForks]);
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            int refused = 0;
            for (int i = 0; i < ManyForks; i++)
            {
                section.Fork(all.Part(i, 1), static s => s.Span[0]++);
                refused += IsRefused(all.Part(i, 1)) ? 1 : 0;
            }
            Assert.Equal(ManyForks, refused);
            refused = 0;
            for (int i = 0; i < ManyForks; i++)
                refused += IsRefused(all.Part(i, 1)) ? 1 : 0;
            Assert.Equal(ManyForks, refused);
        });
        Assert.All(data.ToArray(), static item => Assert.Equal(1, item));
        NoLoansLeft.On(data);
    });

    private static bool IsRefused(SliceMut<int> slice)
    {
        try
        {
            _ = slice.Span;
            return false;
        }
        catch (BorrowConflictException)
        {
            return true;
        }
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.ThatSteal), MemberType = typeof(Pools))]
    public void R01_a_part_is_out_although_its_fork_has_long_finished(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[2]);
        using var ran = new ManualResetEventSlim();
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data).Split();
            Forked<int> fork = section.Fork(left, ran, static (s, ran) =>
            {
                s.Span[0] = 7;
                ran.Set();
                return 1;
            });
            Assert.True(Until.Signalled(ran));
#pragma warning disable FJ0010 // it is refused
            Assert.True(IsRefused(left));
#pragma warning restore FJ0010
            Assert.False(IsRefused(right));
            Assert.False(fork.IsJoined);
            Assert.Throws<BorrowConflictException>(() => data[0]);
            Assert.Equal(1, fork.Join());
            Assert.False(IsRefused(left));
            Assert.Equal(7, left.Span[0]);
        });
        NoLoansLeft.On(data);
    });

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R01_the_owner_is_refused_to_its_parent_and_to_forks_that_captured_it(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[10]);
        Forked<bool> read = default, written = default, moved = default, lent = default;
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(data, ..5), static s => s.Span.Fill(3));
            Assert.Throws<BorrowConflictException>(() => data[9]);
            Assert.Throws<BorrowConflictException>(() => data[9] = 1);
            Assert.Throws<BorrowConflictException>(() => data.Move());
            Assert.Throws<BorrowConflictException>(data.Dispose);
            read = section.Fork(() => Throws(() => data[9]));
            written = section.Fork(() => Throws(() => data[9] = 1));
            moved = section.Fork(() => Throws(() => data.Move()));
            lent = section.Fork(() => Throws(() => Fork.Section(inner => { inner.Borrow(data, 4..6); })));
            section.Fork(section.BorrowMut(data, 5..), static s => s.Span.Fill(4)); // beside it
        });
        Assert.True(read.Result && written.Result && moved.Result && lent.Result);
        Assert.Equal([3, 3, 3, 3, 3, 4, 4, 4, 4, 4], data.ToArray());
        NoLoansLeft.On(data);
    });

    private static bool Throws(Action refused)
    {
        try
        {
            refused();
            return false;
        }
        catch (BorrowConflictException)
        {
            return true;
        }
    }

    private static bool Throws(Func<object> refused) => Throws(() => { _ = refused(); });

    private static bool Throws(Func<int> refused) => Throws(() => { _ = refused(); });

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R56_disjoint_ranges_are_written_at_the_same_time(int workers) => Pools.Within(workers, () =>
    {
        var data = OwnedArray.Of(new int[10_000]);
        Fork.Section(section =>
        {
            for (int start = 0; start < 10_000; start += 100)
                section.Fork(section.BorrowMut(data, start..(start + 100)), start, static (s, start) => s.Span.Fill(start));
            Assert.Throws<BorrowConflictException>(section_overlap);

            void section_overlap() => Fork.Section(inner => { inner.Borrow(data, 50..60); });
        });
        for (int i = 0; i < 10_000; i++)
            Assert.Equal(i / 100 * 100, data[i]);
        NoLoansLeft.On(data);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R03_sections_inside_forks_inside_sections(int workers) => Pools.Within(workers, () =>
    {
        Assert.Equal(Nested(4), Task(4));

        static long Nested(int depth) => depth == 0 ? 1 : 4 * Nested(depth - 1);

        static long Task(int depth)
        {
            if (depth == 0)
                return 1;
            Forked<long> a = default, b = default;
            var (c, d) = Fork.Section(section =>
            {
                a = section.Fork(depth - 1, static n => Task(n));
                b = section.Fork(depth - 1, static n => Fork.Section(inner => inner.Fork(n, static n => Task(n)).Join()));
                return Fork.Join(depth - 1, depth - 1, static n => Task(n));
            });
            return a.Result + b.Result + c + d;
        }
    });

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P10_a_refused_fork_leaves_no_loan_behind(int workers) => Pools.Within(workers, () =>
    {
        var a = OwnedArray.Of(new int[4]);
        var b = OwnedArray.Of(new int[4]);
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(a);
            SliceMut<int> other = section.BorrowMut(b);
            bool refused = false;
            try
            {
                section.Fork(other, all, all[1..], static (x, y, z) => { });
            }
            catch (BorrowConflictException)
            {
                refused = true;
            }
            Assert.True(refused);
            Assert.Equal(4, all.Span.Length + other.Span.Length - 4);
        });
        NoLoansLeft.On(a, b);
    });
}
