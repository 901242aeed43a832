namespace AnalyzerSpeed;

/// <summary>The same build without the analyzers and with them, in turns.</summary>
internal sealed class Comparison(int rounds)
{
    private readonly Measured[] _without = new Measured[rounds];
    private readonly Measured[] _with = new Measured[rounds];

    internal void Run(IBuild build)
    {
        // The first builds read files into the cache, and a server compiles the compiler.
        for (int i = 0; i < 3; i++)
        {
            build.Build(analyzed: false);
            build.Build(analyzed: true);
        }
        for (int round = 0; round < rounds; round++)
        {
            // Which of the two comes first alternates: the second may find the caches warm.
            bool first = round % 2 == 0;
            (first ? _with : _without)[round] = Measured.Of(build, first);
            (first ? _without : _with)[round] = Measured.Of(build, !first);
        }
    }

    /// <summary>Columns of the table: without, with, what is added and how far the pairs differ in that.</summary>
    internal string Columns(Func<Measured, double> time)
    {
        double[] without = [.. _without.Select(time)], with = [.. _with.Select(time)];
        double[] added = [.. with.Zip(without, static (a, b) => (a / b) - 1)];
        return double.IsNaN(without[0])
            ? "– | – | – | –"
            : $"{Median(without):F1} | {Median(with):F1} | {(Median(with) / Median(without)) - 1:P1} | {added.Min():P1} to {added.Max():P1}";
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
