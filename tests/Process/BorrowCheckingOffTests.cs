namespace ForkJoin.Tests.Processes;

/// <summary>R26, P35: the switch is read once a process, so each setting has one of its own.</summary>
public sealed class BorrowCheckingOffTests
{
    private static readonly (string, bool) s_off = ("ForkJoin.BorrowChecking", false), s_on = ("ForkJoin.BorrowChecking", true);

    [Fact]
    public void R26_the_configuration_knob_turns_checking_off_and_it_is_on_without_one()
    {
        Assert.Equal(["True"], Child.Run("enabled"));
        Assert.Equal(["True"], Child.Run("enabled", s_on));
        Assert.Equal(["False"], Child.Run("enabled", s_off));
    }

    [Fact]
    public void R26_conflicts_are_refused_with_checking_on_and_let_through_with_it_off()
    {
        string[] on = Child.Run("conflicts"), off = Child.Run("conflicts", s_off);

        Assert.NotEmpty(on);
        Assert.All(on, finding => Assert.EndsWith(": refused", finding, StringComparison.Ordinal));
        Assert.Equal(on.Select(finding => finding.Replace(": refused", ": let through", StringComparison.Ordinal)), off);
    }

    [Fact]
    public void P35_a_correct_program_computes_the_same_with_checking_off()
    {
        string[] on = Child.Run("results"), off = Child.Run("results", s_off);

        Assert.NotEmpty(on);
        Assert.Equal(on, off);
        Assert.Equal("wrong arguments: 6", on[^1]);
    }

    [Fact]
    public void P25_the_loans_of_a_section_allocate_nothing_with_checking_off_either()
    {
        Assert.Equal(["0"], Child.Run("allocations"));
        Assert.Equal(["0"], Child.Run("allocations", s_off));
    }
}
