namespace ForkJoin.Tests.Samples;

/// <summary>The samples that are one program each.</summary>
public sealed class ProgramsTests
{
    [Fact]
    public void R06_the_recursive_sum_comes_out_right_in_each_form() => Sample.PrintsAll("RecursiveSum");

    [Fact]
    public void Quicksort_puts_its_numbers_in_order() => Sample.PrintsAll("Quicksort", "100000");

    [Fact]
    public void WordRank_ranks_the_words_of_a_file_and_shows_a_refusal() => Sample.PrintsAll("WordRank", "--workers", "2", "--rounds", "1", "words.txt");
}
