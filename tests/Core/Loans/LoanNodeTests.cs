using ForkJoin.Loans;

namespace ForkJoin.Tests.Loans;

/// <summary>The tree of loans: what is lent on, and what ends when.</summary>
public sealed class LoanNodeTests : NoLoansLeft
{
    private const int Threads = 4;

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_loan_whose_part_is_still_lent_on_ends_with_the_last_of_those()
    {
        OwnedArray<int> data = Numbers(10);
        var outer = BorrowScope.Open();
        SliceMut<int> all = outer.BorrowMut(data);
        var inner = BorrowScope.Open();
        SliceMut<int> left = all[..5].Reborrow(inner);

        outer.Dispose();
        OwnerState whileLentOn = data.State;
        left.Span.Fill(7);
        inner.Dispose();

        Assert.Equal(OwnerState.LentForWriting, whileLentOn);
        Assert.Equal(OwnerState.Free, data.State);
        Assert.Equal([7, 7, 7, 7, 7, 5, 6, 7, 8, 9], data.ToArray());
        Refused.Expired(all, static s => _ = s.Span.Length);
        Refused.Expired(left, static s => _ = s.Span.Length);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R37_where_only_what_a_guard_lent_on_keeps_a_value_the_message_says_so()
    {
        OwnedMut<int> owner = Own.Mut(1, "owner");
        BorrowedMut<int> outer = owner.BorrowMut();
        using Borrowed<int> inner = outer.Reborrow();
        outer.Dispose();
        Assert.All(
            [Refused.Conflict(() => _ = owner.Value), Refused.Conflict(() => owner.Borrow())],
            static refused => Assert.Matches(@"has ended, but not what it lent on at LoanNodeTests\.cs:[0-9]+", refused.Message));
        Assert.Equal(LoanKind.Read, Refused.Conflict(() => owner.Move()).Existing!.Kind); // what is in the way of that is out itself
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Ends_deferred_through_several_generations_all_come_with_the_last()
    {
        OwnedArray<int> data = Numbers(10);
        var first = BorrowScope.Open();
        var second = BorrowScope.Open();
        var third = BorrowScope.Open();
        SliceMut<int> c = first.BorrowMut(data).Reborrow(second).Reborrow(third);

        first.Dispose();
        second.Dispose();
        Assert.Equal(OwnerState.LentForWriting, data.State);
        c[9] = 90;
        third.Dispose();

        Assert.Equal(OwnerState.Free, data.State);
        Assert.Equal(90, data[9]);
    }

    [Fact]
    public void R18_a_loan_that_waits_for_what_it_lent_on_lends_nothing_more()
    {
        OwnedArray<int> data = Numbers(10);
        LoanScope outer = new(isSection: false), inner = new(isSection: false);
        LoanNode loan = outer.Lend(data.Node, new Region(0, 10), LoanKind.Write, name: null, default);
        inner.Lend(loan, new Region(0, 5), LoanKind.Write, name: null, default);
        outer.EndAll();

        Refused.Expired(loan, loan => inner.Lend(loan, new Region(5, 5), LoanKind.Write, name: null, default));
        inner.EndAll();
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Beside_a_deferred_end_the_owner_still_refuses_the_whole_region()
    {
        OwnedArray<int> data = Numbers(10);
        var outer = BorrowScope.Open();
        var inner = BorrowScope.Open();
        outer.BorrowMut(data, ..8)[..2].Reborrow(inner);
        outer.Dispose();

        using (var other = BorrowScope.Open())
        {
            Refused.Conflict(other, s => s.Borrow(data, 7..8));
            other.BorrowMut(data, 8..);
        }
        inner.Dispose();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R56_P11_four_threads_lend_random_ranges_of_one_owner_and_never_two_hold_the_same_element_to_write()
    {
        const int Length = 64, Rounds = 20_000;
        OwnedArray<int> data = Numbers(Length);
        var claims = new int[Length];
        int granted = 0, refused = 0;
        Together(thread =>
        {
            var random = new Random(thread);
            for (int round = 0; round < Rounds; round++)
            {
                (int start, int end) = RandomRange(random, Length);
                bool write = random.Next(2) == 0;
                using var scope = BorrowScope.Open();
                try
                {
                    if (write)
                        ClaimToWrite(claims, start, scope.BorrowMut(data, start..end).Span);
                    else
                        ClaimToRead(claims, start, scope.Borrow(data, start..end).Span);
                    Interlocked.Increment(ref granted);
                }
                catch (BorrowConflictException)
                {
                    Interlocked.Increment(ref refused);
                    round += 20; // a refusal costs a stack trace
                }
            }
        });

        Assert.All(claims, claim => Assert.Equal(0, claim));
        Assert.True(granted > Rounds, $"{granted} loans granted, {refused} refused");
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Fact]
    public void R04_four_threads_read_one_owner_at_the_same_time_and_are_never_refused()
    {
        const int Rounds = 50_000;
        OwnedArray<int> data = Numbers(100);
        Together(_ =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using var scope = BorrowScope.Open();
                Assert.Equal(99, scope.Borrow(data).Span[99]);
            }
        });
    }

    [Fact]
    public void R56_four_threads_write_neighbouring_ranges_at_the_same_time_and_are_never_refused()
    {
        const int Rounds = 50_000, Part = 16;
        OwnedArray<int> data = Watch(OwnedArray.Create<int>(Threads * Part, "data"));
        Together(thread =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using var scope = BorrowScope.Open();
                foreach (ref int item in scope.BorrowMut(data, (thread * Part)..((thread + 1) * Part)).Span)
                    item++;
            }
        });

        Assert.All(data.ToArray(), item => Assert.Equal(Rounds, item));
    }

    private static (int Start, int End) RandomRange(Random random, int length)
    {
        int start = random.Next(length);
        return (start, Math.Min(length, start + 1 + random.Next(8)));
    }

    /// <summary>Each element counts its readers; a writer holds it at a number that no readers can add up to.</summary>
    private static void ClaimToWrite(int[] claims, int start, Span<int> part)
    {
        for (int i = 0; i < part.Length; i++)
            Assert.Equal(0, Interlocked.CompareExchange(ref claims[start + i], int.MinValue, 0));
        part.Fill(start);
        for (int i = 0; i < part.Length; i++)
            Assert.Equal(int.MinValue, Interlocked.CompareExchange(ref claims[start + i], 0, int.MinValue));
    }

    private static void ClaimToRead(int[] claims, int start, ReadOnlySpan<int> part)
    {
        for (int i = 0; i < part.Length; i++)
            Assert.True(Interlocked.Increment(ref claims[start + i]) > 0, "A reader met a writer.");
        for (int i = 0; i < part.Length; i++)
            Assert.True(Interlocked.Decrement(ref claims[start + i]) >= 0, "A writer met a reader.");
    }

    /// <summary>Runs the same code on some threads that start together, and rethrows what the first of them threw.</summary>
    private static void Together(Action<int> body)
    {
        using var start = new Barrier(Threads);
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                body(index);
            }
            catch (Exception error)
            {
                failures.Enqueue(error);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (failures.TryDequeue(out Exception? failure))
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
