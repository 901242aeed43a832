using System.Diagnostics;
using ForkJoin;
using WordRank;
using WordRank.Contest;
using WordRank.Text;

try
{
    CommandLine options = CommandLine.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(CommandLine.HelpText);
        return 0;
    }
    Run(options);
    return 0;
}
catch (UsageException wrong)
{
    Console.Error.WriteLine($"WordRank: {wrong.Message}");
    return 2;
}
catch (MismatchException wrong)
{
    Console.Error.WriteLine($"WordRank: {wrong.Message}");
    return 1;
}

static void Run(CommandLine options)
{
    using var pool = new ForkJoinPool(options.Workers);
    IReadOnlyList<string> paths = options.Paths.Count != 0 ? options.Paths : [SdkDocumentation.Folder()];

    long start = Stopwatch.GetTimestamp();
    Corpus corpus = pool.Run(TextFiles.Find(paths), Corpus.Read);
    double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    string skipped = corpus.Skipped == 0 ? "" : $", {corpus.Skipped} skipped because they are binary or unreadable";
    Report.Line($"{corpus.Text.Length / 1e6:N1} MB of text, files: {corpus.Files:N0}, from {string.Join(", ", paths)}{skipped}");
    Report.Line($"read in {milliseconds:N0} ms; workers: {options.Workers}");
    Report.Line($"");

    Contender[] contenders = Contender.All(pool, options.Workers);
    var race = new Race(contenders, corpus);
    ProgressLine.While("ranking words", progress => race.Run(options.Rounds, progress));

    Report.Print(race.Ranking, options.Top);
    Report.Line($"");
    Report.Print(contenders, race, corpus, options.Rounds);
    Report.Line($"");
    Report.Line($"And a conflicting borrow, tried on purpose, is refused:");
    Report.Line($"{Refusal.Message()}");
}
