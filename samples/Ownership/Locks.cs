using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// A <see cref="Mutex{T}"/> owns what several threads change. The way in is the lock, and what it lends ends with the lock: there is no value
/// that could be touched without. A mutex may be handed to anybody, captured and stored: that is what it is for.
/// </summary>
internal static class Locks
{
    internal static void Run()
    {
        var m = new Mutex<string>("1, 2, 3", "m");
        Console.WriteLine(m);
        using (MutexGuard<string> guard = m.Lock())
        {
            guard.Value += ", 4";
            Console.WriteLine(m); // a locked mutex shows who has it, and no value
        }
        Console.WriteLine(m);

        // A hundred forks count in one dictionary.
        var counts = new Mutex<Dictionary<string, int>>(new() { ["count"] = 0 }, "counts");
        Fork.Section(counts, static (section, counts) =>
        {
            for (int i = 0; i < 100; i++)
                section.Fork(counts, static counts => counts.Use(static (ref Dictionary<string, int> all) => { all["count"]++; }));
        });
        Console.WriteLine($"A hundred forks: {counts.Use(static (ref Dictionary<string, int> all) => all["count"])}");

        UseAfterTheLock(counts);
        Poisoned(counts);
    }

    private static void UseAfterTheLock(Mutex<Dictionary<string, int>> counts)
    {
        MutexGuard<Dictionary<string, int>> guard = counts.Lock();
        guard.Dispose();
        try
        {
            Console.WriteLine(guard.Value["count"]);
        }
        catch (LifetimeExpiredException refused)
        {
            Refused.Print(refused);
        }
    }

    /// <summary>A holder that fails half-way leaves a value that nobody may trust, until somebody has seen to it.</summary>
    private static void Poisoned(Mutex<Dictionary<string, int>> counts)
    {
        try
        {
            counts.Use(static (ref Dictionary<string, int> all) =>
            {
                all.Clear();
                throw new IOException("the disk is full");
            });
        }
        catch (IOException failure)
        {
            Console.WriteLine($"Failed under the lock: {failure.Message}");
        }
        Refused.By<PoisonedException>(() => counts.Lock().Dispose());
        using (MutexGuard<Dictionary<string, int>> guard = counts.LockDespitePoison())
        {
            guard.Value["count"] = 0;
            counts.ClearPoison();
        }
        Console.WriteLine($"Repaired: {counts.Use(static (ref Dictionary<string, int> all) => all["count"])}");
    }
}
