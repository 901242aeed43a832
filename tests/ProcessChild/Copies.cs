using System.Collections.Immutable;

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Copies of single values and arrays. Says of each whether it was copied, with what it holds, or why not.</summary>
internal static class Copies
{
    internal static IEnumerable<string> All()
    {
        yield return Say("a string", "a", static s => s);
        yield return Say("an array of numbers", new[] { 1, 2 }, static a => string.Join(' ', a));
        yield return Say("a list of lists", new List<List<string>> { new() { "a" }, new() { "b" } }, static l => string.Join(' ', l.SelectMany(static x => x)));
        yield return Say("a list of numbers", new List<int> { 1, 2 }, static l => string.Join(' ', l));
        yield return Say("counts by name", new Dictionary<string, int> { ["a"] = 1 }, static d => $"{d["a"]}");
        yield return Say("lists by name", new Dictionary<string, List<int>> { ["a"] = [1] }, static d => $"{d["a"][0]}");
        yield return Say("a set of names", new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }, static s => $"{s.Contains("A")}");
        yield return Say("what copies itself", new Route([1, 2]), static r => $"{r.Stops[1]}");
        yield return Say("an array of what copies itself", new[] { new Route([1, 2]) }, static r => $"{r[0].Stops[1]}");
        yield return Say("lists of what copies itself", new List<Route[]> { new[] { new Route([3]) } }, static l => $"{l[0][0].Stops[0]}");
        yield return Say("what cannot change", ImmutableList.Create("a"), static l => l[0]);
        yield return "owned pairs: " + string.Join(' ', OwnedArray.Of(new[] { (2, 1) }, "pairs").Clone().ToArray().Select(static p => p.Item2));
        yield return "owned lists: " + string.Join(' ', OwnedArray.Of(new[] { new List<int> { 1 } }).Clone()[0]);
        yield return Say("what may change", new List<Open> { new() { Count = 1 } }, static l => $"{l[0].Count}");
    }

    /// <summary>What follows from the fields of types, or needs code made at run time.</summary>
    internal static IEnumerable<string> BySight()
    {
        yield return Say("readonly fields", new List<Fixed> { new("a") }, static l => l[0].Name);
        yield return Say("dates by name", new Dictionary<string, DateTime> { ["a"] = DateTime.UnixEpoch }, static d => $"{d["a"].Year}");
    }

    private static string Say<T>(string what, T value, Func<T, string> show)
        where T : class
    {
        try
        {
            T copy = Own.Of(value).Clone().TakeOwnership();
            return $"{what}: {(ReferenceEquals(copy, value) ? "the same" : "copied")}: {show(copy)}";
        }
        catch (NotSupportedException refused)
        {
            return $"{what}: {refused.Message}";
        }
    }

    internal sealed class Route(int[] stops) : IDeepCloneable<Route>
    {
        internal int[] Stops { get; } = stops;

        public Route DeepClone() => new((int[])Stops.Clone());
    }

    internal sealed class Fixed(string name)
    {
        internal string Name { get; } = name;
    }

    internal sealed class Open
    {
        internal int Count { get; set; }
    }
}
