using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Tests.Loans;

public sealed class LoanScopeTests : NoLoansLeft
{
    private static readonly SourcePlace s_here = new("LoanScopeTests.cs", 1);

    [Fact]
    public void Ending_a_scope_ends_its_loans_and_makes_handles_to_it_stale()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope(isSection: false);
        LoanNode loan = scope.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here);
        int generation = scope.Generation;
        Assert.Equal(OwnerState.LentForWriting, data.State);
        Assert.True(loan.IsUndisturbed);

        scope.EndAll();

        Assert.Equal(OwnerState.Free, data.State);
        Assert.False(loan.IsUndisturbed);
        Assert.NotEqual(generation, scope.Generation);
    }

    [Fact]
    public void A_refused_loan_leaves_the_scope_as_it_was()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope(isSection: false);
        var other = new LoanScope(isSection: false);
        other.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here);

        Refused.Conflict(() => scope.Lend(data.Node, new Region(4, 2), LoanKind.Read, "data", s_here));
        scope.EndAll();

        Assert.Equal(OwnerState.LentForWriting, data.State);
        other.EndAll();
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Fact]
    public void R18_a_loan_of_a_scope_is_never_used_again_so_that_a_slice_finds_its_own_ended()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope(isSection: false);
        LoanNode first = scope.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here);
        scope.EndAll();

        Assert.NotSame(first, scope.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here));
        Assert.False(first.IsUndisturbed);
        scope.EndAll();
    }

    [Fact]
    public void A_fork_s_loan_ends_by_itself_and_its_node_is_used_again()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope(isSection: true);
        LoanNode all = scope.Lend(data.Node, new Region(0, 10), LoanKind.Write, "data", s_here);
        LoanNode first = scope.LendToFork(all, new Region(0, 5), LoanKind.Write, fork: 1, s_here);
        Assert.True(all.IsLent);

        scope.EndFork(first);

        Assert.False(all.IsLent);
        Assert.False(first.IsUndisturbed);
        Assert.Same(first, scope.LendToFork(all, new Region(5, 5), LoanKind.Write, fork: 2, s_here));
        scope.EndFork(first);
        scope.EndAll();
    }

    [Fact]
    public void A_fork_s_loan_of_which_something_is_still_lent_on_is_not_used_again()
    {
        OwnedArray<int> data = Numbers(10);
        var section = new LoanScope(isSection: true);
        var inner = new LoanScope(isSection: false);
        LoanNode all = section.Lend(data.Node, new Region(0, 10), LoanKind.Write, "data", s_here);
        LoanNode fork = section.LendToFork(all, new Region(0, 5), LoanKind.Write, fork: 1, s_here);
        inner.Lend(fork, new Region(0, 2), LoanKind.Write, "part", s_here);

        section.EndFork(fork);
        Assert.True(all.IsLent);
        LoanNode next = section.LendToFork(all, new Region(5, 5), LoanKind.Write, fork: 2, s_here);
        Assert.NotSame(fork, next);
        inner.EndAll();
        Assert.False(fork.IsUndisturbed);
        section.EndFork(next);
        section.EndAll();
    }

    [Fact]
    public void P25_what_was_lent_can_be_collected_once_the_section_is_over()
    {
        // A thread keeps its section's storage for the next one, and that may come late or never.
        var section = new LoanScope(isSection: true);
        WeakReference elements = LendAndForget(section);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(elements.IsAlive);
        GC.KeepAlive(section);
    }

    [Fact]
    public void R36_holders_are_numbered_so_that_two_scopes_and_two_forks_are_told_apart()
    {
        var section = new LoanScope(isSection: true);
        var scope = new LoanScope(isSection: false);

        Assert.Matches("^section [0-9]+$", section.Holder(0));
        Assert.Equal(section.Holder(0), section.Holder(0));
        Assert.Equal($"fork 3 of {section.Holder(0)}", section.Holder(3));
        Assert.Matches("^scope [0-9]+$", scope.Holder(0));
        Assert.NotEqual(section.Holder(0)["section ".Length..], scope.Holder(0)["scope ".Length..]);

        string before = scope.Holder(0);
        scope.EndAll();
        Assert.NotEqual(before, scope.Holder(0));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void Code_that_borrows_through_a_section_s_scope_cannot_end_the_section_s_loans()
    {
        // ForkJoinSection.Scope hands out such a scope. Forks read on without loans of their own, because the section's outlive them:
        // if disposing it ended them, the owner could be written while forks read.
        OwnedArray<int> data = Numbers(10);
        OwnerState state = OwnerState.Gone;
        OnAThreadOfItsOwn(() =>
        {
            var section = new LoanScope(isSection: true);
            new BorrowScope(section).Borrow(data);
            TryDispose(new BorrowScope(section));
            state = data.State;
            section.EndAll();
        });

        Assert.Equal(OwnerState.LentForReading, state);
    }

    [Fact]
    public void A_slice_lent_through_a_section_s_scope_never_reaches_another_owner_s_elements()
    {
        // The section's nodes are used again because no slice outlives the section. Were its scope disposed in the middle, this one would:
        // it would find the second owner's store, whose elements may even be of another type.
        OwnedArray<int> first = Numbers(10, "first"), second = Numbers(10, "second");
        second[0] = 1000;
        int read = -1;
        OnAThreadOfItsOwn(() =>
        {
            var section = new LoanScope(isSection: true);
            SliceMut<int> part = new BorrowScope(section).BorrowMut(first);
            TryDispose(new BorrowScope(section));
            new BorrowScope(section).BorrowMut(second);
            try
            {
                read = part[0];
            }
            catch (LifetimeExpiredException)
            {
                // Refusing is as good as the slice's own elements.
            }
            section.EndAll();
        });

        Assert.True(read is -1 or 0, $"A slice of first read {read} out of second.");
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_section_s_storage_is_never_handed_out_as_a_scope()
    {
        bool handedOut = false;
        OnAThreadOfItsOwn(() =>
        {
            OwnedArray<int> data = Numbers(10);
            TryDispose(new BorrowScope(new LoanScope(isSection: true)));
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data);
            handedOut = Refused.Conflict(() => _ = data[0]).Existing!.Holder.StartsWith("section", StringComparison.Ordinal);
        });

        Assert.False(handedOut);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LendAndForget(LoanScope section)
    {
        var elements = new int[10];
        var trace = new WeakReference(elements);
        LoanNode all = section.Lend(OwnedArray.Of(elements).Node, new Region(0, 10), LoanKind.Write, "data", s_here);
        section.EndFork(section.LendToFork(all, new Region(0, 5), LoanKind.Write, fork: 1, s_here));
        section.EndAll();
        return trace;
    }

    private static void TryDispose(BorrowScope scope)
    {
        try
        {
            scope.Dispose();
        }
        catch (InvalidOperationException)
        {
            // Refusing is as good as doing nothing.
        }
    }

    /// <summary>Should the test fail, no other one gets the section's storage.</summary>
    private static void OnAThreadOfItsOwn(Action body)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(body));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
