using System.Globalization;

namespace Compare;

/// <summary>The command line that all peers speak: one bench a run, one JSON object a line; exit 3 = unsupported, 1 = wrong result.</summary>
internal static class Program
{
    private const string Usage = "usage: [--flavor struct|lambda] --bench NAME --threads N [--reps R] [--size S]";

    private static int Main(string[] args)
    {
        var options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            if (i + 1 == args.Length || !TryRead(args[i], args[++i], ref options))
            {
                Console.Error.WriteLine($"cannot read {string.Join(' ', args)}\n{Usage}");
                return 2;
            }
        }
        if (options.Bench.Length == 0)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        var measuring = new Measuring(options);
        if (Benches.Find(options.Bench) is not { } bench)
        {
            Console.Error.WriteLine("unsupported");
            return 3;
        }
        bench(measuring);
        return measuring.Failed ? 1 : 0;
    }

    private static bool TryRead(string name, string value, ref Options options)
    {
        switch (name)
        {
            case "--flavor" when value is "struct" or "lambda":
                options = options with { Flavor = value == "struct" ? Flavor.Struct : Flavor.Lambda };
                return true;
            case "--bench":
                options = options with { Bench = value };
                return true;
            case "--threads" when Number(value) is >= 1 and <= short.MaxValue and var n:
                options = options with { Threads = (int)n };
                return true;
            case "--reps" when Number(value) is >= 1 and <= int.MaxValue and var n:
                options = options with { Reps = (int)n };
                return true;
            case "--size" when Number(value) is >= 0 and <= int.MaxValue and var n:
                options = options with { Size = (int)n };
                return true;
            default:
                return false;
        }
    }

    private static long Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n : -1;
}

/// <summary>How the forks are written: bodies as types, or static lambdas.</summary>
internal enum Flavor
{
    Struct,
    Lambda,
}

/// <summary>What the command line asked for.</summary>
internal sealed record Options
{
    public Flavor Flavor { get; init; } = Flavor.Struct;

    public string Bench { get; init; } = string.Empty;

    public int Threads { get; init; } = 2;

    public int Reps { get; init; } = 5;

    public int? Size { get; init; }

    public bool Lambda => Flavor == Flavor.Lambda;
}
