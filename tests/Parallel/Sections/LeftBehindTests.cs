#pragma warning disable FJ0014 // guards that nobody disposes are what these tests are about

using System.Collections.Concurrent;

namespace ForkJoin.Tests.Sections;

/// <summary>R36: what forks and sections leave behind, and what the ledger says of those that are running.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly ConcurrentQueue<LeftBehindEventArgs> _reports = [];

    public LeftBehindTests() => LoanLedger.LeftBehind += Note;

    public void Dispose() => LoanLedger.LeftBehind -= Note;

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void R36_what_a_fork_leaves_behind_is_released_when_it_ends_and_reported_with_its_number(int workers)
    {
        OwnedMut<int>[] owners = [.. Enumerable.Range(0, 20).Select(i => Own.Mut(i, $"a fork's {workers}.{i}"))];
        OwnedArray<int> data = OwnedArray.Create<int>(20, $"a fork's {workers}.data");
        OwnedMut<int> kept = Own.Mut(1, $"a fork's {workers}.kept");
        Pools.Within(workers, () => Fork.Section(section =>
        {
            foreach (OwnedMut<int> owner in owners)
            {
                section.Fork(() =>
                {
                    BorrowedMut<int> guard = owner.BorrowMut(owner.Name);
                    _ = guard.Reborrow();
                });
            }
            section.Fork(() => BorrowScope.Open().BorrowMut(data, 3..5, data.Name));
            Forked<int> last = section.Fork(() => Lifetime.Open().BorrowMut(kept, kept.Name).Value);
            last.Join();
        }));

        Assert.All(owners, owner => Assert.Equal(OwnerState.Free, owner.State));
        Assert.Equal(OwnerState.Free, data.State);
        Assert.Equal(OwnerState.Free, kept.State);
        List<LeftBehindEventArgs> left = Of($"a fork's {workers}.");
        Assert.Equal((2 * 20) + 2, left.Count);
        Assert.All(left, one => Assert.Matches("^fork [0-9]+ of section [0-9]+$", one.By));
        Assert.Equal(22, left.Select(one => one.By).Distinct(StringComparer.Ordinal).Count());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_fork_that_throws_leaves_nothing_behind_either_and_its_exception_surfaces()
    {
        OwnedMut<int> owner = Own.Mut(1);
        var failed = Assert.Throws<InvalidOperationException>(() => Fork.Section(section => section.Fork(() =>
        {
            _ = owner.BorrowMut("a failing fork's");
            throw new InvalidOperationException("the body's own");
        })));
        Assert.Equal("the body's own", failed.Message);
        Assert.Equal(OwnerState.Free, owner.State);
        Assert.Single(Of("a failing fork's"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_guards_from_around_the_section_stay_out_whoever_runs_the_forks()
    {
        OwnedMut<int> around = Own.Mut(1), inside = Own.Mut(2);
        using BorrowedMut<int> guard = around.BorrowMut("around the section");
        using Lifetime life = Lifetime.Open();
        Ref<int> reference = life.Borrow(inside, "around the section");
        Fork.Section(section =>
        {
            for (int i = 0; i < 100; i++)
                section.Fork(() => _ = inside.Borrow("in a fork"));
        });
        Assert.Equal(1, guard.Value);
        Assert.Equal(2, reference.Value);
        Assert.Empty(Of("around the section"));
        Assert.Equal(100, Of("in a fork").Count);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_what_the_section_s_own_code_and_the_arms_of_joins_in_it_leave_behind_is_released_at_its_end()
    {
        OwnedMut<int> own = Own.Mut(1), arm = Own.Mut(2);
        Fork.Section(section =>
        {
            _ = own.Borrow("a section's own");
            Fork.Join(() => { _ = arm.Borrow("an arm's"); }, static () => { });
        });
        Assert.Equal(OwnerState.Free, own.State);
        Assert.Equal(OwnerState.Free, arm.State);
        Assert.Matches("^section [0-9]+$", Assert.Single(Of("a section's own")).By);
        Assert.Single(Of("an arm's"));
    }

    [Fact]
    public void R36_a_lifetime_opened_in_a_section_is_its_thread_s_still_after_it()
    {
        OwnedMut<int> owner = Own.Mut(1);
        Lifetime life = default;
        Ref<int> reference = default;
        Fork.Section(_ =>
        {
            life = Lifetime.Open();
            reference = life.Borrow(owner, "kept after the section");
        });
        Assert.Equal(1, reference.Value);
        life.Dispose();
        Assert.Empty(Of("kept after the section"));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_a_handler_that_throws_or_forks_itself_disturbs_no_section()
    {
        OwnedMut<int> owner = Own.Mut(1);
        int forked = 0;
        EventHandler<LeftBehindEventArgs> fails = static (_, _) => throw new InvalidOperationException("a handler's own");
        EventHandler<LeftBehindEventArgs> forks = (_, left) =>
        {
            if (left.Loan.Owner.StartsWith("disturbing", StringComparison.Ordinal))
                Fork.Section(section => section.Fork(() => Interlocked.Increment(ref forked)));
        };
        LoanLedger.LeftBehind += fails;
        LoanLedger.LeftBehind += forks;
        try
        {
            Fork.Section(section =>
            {
                for (int i = 0; i < 50; i++)
                    section.Fork(() => _ = owner.Borrow("disturbing a fork"));
                _ = owner.Borrow("disturbing a section");
            });
        }
        finally
        {
            LoanLedger.LeftBehind -= fails;
            LoanLedger.LeftBehind -= forks;
        }
        Assert.Equal(51, forked);
        Assert.Equal(OwnerState.Free, owner.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R36_the_ledger_lists_what_a_section_and_its_forks_hold()
    {
        OwnedArray<int> data = OwnedArray.Create<int>(10, "held by forks");
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data, "held by forks").Split();
            section.Fork(left, static part => part[0] = 1);
            section.Fork(right, static part => part[0] = 1);

            // They may have run: what a fork holds it holds until it is joined.
            LoanDescription[] held = [.. LoanLedger.Snapshot().Select(entry => entry.Loan).Where(loan => loan.Owner == "held by forks")];
            Assert.Equal(3, held.Length);
            Assert.Single(held, loan => loan.Region == "[0..10)" && loan.Holder.StartsWith("section ", StringComparison.Ordinal));
            Assert.Single(held, loan => loan.Region == "[0..5)" && loan.Holder.StartsWith("fork 1 of section ", StringComparison.Ordinal));
            Assert.Single(held, loan => loan.Region == "[5..10)" && loan.Holder.StartsWith("fork 2 of section ", StringComparison.Ordinal));
        });
        Assert.DoesNotContain(LoanLedger.Snapshot(), entry => entry.Loan.Owner == "held by forks");
    }

    private void Note(object? sender, LeftBehindEventArgs left) => _reports.Enqueue(left);

    private List<LeftBehindEventArgs> Of(string name) =>
        [.. _reports.Where(left => left.Loan.Owner.StartsWith(name, StringComparison.Ordinal))];
}
