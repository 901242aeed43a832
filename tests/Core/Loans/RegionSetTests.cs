using ForkJoin.Loans;

namespace ForkJoin.Tests.Loans;

public sealed class RegionSetTests
{
    private const int Operations = 6_000;
    private const int MostLoans = 40;

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
