using System.Diagnostics;
using WordRank.Counting;
using WordRank.Text;

namespace WordRank.Contest;

/// <summary>Two ways gave different rankings: one of them is wrong.</summary>
internal sealed class MismatchException(string message) : Exception(message);

/// <summary>
/// Runs every contender in every round, so that what disturbs the machine disturbs all, and starts each round with another one.
/// Each result is compared with the first, outside the measured time.
/// </summary>
internal sealed class Race(Contender[] contenders, Corpus corpus)
{
    internal const int WarmUpRounds = 6;

    private readonly double[][] _milliseconds = [.. contenders.Select(static _ => Array.Empty<double>())];

    /// <summary>What all contenders agree on.</summary>
    internal Ranking Ranking { get; private set; } = null!;

    /// <summary>Each contender's times, one for each round.</summary>
    internal IReadOnlyList<IReadOnlyList<double>> Milliseconds => _milliseconds;

    /// <summary>Warms up, then measures.</summary>
    /// <param name="rounds">How many rounds are measured.</param>
    /// <param name="progress">Told what is going on.</param>
    /// <exception cref="MismatchException">Two contenders disagree.</exception>
    internal void Run(int rounds, Action<string> progress)
    {
        for (int i = 0; i < contenders.Length; i++)
            _milliseconds[i] = new double[rounds];
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            progress(round < 0 ? $"warming up, {round + WarmUpRounds + 1} of {WarmUpRounds}" : $"round {round + 1} of {rounds}");
            for (int i = 0; i < contenders.Length; i++)
            {
                int which = (round + WarmUpRounds + i) % contenders.Length;
                double time = Measure(contenders[which]);
                if (round >= 0)
                    _milliseconds[which][round] = time;
            }
        }
    }

    private double Measure(Contender contender)
    {
        long start = Stopwatch.GetTimestamp();
        Ranking ranking = contender.Rank(corpus);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Ranking ??= ranking;
        if (ranking.DifferenceFrom(Ranking) is { } difference)
            throw new MismatchException($"{contender.Name} disagrees with {contenders[0].Name}: {difference}.");
        return milliseconds;
    }
}
