using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Engine;

/// <summary>The search itself: it finds what does not hold, makes it small, and finds it again by its seed.</summary>
public sealed class SearchTests
{
    /// <summary>What does not hold: nothing is written while something is lent. Two steps of a program are enough to show it.</summary>
    private static readonly Action<Program<ValueVerb>> s_planted = static program =>
    {
        bool isLent = false;
        foreach (Step<ValueVerb> step in program.Steps)
        {
            isLent |= step.Verb == ValueVerb.Borrow;
            Assert.False(isLent && step.Verb == ValueVerb.Write && step.Number >= 10);
        }
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_does_not_hold_is_found_and_made_small(int seed) =>
        Assert.EndsWith(": Borrow(0, 0, 0); Write(0, 0, 10)", Failing(seed), StringComparison.Ordinal);

    [Fact]
    public void A_failure_names_the_seed_that_finds_it_again()
    {
        Assert.StartsWith("FORKJOIN_SEED=17 ", Failing(17), StringComparison.Ordinal);
        Assert.Equal(Failing(17), Failing(17));
    }

    [Fact]
    public void A_model_and_a_library_that_differ_are_told_apart()
    {
        // The model of plain values says that a moved owner of what does not change lives on; objects do not.
        var program = new Program<ValueVerb>([new(ValueVerb.MoveFrozen, 0, 1, 0), new(ValueVerb.ReadFrozen, 0, 0, 0)]);
        Comparison.Run(program, new ValueMachine<int, PlainValues>(), new ValueModel(isPlain: true));
        Assert.Contains(
            "the library: done | ",
            Assert.Throws<DisagreementException>(() => Comparison.Run(program, new ValueMachine<Box, BoxValues>(), new ValueModel(isPlain: true))).Message,
            StringComparison.Ordinal);
    }

    private static string Failing(int seed) => Assert.Throws<FalsifiedException>(
        () => Search.Run(Programs.Of<ValueVerb>(static _ => 1), count: 500, size: 60, s_planted, seed)).Message;
}
