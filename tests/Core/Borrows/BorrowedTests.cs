namespace ForkJoin.Tests.Borrows;

/// <summary>Guards of single values: many readers or one writer, and the tree that lending on makes.</summary>
public sealed class BorrowedTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R19_many_readers_or_one_writer_and_the_message_says_which_is_in_the_way()
    {
        OwnedMut<int> data = Own.Mut(1, "data");
        using (Borrowed<int> one = data.Borrow())
        using (Borrowed<int> two = data.Borrow())
        {
            Assert.Equal(OwnerState.LentForReading, data.State);
            Assert.Equal(3, one.Value + two.Value + data.Value);
            BorrowConflictException refused = Refused.Conflict(() => data.BorrowMut());
            Assert.Equal(LoanKind.Write, refused.Wanted);
            Assert.Equal(LoanKind.Read, refused.Existing!.Kind);
            Assert.StartsWith("a guard on thread ", refused.Existing.Holder, StringComparison.Ordinal);
            Assert.StartsWith("BorrowedTests.cs:", refused.Existing.MadeAt, StringComparison.Ordinal);
            Assert.DoesNotContain("[0..1)", refused.Message, StringComparison.Ordinal);
            Refused.Conflict(() => data.Value = 2);
            Refused.Conflict(() => data.Replace(2));
            Refused.Conflict(() => data.Move());
            Refused.Conflict(() => data.Freeze());
            Refused.Conflict(() => data.TakeOwnership());
        }
        using (BorrowedMut<int> writer = data.BorrowMut())
        {
            Assert.Equal(OwnerState.LentForWriting, data.State);
            writer.Value = 5;
            Assert.Equal(LoanKind.Write, Refused.Conflict(() => data.Borrow()).Existing!.Kind);
            Refused.Conflict(() => data.BorrowMut());
            Refused.Conflict(() => _ = data.Value);
            Refused.Conflict(() => data.Take());
        }
        Assert.Equal(5, data.Value);
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R30_the_try_forms_tell_instead_of_throwing()
    {
        OwnedMut<int> data = Own.Mut(1, "data");
        Assert.True(data.TryBorrow(out Borrowed<int> reader));
        Assert.False(data.TryBorrowMut(out _));
        Assert.Equal(1, reader.Value);
        reader.Dispose();
        Assert.True(data.TryBorrowMut(out BorrowedMut<int> writer));
        Assert.False(data.TryBorrow(out Borrowed<int> none));
        Refused.Expired(none, static none => _ = none.Value);
        none.Dispose();
        writer.Value = 2;
        writer.Dispose();
        Assert.Equal(2, data.Value);
        data.Dispose();
        Refused.Moved(() => data.TryBorrow(out _));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_guard_that_was_disposed_is_refused_and_so_are_its_copies()
    {
        OwnedMut<int> data = Own.Mut(1);
        BorrowedMut<int> writer = data.BorrowMut();
        BorrowedMut<int> copy = writer;
        writer.Dispose();
        writer.Dispose();
        Refused.Expired(writer, static writer => writer.Value = 9);
        using (BorrowedMut<int> next = data.BorrowMut()) // the same node again
        {
            Refused.Expired(copy, static copy => copy.Value = 9);
            Refused.Expired(copy, static copy => copy.Replace(9));
            Refused.Expired(copy, static copy => copy.ReborrowMut());
            copy.Dispose(); // ends nothing of the next one's
            next.Value = 2;
        }
        Borrowed<int> reader = data.Borrow();
        reader.Dispose();
        Refused.Expired(reader, static reader => reader.Reborrow());
        Assert.Equal(2, data.Value);
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R08_while_a_child_is_out_its_parent_is_frozen_as_the_owner_would_be()
    {
        OwnedMut<int> data = Own.Mut(1, "data");
        using (BorrowedMut<int> parent = data.BorrowMut())
        {
            using (BorrowedMut<int> child = parent.ReborrowMut())
            {
                child.Value = 2;
                using (BorrowedMut<int> grandchild = child.ReborrowMut())
                {
                    grandchild.Value = 3;
                    Refused.Throws<BorrowConflictException, BorrowedMut<int>>(child, static child => child.Value = 9);
                }
                child.Value++;
                BorrowConflictException refused =
                    Refused.Throws<BorrowConflictException, BorrowedMut<int>>(parent, static parent => _ = parent.Value);
                Assert.Contains("through a guard of data", refused.Message, StringComparison.Ordinal);
                Refused.Throws<BorrowConflictException, BorrowedMut<int>>(parent, static parent => parent.Reborrow());
                Refused.Conflict(() => _ = data.Value);
            }
            using (Borrowed<int> reader = parent.Reborrow())
            using (Borrowed<int> second = parent.Reborrow())
            using (Borrowed<int> third = second.Reborrow())
            {
                Assert.Equal(12, reader.Value + second.Value + third.Value);
                Refused.Throws<BorrowConflictException, BorrowedMut<int>>(parent, static parent => parent.ReborrowMut());
            }
        }
        Assert.Equal(4, data.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R08_a_child_that_outlives_its_parent_keeps_the_value_lent_until_it_ends()
    {
        OwnedMut<int> data = Own.Mut(1, "data");
        BorrowedMut<int> parent = data.BorrowMut();
        BorrowedMut<int> child = parent.ReborrowMut();
        parent.Dispose();
        Refused.Expired(parent, static parent => _ = parent.Value);
        Refused.Conflict(() => _ = data.Value);
        child.Value = 2;
        child.Dispose();
        Assert.Equal(2, data.Value);
        using (BorrowedMut<int> next = data.BorrowMut())
            next.Value = 3;
        Assert.Equal(3, data.Value);
    }

    [Fact]
    public void Guards_may_end_in_any_order()
    {
        OwnedMut<int> first = Own.Mut(1, "first");
        OwnedMut<int> second = Own.Mut(2, "second");
        OwnedMut<int> third = Own.Mut(3, "third");
        for (int round = 0; round < 3; round++)
        {
            BorrowedMut<int> a = first.BorrowMut();
            BorrowedMut<int> b = second.BorrowMut();
            a.Dispose();
            BorrowedMut<int> c = third.BorrowMut();
            BorrowedMut<int> d = first.BorrowMut();
            Assert.Equal((2, 3, 1), (b.Value, c.Value, d.Value));
            b.Dispose();
            BorrowedMut<int> child = d.ReborrowMut();
            d.Dispose(); // before its child: its node is not used again
            BorrowedMut<int> e = second.BorrowMut();
            Borrowed<int> g = e.Reborrow();
            Assert.Equal((3, 1, 2), (c.Value, child.Value, g.Value));
            c.Dispose();
            child.Dispose();
            using (BorrowedMut<int> f = third.BorrowMut())
            using (BorrowedMut<int> h = first.BorrowMut())
                Assert.Equal((3, 1, 2), (f.Value, h.Value, g.Value));
            g.Dispose();
            Assert.Equal(2, e.Value);
            e.Dispose();
        }
        Assert.All([first.State, second.State, third.State], static state => Assert.Equal(OwnerState.Free, state));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R09_a_change_that_fails_poisons_the_value_until_a_whole_one_is_put_in()
    {
        OwnedMut<List<int>> list = Own.Mut(new List<int> { 1 }, "list");
        using (BorrowedMut<List<int>> writer = list.BorrowMut())
        {
            writer.Update(static old => [.. old, 2]);
            writer.Update(3, static (old, item) => [.. old, item]);
            Assert.Equal([1, 2, 3], writer.Value);
            Assert.Throws<InvalidTimeZoneException>(() => FailIn(list));
        }
        Assert.False(list.IsPoisoned);

        using (BorrowedMut<List<int>> writer = list.BorrowMut())
        {
            Refused.Throws<InvalidTimeZoneException, BorrowedMut<List<int>>>(
                writer, static writer => writer.Update(static _ => throw new InvalidTimeZoneException()));
            PoisonedException refused = Refused.Throws<PoisonedException, BorrowedMut<List<int>>>(writer, static writer => _ = writer.Value);
            Assert.Contains("the change begun at BorrowedTests.cs:", refused.Message, StringComparison.Ordinal);
            Assert.StartsWith("BorrowedTests.cs:", refused.PoisonedAt, StringComparison.Ordinal);
            Refused.Throws<PoisonedException, BorrowedMut<List<int>>>(writer, static writer => writer.Reborrow());
            Refused.Throws<PoisonedException, BorrowedMut<List<int>>>(writer, static writer => writer.Update(static old => old));
        }
        Assert.True(list.IsPoisoned);
        Assert.Throws<PoisonedException>(() => _ = list.Value);
        Assert.Throws<PoisonedException>(() => list.Borrow());
        Assert.Throws<PoisonedException>(() => list.TryBorrow(out _));
        Assert.Throws<PoisonedException>(() => list.Move());
        Assert.Throws<PoisonedException>(() => list.Clone());
        Assert.Equal(OwnerState.Free, list.State);
        using (BorrowedMut<List<int>> writer = list.BorrowMut())
        {
            writer.Replace([7]);
            Assert.Equal([7], writer.Value);
        }
        Assert.Equal([7], list.Value);
    }

    private static void FailIn(OwnedMut<List<int>> list)
    {
        Refused.Conflict(() => list.BorrowMut());
        throw new InvalidTimeZoneException();
    }

    [Fact]
    public void R17_access_to_a_member_through_a_guard_keeps_its_constraints()
    {
        OwnedMut<(int Left, int Right)> pair = Own.Mut((Left: 1, Right: 2));
        using (BorrowedMut<(int Left, int Right)> writer = pair.BorrowMut())
            writer.Value.Left = 10; // through Borrowed<T>.Value, which is readonly, this does not compile
        using Borrowed<(int Left, int Right)> reader = pair.Borrow();
        Assert.Equal(12, reader.Value.Left + reader.Value.Right);
    }

    [Fact]
    public void P25_borrowing_a_value_allocates_nothing_in_steady_state()
    {
        OwnedMut<int> data = Own.Mut(0);
        Use(data, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(data, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * 11_000, data.Value);

        static void Use(OwnedMut<int> data, int times)
        {
            for (int i = 0; i < times; i++)
            {
                using (BorrowedMut<int> writer = data.BorrowMut())
                using (BorrowedMut<int> child = writer.ReborrowMut())
                    child.Value += 2;
                using Borrowed<int> reader = data.Borrow();
                _ = reader.Value;
            }
        }
    }

    /// <summary>No two writers, and no reader beside a writer, whatever the threads do.</summary>
    [Trait("Needs", "Checks")]
    [Fact]
    public void R19_threads_that_try_never_see_a_value_half_written()
    {
        OwnedMut<(long A, long B)> pair = Own.Mut((A: 0L, B: 0L));
        long writes = 0;
        int torn = 0;
        var threads = new Thread[4];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (int k = 0; k < 30_000; k++)
                {
                    if (pair.TryBorrowMut(out BorrowedMut<(long A, long B)> writer))
                    {
                        writer.Value.A++;
                        writer.Value.B++;
                        writer.Dispose();
                        Interlocked.Increment(ref writes);
                    }
                    if (pair.TryBorrow(out Borrowed<(long A, long B)> reader))
                    {
                        if (reader.Value.A != reader.Value.B)
                            Interlocked.Increment(ref torn);
                        reader.Dispose();
                    }
                }
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal(0, torn);
        Assert.Equal((writes, writes), pair.Value);
        Assert.Equal(OwnerState.Free, pair.State);
    }
}
