using System.Text.RegularExpressions;

namespace ForkJoin.Tests.Processes;

/// <summary>What the JIT made of a method, as the run time itself lists it (<c>DOTNET_JitDisasm</c>).</summary>
internal static partial class MachineCode
{
    /// <summary>The environment in which a process writes its listing: the methods that the pattern names, compiled once and for good.</summary>
    internal static (string Name, string Value)[] Listing(string methods, string file) =>
        [("DOTNET_JitDisasm", methods), ("DOTNET_JitStdOutFile", file), ("DOTNET_TieredCompilation", "0")];

    /// <summary>
    /// The instructions of a method's only loop, with registers named in the order of their first use: two loops that do the same work alike are
    /// equal, whichever registers they got.
    /// </summary>
    /// <param name="listing">The listing of a run.</param>
    /// <param name="method">The method's name.</param>
    internal static string[] Loop(string listing, string method)
    {
        string[] lines = [.. Body(listing, method).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != ';' && !line.StartsWith("align", StringComparison.Ordinal))];
        for (int end = 0; end < lines.Length; end++)
        {
            Match jump = Jump().Match(lines[end]);
            if (!jump.Success)
                continue;
            int start = Array.FindIndex(lines, line => line.StartsWith(jump.Groups["label"].Value + ":", StringComparison.Ordinal));
            if (start >= 0 && start < end)
                return Normalized(lines[(start + 1)..(end + 1)]);
        }
        Assert.Fail($"{method} has no loop: {string.Join(Environment.NewLine, lines)}");
        return [];
    }

    private static string[] Body(string listing, string method)
    {
        string[] lines = listing.Split('\n');
        int start = Array.FindIndex(lines, line => line.StartsWith("; Assembly listing for method", StringComparison.Ordinal) && line.Contains($":{method}(", StringComparison.Ordinal));
        Assert.True(start >= 0, $"{method} is not in the listing.");
        int end = Array.FindIndex(lines, start + 1, line => line.StartsWith("; Assembly listing for method", StringComparison.Ordinal));
        return lines[start..(end < 0 ? lines.Length : end)];
    }

    private static string[] Normalized(string[] loop)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. loop.Select(line => Spaces().Replace(Register().Replace(Label().Replace(line, "loop"), match => Name(match.Value)), " "))];

        // A register's 32 and 64 bits go by one name.
        string Name(string register)
        {
            string key = Width().Replace(register, "r");
            return names.TryGetValue(key, out string? name) ? name : names[key] = $"r{names.Count}";
        }
    }

    [GeneratedRegex(@"^j\w+\s+(SHORT\s+)?(?<label>G_M\w+_IG\d+)|^(b\w*|tb\w+|cb\w+)\s.*?(?<label>G_M\w+_IG\d+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"(SHORT\s+)?G_M\w+_IG\d+")]
    private static partial Regex Label();

    [GeneratedRegex(@"\b(r[a-ds][xip]|r[sd]i|e[a-ds][xip]|e[sd]i|r\d+d?|[xw]\d+)\b")]
    private static partial Regex Register();

    [GeneratedRegex(@"^[erwx](?=[a-z])|^[wx](?=\d)|(?<=\d)d$")]
    private static partial Regex Width();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
