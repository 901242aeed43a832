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

    [Theory]
    [InlineData("SumOfLentSlice", "SumOfPlainSpan")]
    [InlineData("SumOfLentValue", "SumOfPlainField")]
    public void P35_with_checking_off_a_loop_over_what_is_lent_is_the_same_machine_code_as_without_the_library(string lent, string plain)
    {
        string listing = ListingOfHotLoops(s_off);
        Assert.Equal(MachineCode.Loop(listing, plain), MachineCode.Loop(listing, lent));
    }

    [Fact]
    public void P35_with_checking_on_a_loan_is_paid_for_each_loan_and_never_for_an_element()
    {
        string listing = ListingOfHotLoops(s_on);
        Assert.Equal(MachineCode.Loop(listing, "SumOfPlainSpan"), MachineCode.Loop(listing, "SumOfLentSlice"));
        Assert.NotEqual(MachineCode.Loop(listing, "SumOfPlainField"), MachineCode.Loop(listing, "SumOfLentValue")); // this one is checked at each use
    }

    private static string ListingOfHotLoops((string, bool) knob)
    {
        string file = Path.Combine(Path.GetTempPath(), $"forkjoin-{Guid.NewGuid():N}.asm");
        try
        {
            Assert.Contains("the same sums", Child.Run("hotloops", MachineCode.Listing("SumOf*", file), knob));
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
