using System.Globalization;
using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A scoped session.</b> Accounts in a file, changed in a session: what the session's code has done is written when it returns, and nothing
/// of it when it throws. The code gets a reference to write through, and may put it wherever it likes: it expires with the session.
/// <para>Use it for transactions, for files that are rewritten, for anything with a <c>begin</c> and a <c>commit</c>.</para>
/// <para>The rule it shows: a reference expires with its <see cref="Lifetime"/>, wherever it has been stored.</para>
/// </summary>
internal static class ScopedSession
{
    internal static void Run()
    {
        using var directory = new TemporaryDirectory();
        string file = directory.PathOf("accounts.txt");
        AtomicFile.Write(file, ["ada=100", "bob=0"]);

        InSession(file, static accounts => Transfer(accounts, 30));
        Console.WriteLine($"Committed: {string.Join(", ", File.ReadAllLines(file))}");

        try
        {
            InSession(file, static accounts => Transfer(accounts, 500));
        }
        catch (InvalidOperationException refused)
        {
            Console.WriteLine($"Not committed, {refused.Message}: {string.Join(", ", File.ReadAllLines(file))}");
        }

        var kept = new List<RefMut<SortedDictionary<string, int>>>();
        InSession(file, kept.Add);
        Refused.By<LifetimeExpiredException>(() => kept[0].Value["ada"] = 1_000_000);
    }

    /// <summary>Reads the accounts, lends them to the body, and writes them when it returns.</summary>
    private static void InSession(string file, Action<RefMut<SortedDictionary<string, int>>> body)
    {
        using OwnedMut<SortedDictionary<string, int>> accounts = Own.Mut(Read(file), "accounts");
        using (Lifetime session = Lifetime.Open())
            body(session.BorrowMut(accounts));
        AtomicFile.Write(file, accounts.Value.Select(static account => string.Create(CultureInfo.InvariantCulture, $"{account.Key}={account.Value}")));
    }

    /// <summary>Takes first and looks afterwards: half a transfer that only the session keeps from being seen.</summary>
    private static void Transfer(RefMut<SortedDictionary<string, int>> accounts, int amount)
    {
        accounts.Value["ada"] -= amount;
        if (accounts.Value["ada"] < 0)
            throw new InvalidOperationException($"ada has no {amount}");
        accounts.Value["bob"] += amount;
    }

    private static SortedDictionary<string, int> Read(string file)
    {
        var accounts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in File.ReadAllLines(file))
        {
            string[] account = line.Split('=');
            accounts[account[0]] = int.Parse(account[1], CultureInfo.InvariantCulture);
        }
        return accounts;
    }
}
