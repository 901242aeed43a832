using System.Diagnostics;

namespace AnalyzerSpeed;

/// <summary>What one build took.</summary>
/// <param name="Elapsed">The time that passed, in seconds.</param>
/// <param name="Worked">The time that processors worked, in seconds; not a number where that is not known.</param>
internal readonly record struct Measured(double Elapsed, double Worked)
{
    internal static Measured Of(IBuild build, bool analyzed)
    {
        double worked = ProcessorTime.IsKnown ? ProcessorTime.Now() : double.NaN;
        long start = Stopwatch.GetTimestamp();
        build.Build(analyzed);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(elapsed, ProcessorTime.IsKnown ? ProcessorTime.Now() - worked : double.NaN);
    }
}
