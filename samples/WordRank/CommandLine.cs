using System.Globalization;

namespace WordRank;

/// <summary>What the user asked for.</summary>
/// <param name="Paths">Files and folders to read; empty for the documentation of the .NET SDK.</param>
/// <param name="Top">How many words to print.</param>
/// <param name="Workers">How many threads work at the same time.</param>
/// <param name="Rounds">How often each way is measured.</param>
/// <param name="Help">Whether to explain the program instead.</param>
internal sealed record CommandLine(IReadOnlyList<string> Paths, int Top, int Workers, int Rounds, bool Help)
{
    internal const string HelpText = """
        Counts and ranks the words of real text, in parallel, and measures that against the BCL.

        usage: WordRank [options] [file or folder ...]

          file or folder   text to read; folders with everything below them. Without any:
                           the XML documentation that came with the .NET SDK.
          --top N          how many words to print, 0 to 1000000 (20)
          --workers N      how many threads work at the same time, 1 to 512 (all processors)
          --rounds N       how often each way is measured, 1 to 1000 (15)
          --help           this text

        exit code: 0 done, 1 two ways disagreed on the result, 2 wrong use
        """;

    /// <summary>512 is the most that PLINQ accepts.</summary>
    private const int MostWorkers = 512;

    internal static CommandLine Parse(string[] args)
    {
        var line = new CommandLine([], Top: 20, Workers: Math.Min(Environment.ProcessorCount, MostWorkers), Rounds: 15, Help: false);
        var paths = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h" or "-?":
                    return line with { Help = true };
                case "--top":
                    line = line with { Top = Number(args, ref i, 0, 1_000_000) };
                    break;
                case "--workers":
                    line = line with { Workers = Number(args, ref i, 1, MostWorkers) };
                    break;
                case "--rounds":
                    line = line with { Rounds = Number(args, ref i, 1, 1000) };
                    break;
                case ['-', ..]:
                    throw new UsageException($"{args[i]}: no such option; there are --top, --workers, --rounds and --help.");
                case "":
                    throw new UsageException("\"\": an empty argument; name a file or a folder.");
                default:
                    paths.Add(args[i]);
                    break;
            }
        }
        return line with { Paths = paths };
    }

    private static int Number(string[] args, ref int i, int least, int most)
    {
        string option = args[i];
        if (++i == args.Length)
            throw new UsageException($"{option}: its number is missing; write {option} N with N from {least} to {most}.");
        return int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{option} {args[i]}: not a whole number from {least} to {most}.");
    }
}
