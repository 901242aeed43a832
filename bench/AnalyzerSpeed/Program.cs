using System.Diagnostics;
using System.Globalization;
using AnalyzerSpeed;

// What the analyzers add to a build: the same project built with and without them, in turns, so that whatever else happens on the machine happens to both.
int files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string directory = Directory.CreateTempSubdirectory("forkjoin-").FullName;
try
{
    File.WriteAllText(Path.Combine(directory, "Usings.cs"), GeneratedProject.Usings);
    int lines = 0;
    for (int i = 0; i < files; i++)
    {
        string text = GeneratedProject.File(i);
        lines += text.Count(static c => c == '\n') + 1;
        File.WriteAllText(Path.Combine(directory, $"File{i}.cs"), text);
    }
    Console.WriteLine($"{files} files, {lines} lines, half of the files use the library; {Environment.ProcessorCount} processors; median of {rounds}, in turns");
    Console.WriteLine();
    Console.WriteLine("| build | without, ms | with, ms | added | range of the pairs |");
    Console.WriteLine("|---|---:|---:|---:|---|");
    foreach (IBuild build in new IBuild[] { new SdkBuild(directory), new CompilerRun(directory, files, isServer: true), new CompilerRun(directory, files, isServer: false) })
        Console.WriteLine(Row(build));
}
finally
{
    Directory.Delete(directory, recursive: true);
}

string Row(IBuild build)
{
    // The first builds read files into the cache, and a server compiles the compiler.
    for (int i = 0; i < 3; i++)
    {
        build.Build(analyzed: false);
        build.Build(analyzed: true);
    }
    var without = new double[rounds];
    var with = new double[rounds];
    var added = new double[rounds];
    for (int round = 0; round < rounds; round++)
    {
        // Which of the two comes first alternates: the second may find the caches warm.
        bool first = round % 2 == 0;
        (first ? with : without)[round] = Time(build, first);
        (first ? without : with)[round] = Time(build, !first);
        added[round] = (with[round] / without[round]) - 1;
    }
    return $"| {build.Name} | {Median(without):F0} | {Median(with):F0} | {(Median(with) / Median(without)) - 1:P1} | {added.Min():P1} to {added.Max():P1} |";
}

static double Time(IBuild build, bool analyzed)
{
    long start = Stopwatch.GetTimestamp();
    build.Build(analyzed);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(double[] values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
