using ForkJoin.Loans;

namespace ForkJoin.Tests.Loans;

public sealed class RegionSetTests
{
    private const int Operations = 6_000;
    private const int MostLoans = 40;
    private const int Many = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void R56_conflicts_are_those_of_a_brute_force_oracle_under_random_additions_and_removals(int seed)
    {
        var random = new Random(seed);
        var set = default(RegionSet);
        var oracle = new List<LoanNode>();
        for (int i = 0; i < Operations; i++)
        {
            if (oracle.Count < MostLoans && random.Next(2) == 0)
            {
                var loan = new LoanNode(scope: null) { Region = RegionTests.RandomRegion(random), Kind = RandomKind(random) };
                set.Add(loan);
                oracle.Add(loan);
            }
            else if (oracle.Count > 0)
            {
                // The latest one in half of the cases: that is how scopes end.
                int at = random.Next(2) == 0 ? oracle.Count - 1 : random.Next(oracle.Count);
                set.Remove(oracle[at]);
                oracle.RemoveAt(at);
            }
            Assert.Equal(oracle.Count, set.Count);
            AskForConflict(set, oracle, RegionTests.RandomRegion(random), RandomKind(random));
        }
    }

    [Fact]
    public void A_wide_loan_far_to_the_left_is_found_behind_many_narrow_ones()
    {
        var set = default(RegionSet);
        var wide = new LoanNode(scope: null) { Region = new Region(0, 10_000), Kind = LoanKind.Read };
        set.Add(wide);
        for (int i = 1; i < 1000; i++)
            set.Add(new LoanNode(scope: null) { Region = new Region(i, 1), Kind = LoanKind.Read });

        Assert.Same(wide, set.FindConflict(new Region(9_999, 1), LoanKind.Write));
        Assert.Null(set.FindConflict(new Region(9_999, 1), LoanKind.Read));
        Assert.Null(set.FindConflict(new Region(10_000, 1), LoanKind.Write));

        set.Remove(wide);
        Assert.Null(set.FindConflict(new Region(9_999, 1), LoanKind.Write));
    }

    [Fact]
    public void Loans_that_start_at_the_same_place_are_told_apart()
    {
        var set = default(RegionSet);
        LoanNode[] loans = [.. Enumerable.Range(0, 20).Select(_ => new LoanNode(scope: null) { Region = new Region(7, 3), Kind = LoanKind.Read })];
        foreach (LoanNode loan in loans)
            set.Add(loan);
        foreach (LoanNode loan in loans)
        {
            Assert.NotNull(set.FindConflict(new Region(9, 1), LoanKind.Write));
            set.Remove(loan);
        }

        Assert.Equal(0, set.Count);
        Assert.Null(set.FindConflict(new Region(9, 1), LoanKind.Write));
    }

