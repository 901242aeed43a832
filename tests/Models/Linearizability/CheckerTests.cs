namespace ForkJoin.Tests.Models.Linearizability;

/// <summary>The search tells histories that can be explained from those that cannot. Its subject is a register, one number that is read and written.</summary>
public sealed class CheckerTests
{
    private static readonly Register s_register = new();

    [Fact]
    public void Calls_one_after_the_other_are_taken_in_their_order()
    {
        Assert.True(Explains(Write(1, 1, 2), Read(1, 3, 4)));
        Assert.False(Explains(Write(1, 1, 2), Read(0, 3, 4)));
    }

    [Fact]
    public void Calls_at_the_same_time_are_taken_in_either_order()
    {
        Assert.True(Explains(Write(1, 1, 4), Read(0, 2, 3)));
        Assert.True(Explains(Write(1, 1, 4), Read(1, 2, 3)));
        Assert.False(Explains(Write(1, 1, 4), Read(2, 2, 3)));
    }

    [Fact]
    public void What_one_read_has_seen_no_later_read_sees_undone()
    {
        // The write is under way all the time: either result would do, but not the new one first and the old one after it.
        Assert.True(Explains(Write(1, 1, 10), Read(0, 2, 3), Read(1, 4, 5)));
        Assert.False(Explains(Write(1, 1, 10), Read(1, 2, 3), Read(0, 4, 5)));
    }

    [Fact]
    public void A_search_that_went_wrong_goes_back()
    {
        // 2 is written after 1, whichever began first: the search has to undo its first choice.
        Assert.True(Explains(Write(2, 1, 10), Write(1, 2, 9), Read(1, 3, 4), Read(2, 11, 12)));
        Assert.False(Explains(Write(2, 1, 10), Write(1, 2, 9), Read(1, 3, 4), Read(2, 5, 6), Read(1, 11, 12)));
    }

    [Fact]
    public void Histories_of_threads_that_took_turns_can_be_explained_and_not_with_one_result_changed()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            Call<int?>[] history = Random(random);
            Assert.True(Explains(history));
            int read = Array.FindIndex(history, static call => call.Operation is null);
            if (read < 0)
                continue;
            history[read] = history[read] with { Result = "99" }; // nobody has written that
            Assert.False(Explains(history));
        }
    }

    [Fact]
    public void Longer_histories_than_it_can_hold_are_refused() =>
        Assert.Throws<ArgumentException>(() => Explains([.. Enumerable.Range(0, Checker.MostCalls + 1).Select(static i => Write(i, 2 * i, (2 * i) + 1))]));

    /// <summary>Calls that take effect at 10, 20, 30, …, and begin and end up to 14 before and after.</summary>
    private static Call<int?>[] Random(Random random)
    {
        int value = 0;
        var calls = new Call<int?>[12];
        for (int i = 0; i < calls.Length; i++)
        {
            int moment = 10 * (i + 1), start = moment - random.Next(1, 15), end = moment + random.Next(1, 15);
            int? written = random.Next(2) == 0 ? random.Next(10) : null;
            value = written ?? value;
            calls[i] = written is { } number ? Write(number, start, end) : Read(value, start, end);
        }
        return calls;
    }

    private static bool Explains(params Call<int?>[] history) => Checker.IsLinearizable(history, s_register);

    private static Call<int?> Write(int number, long start, long end) => new(0, number, "", start, end);

    private static Call<int?> Read(int number, long start, long end) =>
        new(0, null, number.ToString(System.Globalization.CultureInfo.InvariantCulture), start, end);

    private sealed class Register : ISpecification<string, int?>
    {
        public string Initial => "0";

        public bool Allows(string state, Call<int?> call, IEnumerable<Call<int?>> beside, out string next)
        {
            next = call.Operation is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : state;
            return call.Operation is not null || call.Result == state;
        }
    }
}
