using System.Globalization;

namespace AnalyzerSpeed;

/// <summary>
/// How long the processors of the machine have worked, whoever they worked for: a build is several processes, some of which outlive it. Nothing else may run meanwhile.
/// What a build waits for it does not contain, so it varies less than the time that passes.
/// </summary>
internal static class ProcessorTime
{
    private const string File = "/proc/stat";

    /// <summary>Only Linux tells.</summary>
    internal static bool IsKnown => System.IO.File.Exists(File);

    /// <returns>Seconds since the machine was started; one hundredth is the unit of the kernel.</returns>
    internal static double Now()
    {
        // "cpu user nice system idle iowait irq softirq steal …": the sum over all processors.
        string[] times = System.IO.File.ReadLines(File).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Hundredths(1) + Hundredths(2) + Hundredths(3) + Hundredths(6) + Hundredths(7)) / 100.0;

        long Hundredths(int column) => long.Parse(times[column], CultureInfo.InvariantCulture);
    }
}