    /// <param name="stride">How far the starts lie apart: 0 for a single value.</param>
    /// <param name="width">How many elements each covers.</param>
    /// <param name="oldestFirst">Or the latest but one first, and the latest last.</param>
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(1, 100, true)]
    [InlineData(1, 100, false)]
    public void Loans_that_do_not_end_the_latest_first_cost_a_search_each(int stride, int width, bool oldestFirst)
    {
        var set = default(RegionSet);
        LoanNode[] loans = [.. Enumerable.Range(0, Many).Select(i => new LoanNode(scope: null) { Region = new Region(i * stride, width), Kind = LoanKind.Read })];
        foreach (LoanNode loan in loans)
            set.Add(loan);
        int before = RegionSet.Steps;

        foreach (LoanNode loan in oldestFirst ? loans : loans.Reverse().Skip(1).Append(loans[^1]))
            set.Remove(loan);

        Assert.Equal(0, set.Count);
        Assert.InRange(RegionSet.Steps - before, Many, Many * 40);
    }

    [Fact]
    public void A_loan_that_comes_again_where_it_was_before_moves_no_other()
    {
        var set = default(RegionSet);
        LoanNode[] loans = [.. Enumerable.Range(0, Many).Select(static i => new LoanNode(scope: null) { Region = new Region(i, 1), Kind = LoanKind.Write })];
        foreach (LoanNode loan in loans)
            set.Add(loan);
        int before = RegionSet.Steps;

        for (int i = 0; i < Many; i++)
        {
            LoanNode loan = loans[i * 7919 % Many];
            set.Remove(loan);
            Assert.Null(set.FindConflict(loan.Region, LoanKind.Read));
            set.Add(loan);
            Assert.Same(loan, set.FindConflict(loan.Region, LoanKind.Read));
        }

        Assert.Equal(Many, set.Places);
        Assert.InRange(RegionSet.Steps - before, Many, Many * 60);
    }

    [Fact]
    public void No_more_places_are_empty_than_taken_and_the_last_is_none_of_them()
    {
        var random = new Random(5);
        var set = default(RegionSet);
        List<LoanNode> loans = [];
        for (int i = 0; i < Operations; i++)
        {
            if (loans.Count == 0 || random.Next(5) < (i < Operations / 2 ? 3 : 2))
            {
                loans.Add(new LoanNode(scope: null) { Region = RegionTests.RandomRegion(random), Kind = LoanKind.Read });
                set.Add(loans[^1]);
            }
            else
            {
                int at = random.Next(loans.Count);
                set.Remove(loans[at]);
                loans.RemoveAt(at);
            }
            Assert.Equal(loans.Count, set.Count);
            Assert.InRange(set.Places, set.Count, set.Count * 2);
            Assert.True(set.Places == 0 || set[set.Places - 1] is not null);
            Assert.Equal(loans.Count, Enumerable.Range(0, set.Places).Count(place => set[place] is not null));
        }
    }

    [Fact]
    public void Once_a_wide_loan_has_ended_a_question_to_its_right_passes_those_in_between_by()
    {
        var set = default(RegionSet);
        var wide = new LoanNode(scope: null) { Region = new Region(0, Many), Kind = LoanKind.Read };
        set.Add(wide);
        LoanNode[] narrow = [.. Enumerable.Range(1, Many - 1).Select(static i => new LoanNode(scope: null) { Region = new Region(i, 1), Kind = LoanKind.Read })];
        foreach (LoanNode loan in narrow)
            set.Add(loan);

        set.Remove(wide);

        Assert.Equal(Many / 2, set.ReachOf(Many / 2 - 1));
        Assert.Same(narrow[9], set.FindConflict(new Region(10, 1), LoanKind.Write));
    }

    [Fact]
    public void R56_a_loan_that_reaches_as_far_as_one_that_has_ended_is_found_behind_its_empty_place()
    {
        var set = default(RegionSet);
        LoanNode[] loans = [.. new[] { (0, 1), (1, 1), (2, 8), (3, 1), (20, 1) }.Select(static r => new LoanNode(scope: null) { Region = new Region(r.Item1, r.Item2) })];
        foreach (LoanNode loan in loans)
            set.Add(loan);
        set.Remove(loans[2]);
        Assert.Null(set.FindConflict(new Region(5, 1), LoanKind.Write));

        var wide = new LoanNode(scope: null) { Region = new Region(0, 10) };
        set.Add(wide);
        Assert.Same(wide, set.FindConflict(new Region(5, 1), LoanKind.Write));
    }

    [Fact]
    public void An_empty_region_conflicts_with_nothing()
    {
        var set = default(RegionSet);
        set.Add(new LoanNode(scope: null) { Region = new Region(0, 10), Kind = LoanKind.Write });
        set.Add(new LoanNode(scope: null) { Region = new Region(20, 0), Kind = LoanKind.Write });

        Assert.Null(set.FindConflict(new Region(5, 0), LoanKind.Write));
        Assert.Null(set.FindConflict(new Region(15, 10), LoanKind.Write));
    }

    [Fact]
    public void R19_the_loan_named_in_a_message_is_one_for_writing_where_there_is_one()
    {
        var set = default(RegionSet);
        var read = new LoanNode(scope: null) { Region = new Region(0, 1), Kind = LoanKind.Read };
        var write = new LoanNode(scope: null) { Region = new Region(5, 1), Kind = LoanKind.Write };
        Assert.Null(set.First(LoanKind.Read));

        set.Add(read);
        Assert.Same(read, set.First(LoanKind.Read));
        Assert.Null(set.First(LoanKind.Write));

        set.Add(write);
        Assert.Same(write, set.First(LoanKind.Read));
        Assert.Same(write, set.First(LoanKind.Write));
    }

    private static LoanKind RandomKind(Random random) => random.Next(2) == 0 ? LoanKind.Read : LoanKind.Write;

    private static void AskForConflict(in RegionSet set, List<LoanNode> oracle, Region region, LoanKind kind)
    {
        HashSet<long> elements = RegionTests.Elements(region);
        bool Forbids(LoanNode loan) =>
            (kind == LoanKind.Write || loan.Kind == LoanKind.Write) && elements.Overlaps(RegionTests.Elements(loan.Region));

        LoanNode? found = set.FindConflict(region, kind);
        if (found is null)
            Assert.DoesNotContain(oracle, Forbids);
        else
            Assert.True(oracle.Contains(found) && Forbids(found), $"{found.Region} was named, which does not forbid {kind} over {region}.");
    }
}
