using System.Globalization;
using WordRank.Counting;
using WordRank.Text;

namespace WordRank.Contest;

/// <summary>Prints what came out, for people.</summary>
internal static class Report
{
    private const int LongestShown = 60;

    internal static void Print(Ranking ranking, int top)
    {
        int rank = 0;
        foreach (var (word, count) in ranking.Top(top))
            Line($"{++rank,7} {count,12:N0}  {(word.Length <= LongestShown ? word : word[..LongestShown] + "...")}");
        Line($"words: {ranking.AllWords:N0}, of them different: {ranking.DifferentWords:N0}");
    }

    internal static void Print(Contender[] contenders, Race race, Corpus corpus, int rounds)
    {
        double[] medians = [.. race.Milliseconds.Select(Median)];
        Line($"Counting, merging and sorting, all in memory. Each way ran {Race.WarmUpRounds} times to warm up, then once in each of {rounds} rounds,");
        Line($"all ways in turn. Times are medians; ratios are medians of the ratios within a round.");
        Line($"");
        Line($"{"",-16}{"ms",10}{"best ms",10}{"MB/s",10}{"speed-up over serial",24}{"ForkJoin is faster by",24}");
        for (int i = 0; i < contenders.Length; i++)
        {
            double speedUp = Median(race.Milliseconds[0].Zip(race.Milliseconds[i], static (serial, mine) => serial / mine));
            double behind = Median(race.Milliseconds[i].Zip(race.Milliseconds[^1], static (mine, ours) => mine / ours));
            Line($"{contenders[i].Name,-16}{medians[i],10:F1}{race.Milliseconds[i].Min(),10:F1}{corpus.Text.Length / medians[i] / 1000,10:N0}{speedUp,22:F2} x{behind,22:F2} x");
        }
        Line($"");
        Line($"All ways gave the same ranking in every round.");
    }

    internal static void Line(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
