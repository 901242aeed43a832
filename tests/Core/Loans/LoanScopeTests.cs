using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Tests.Loans;

public sealed class LoanScopeTests : NoLoansLeft
{
    private static readonly SourcePlace s_here = new("LoanScopeTests.cs", 1);

    [Fact]
    public void Ending_a_scope_ends_its_loans_and_makes_their_handles_stale()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope("scope", endsAfterForks: false);
        LoanNode loan = scope.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here);
        int generation = loan.Generation, scopeGeneration = scope.Generation;
        Assert.True(scope.HasLoans);
        Assert.Equal(OwnerState.LentForWriting, data.State);

        scope.EndAll();

        Assert.False(scope.HasLoans);
        Assert.Equal(OwnerState.Free, data.State);
        Assert.NotEqual(generation, loan.Generation);
        Assert.NotEqual(scopeGeneration, scope.Generation);
    }

    [Fact]
    public void A_refused_loan_leaves_the_scope_as_it_was()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope("scope", endsAfterForks: false);
        var other = new LoanScope("scope", endsAfterForks: false);
        other.Lend(data.Node, new Region(0, 5), LoanKind.Write, "data", s_here);

        Refused.Conflict(() => scope.Lend(data.Node, new Region(4, 2), LoanKind.Read, "data", s_here));

        Assert.False(scope.HasLoans);
        other.EndAll();
        Assert.Equal(OwnerState.Free, data.State);
    }

    [Fact]
    public void A_fork_s_loan_ends_by_itself_and_its_node_is_used_again()
    {
        OwnedArray<int> data = Numbers(10);
        var scope = new LoanScope("section", endsAfterForks: true);
        LoanNode all = scope.Lend(data.Node, new Region(0, 10), LoanKind.Write, "data", s_here);
        LoanNode first = scope.LendToFork(all, new Region(0, 5), LoanKind.Write, fork: 1, s_here);
        int generation = first.Generation;
        Assert.True(all.IsLent);

        scope.EndFork(first);

        Assert.False(all.IsLent);
        Assert.NotEqual(generation, first.Generation);
        Assert.Same(first, scope.LendToFork(all, new Region(5, 5), LoanKind.Write, fork: 2, s_here));
        scope.EndFork(first);
        scope.EndAll();
    }

    [Fact]
    public void R36_holders_are_numbered_so_that_two_scopes_and_two_forks_are_told_apart()
    {
        var section = new LoanScope("section", endsAfterForks: true);
        var scope = new LoanScope("scope", endsAfterForks: false);

        Assert.Matches("^section [0-9]+$", section.Holder(0));
        Assert.Equal(section.Holder(0), section.Holder(0));
        Assert.Equal($"fork 3 of {section.Holder(0)}", section.Holder(3));
        Assert.Matches("^scope [0-9]+$", scope.Holder(0));
        Assert.NotEqual(section.Holder(0)["section ".Length..], scope.Holder(0)["scope ".Length..]);

        string before = scope.Holder(0);
        scope.EndAll();
        Assert.NotEqual(before, scope.Holder(0));
    }

    [Fact]
    public void A_scope_of_a_section_cannot_be_ended_by_the_code_that_borrows_through_it()
    {
        // ForkJoinSection.Scope hands out such a scope. Forks read on without loans of their own, because the section's outlive them:
        // if disposing it ended them, the owner could be written while forks read, and the next BorrowScope.Open would get the section's loans.
        OwnedArray<int> data = Numbers(10);
        OwnerState state = OwnerState.Gone;
        var thread = new Thread(() => // of its own: should it fail, no other test gets the section's storage
        {
            var section = new LoanScope("section", endsAfterForks: true);
            new BorrowScope(section).Borrow(data);
            try
            {
                new BorrowScope(section).Dispose();
            }
            catch (InvalidOperationException)
            {
                // Refusing is as good as doing nothing.
            }
            state = data.State;
            section.EndAll();
        });
        thread.Start();
        thread.Join();

        Assert.Equal(OwnerState.LentForReading, state);
    }
}
