#pragma warning disable FJ0014 // guards that nobody disposes are what these tests are about

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ForkJoin.Tests.Sharing;

namespace ForkJoin.Tests.Ledger;

/// <summary>R36: what a thread leaves behind is released when it has ended, and reported.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly ConcurrentQueue<LeftBehindEventArgs> _reports = [];

    public LeftBehindTests() => LoanLedger.LeftBehind += Note;

    public void Dispose() => LoanLedger.LeftBehind -= Note;

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_guard_whose_thread_has_ended_is_released_when_it_is_in_the_way_of_a_loan()
    {
        OwnedMut<int> owner = Own.Mut(1);
        int thread = LeaveBehind(() => _ = owner.BorrowMut("left to a loan"));

        using (BorrowedMut<int> guard = owner.BorrowMut())
            guard.Value = 2;

        LeftBehindEventArgs left = Assert.Single(Of("left to a loan"));
        Assert.Equal($"thread {thread}", left.By);
        Assert.Equal($"a guard on thread {thread}", left.Loan.Holder);
        Assert.Matches(@"^LeftBehindTests\.cs:[0-9]+$", left.Loan.MadeAt);
        Assert.Equal(OwnerState.Free, owner.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_or_of_an_attempt_to_borrow()
    {
        OwnedMut<int> owner = Own.Mut(1);
        LeaveBehind(() => _ = owner.BorrowMut("left to an attempt"));

        Assert.True(owner.TryBorrow(out Borrowed<int> guard));
        guard.Dispose();
        Assert.Single(Of("left to an attempt"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_or_of_the_owner_s_own_reading_writing_and_moving()
    {
        OwnedMut<int> read = Own.Mut(1), written = Own.Mut(1), moved = Own.Mut(1);
        LeaveBehind(() => _ = read.BorrowMut("left to the owner"));
        LeaveBehind(() => _ = written.Borrow("left to the owner"));
        LeaveBehind(() => _ = moved.Borrow("left to the owner"));

        Assert.Equal(1, read.Value);
        written.Value = 2;
        Assert.Equal(1, moved.TakeOwnership());
        Assert.Equal(3, Of("left to the owner").Count);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_guard_whose_thread_is_alive_stays_in_the_way()
    {
        OwnedMut<int> owner = Own.Mut(1);
        using var holds = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();
        Action join = Threads.Start(() =>
        {
            using BorrowedMut<int> guard = owner.BorrowMut("held");
            holds.Set();
            tried.Wait(Threads.LongEnough);
        });
        Assert.True(holds.Wait(Threads.LongEnough));
        Refused.Conflict(() => _ = owner.Value);
        Refused.Conflict(() => owner.Borrow().Dispose());
        Assert.Empty(Of("held"));
        tried.Set();
        join();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_everything_of_the_thread_goes_at_once_lent_on_guards_first_and_each_once()
    {
        OwnedMut<int> first = Own.Mut(1), second = Own.Mut(2), third = Own.Mut(3);
        OwnedArray<int> data = OwnedArray.Create<int>(10, "all of it: data");
        LeaveBehind(() =>
        {
            BorrowedMut<int> outer = first.BorrowMut("all of it: 1");
            _ = outer.ReborrowMut();
            _ = Lifetime.Open().BorrowMut(second, "all of it: 2");
            Borrowed<int> ended = third.Borrow("all of it: 3");
            BorrowScope.Open().BorrowMut(data, ..5, "all of it: data");
            ended.Dispose();
        });

        first.Value = 4;

        Assert.Equal(
            ["all of it: 1", "all of it: 1", "all of it: 2", "all of it: data"],
            Of("all of it").Select(left => left.Loan.Owner).Order(StringComparer.Ordinal));
        Assert.Equal(OwnerState.Free, second.State);
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_slice_of_an_array_left_behind_by_a_scope_is_released_for_a_part_beside_it_too()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(10, "left slice");
        LeaveBehind(() => BorrowScope.Open().BorrowMut(data, 2..8));

        using var scope = BorrowScope.Open();
        scope.BorrowMut(data, 7..9)[0] = 1;
        Assert.Single(Of("left slice"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_it_is_released_without_anybody_in_its_way_when_the_thread_s_end_is_noticed()
    {
        OwnedMut<int> owner = Own.Mut(1);
        LeaveBehind(() => _ = owner.BorrowMut("left to the collector"));

        Threads.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return owner.State == OwnerState.Free;
        });
        Threads.Until(() => Of("left to the collector").Count == 1);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_of_many_who_find_it_in_their_way_all_go_on_and_it_is_reported_once()
    {
        for (int round = 0; round < 50; round++)
        {
            OwnedMut<int>[] owners = [.. Enumerable.Range(0, 8).Select(i => Own.Mut(i))];
            string name = $"left to many {round}.";
            LeaveBehind(() =>
            {
                foreach (OwnedMut<int> owner in owners)
                    _ = owner.BorrowMut(name);
            });
            Threads.RunAll(4, thread =>
            {
                for (int i = 0; i < owners.Length; i++)
                    owners[(i + (2 * thread)) % owners.Length].Borrow().Dispose();
            });
            Threads.Until(() => Of(name).Count == owners.Length);
            Assert.All(owners, owner => Assert.Equal(OwnerState.Free, owner.State));
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_handler_that_throws_harms_neither_who_found_it_nor_the_other_handlers()
    {
        EventHandler<LeftBehindEventArgs> fails = static (_, _) => throw new InvalidOperationException("a handler's own");
        var after = new List<string>();
        EventHandler<LeftBehindEventArgs> second = (_, left) => after.Add(left.Loan.Owner);
        LoanLedger.LeftBehind += fails;
        LoanLedger.LeftBehind += second;
        try
        {
            OwnedMut<int> owner = Own.Mut(1);
            LeaveBehind(() => _ = owner.BorrowMut("left to a bad handler"));
            owner.Value = 2;
            Assert.Contains("left to a bad handler", after);
        }
        finally
        {
            LoanLedger.LeftBehind -= fails;
            LoanLedger.LeftBehind -= second;
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_handler_may_borrow_what_was_released()
    {
        OwnedMut<int> owner = Own.Mut(1);
        EventHandler<LeftBehindEventArgs> repair = (_, left) =>
        {
            if (left.Loan.Owner == "left to be repaired")
                owner.Value = 5;
        };
        LoanLedger.LeftBehind += repair;
        try
        {
            LeaveBehind(() => _ = owner.BorrowMut("left to be repaired"));
            Assert.Equal(5, owner.Value);
        }
        finally
        {
            LoanLedger.LeftBehind -= repair;
        }
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void R36_P10_what_a_handler_borrows_in_the_midst_of_a_loan_is_not_mixed_up_with_it(bool handlerWrites)
    {
        OwnedMut<int> owner = Own.Mut(1), handlers = Own.Mut(1);
        EventHandler<LeftBehindEventArgs> borrows = (_, left) =>
        {
            if (left.Loan.Owner != "left to a borrower")
                return;
            if (handlerWrites)
                handlers.BorrowMut().Dispose();
            else
                handlers.Borrow().Dispose();
        };
        LoanLedger.LeftBehind += borrows;
        try
        {
            LeaveBehind(() => _ = owner.BorrowMut("left to a borrower"));
            using (BorrowedMut<int> guard = owner.BorrowMut())
            {
                Assert.Equal(OwnerState.LentForWriting, owner.State);
                Refused.Conflict(() => _ = owner.Value);
                guard.Value = 2;
            }
            Assert.Equal(OwnerState.Free, owner.State);
            Assert.Equal(OwnerState.Free, handlers.State);
        }
        finally
        {
            LoanLedger.LeftBehind -= borrows;
        }
    }

    [Fact]
    public void P09_a_handler_s_exception_that_cannot_even_say_what_it_is_harms_nobody()
    {
        EventHandler<LeftBehindEventArgs> fails = static (_, left) =>
        {
            if (left.Loan.Owner == "left to a mute")
                throw new MuteException();
        };
        LoanLedger.LeftBehind += fails;
        try
        {
            OwnedMut<int> owner = Own.Mut(1);
            LeaveBehind(() => _ = owner.BorrowMut("left to a mute"));
            owner.Value = 2;
        }
        finally
        {
            LoanLedger.LeftBehind -= fails;
        }
    }

    /// <summary>Runs a body on a thread and waits until it has ended.</summary>
    /// <returns>The number of the thread.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LeaveBehind(Action body)
    {
        Action join = Threads.Start(body, out Thread thread);
        int id = thread.ManagedThreadId;
        join();
        return id;
    }

    private void Note(object? sender, LeftBehindEventArgs left) => _reports.Enqueue(left);

    private List<LeftBehindEventArgs> Of(string name) =>
        [.. _reports.Where(left => left.Loan.Owner.StartsWith(name, StringComparison.Ordinal))];

    private sealed class MuteException : Exception
    {
        public override string Message => throw new InvalidOperationException("An exception's own code may throw.");
    }
}
