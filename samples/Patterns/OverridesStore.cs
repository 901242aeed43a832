using System.Globalization;
using ForkJoin;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A store of overrides.</b> Settings that are read all the time and changed while the program runs, kept in a file. Settings that belong
/// together change together; an editor that has read an older version than there is by now does not overwrite what it has not seen.
/// <para>Use it for configuration, prompts, feature switches: many readers, few writers, and a version to tell who was first.</para>
/// <para>The rule it shows: a reader sees a value before or after a change, and never half of it, in memory or in the file.</para>
/// </summary>
internal static class OverridesStore
{
    private const int Editors = 4, EditsEach = 25, Readers = 4, ReadsEach = 100;

    internal static void Run()
    {
        using var directory = new TemporaryDirectory();
        string file = directory.PathOf("overrides.txt");
        using SharedRef<Overrides> store = SharedRef.Of(Overrides.Load(file), "overrides");

        var torn = new Forked<int>[Readers];
        Fork.Section((store, file, torn), static (section, s) =>
        {
            for (int i = 0; i < Editors; i++)
                section.Fork((s.store, s.file), static editor => ForkJoinPool.Blocking(editor, static editor => Edit(editor.store, editor.file)));
            foreach (ref Forked<int> reader in s.torn.AsSpan())
                reader = section.Fork(s.store, static store => ForkJoinPool.Blocking(store, static store => CountTorn(store)));
        });

        Console.WriteLine($"Pairs that a reader saw half changed: {torn.Sum(static reader => reader.Result)}");
        using SharedReadGuard<Overrides> reading = store.Read();
        Console.WriteLine($"{Editors * EditsEach} edits, none lost: version {reading.Value.Version}, low {reading.Value["low"]}, high {reading.Value["high"]}");
        Console.WriteLine($"The file says the same: {Overrides.Load(file).Lines.SequenceEqual(reading.Value.Lines)}");
        Console.WriteLine($"Files that are left: {Directory.GetFiles(directory.FullName).Length}");
    }

    private static void Edit(SharedRef<Overrides> store, string file)
    {
        for (int i = 0; i < EditsEach; i++)
        {
            int version, low;
            do
            {
                using SharedReadGuard<Overrides> reading = store.Read();
                (version, low) = (reading.Value.Version, reading.Value["low"]);
            }
            while (!TryChange(store, version, low + 1, file)); // somebody was faster: look again
        }
    }

    private static bool TryChange(SharedRef<Overrides> store, int version, int low, string file)
    {
        using SharedWriteGuard<Overrides> writing = store.Write();
        if (writing.Value.Version != version)
            return false;
        writing.Value.Change(("low", low), ("high", low + 10));
        AtomicFile.Write(file, writing.Value.Lines);
        return true;
    }

    private static int CountTorn(SharedRef<Overrides> store)
    {
        int torn = 0;
        for (int i = 0; i < ReadsEach; i++)
        {
            using SharedReadGuard<Overrides> reading = store.Read();
            if (reading.Value["high"] - reading.Value["low"] != 10)
                torn++;
        }
        return torn;
    }

    /// <summary>Values over their defaults, with the number of changes so far.</summary>
    private sealed class Overrides
    {
        private readonly SortedDictionary<string, int> _values = new(StringComparer.Ordinal) { ["low"] = 0, ["high"] = 10 };

        internal int Version { get; private set; }

        internal IEnumerable<string> Lines =>
            _values.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")).Prepend($"version={Version}");

        internal int this[string name] => _values[name];

        internal static Overrides Load(string file)
        {
            var overrides = new Overrides();
            foreach (string line in File.Exists(file) ? File.ReadAllLines(file) : [])
            {
                string[] pair = line.Split('=');
                int value = int.Parse(pair[1], CultureInfo.InvariantCulture);
                if (pair[0] == "version")
                    overrides.Version = value;
                else
                    overrides._values[pair[0]] = value;
            }
            return overrides;
        }

        internal void Change(params ReadOnlySpan<(string Name, int Value)> changes)
        {
            foreach ((string name, int value) in changes)
                _values[name] = value;
            Version++;
        }
    }
}
