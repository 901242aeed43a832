using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A shared client.</b> One connection to a server, used by forks and by asynchronous tasks. A request and its answer belong together, so
/// the connection stands in a <see cref="Mutex{T}"/>, and whoever has the lock has the connection for the time of one exchange.
/// <para>
/// Use it where connections are dear and exchanges short. Where exchanges are long, keep several: see <see cref="ConnectionPooling"/>.
/// </para>
/// <para>
/// The rule it shows: what is changed by many is reached through its lock only, and a holder that fails half-way leaves a value that nobody
/// may use as if nothing had happened. Here that would be the answer to somebody else's request.
/// </para>
/// </summary>
internal static class SharedClient
{
    private const int Forks = 8, Tasks = 4, RequestsEach = 20;

    internal static async Task RunAsync()
    {
        await using var server = new LineServer();
        var client = new Mutex<LineClient>(LineClient.Connect(server.Port), "client");
        try
        {
            Task[] tasks = [.. Enumerable.Range(0, Tasks).Select(task => AskInTurnsAsync(client, task))];
            try
            {
                AskByForks(client);
            }
            finally
            {
                await Task.WhenAll(tasks); // on every way out, before the connection is closed
            }
            Console.WriteLine($"{server.Count("requests")} requests of {Forks} forks and {Tasks} tasks, each answered to who asked; connections: {server.Connections}");

            GiveUpHalfWay(client);
            Refused.By<PoisonedException>(() => client.Use(static (ref LineClient line) => line.Ask("ECHO mine?")));
            Reconnect(client, server.Port);
            Console.WriteLine($"After a new connection: {client.Use(static (ref LineClient line) => line.Ask("ECHO mine"))}");
        }
        finally
        {
            using MutexGuard<LineClient> last = client.LockDespitePoison();
            last.Value.Dispose();
        }
    }

    /// <summary>A fork that waits for a lock and for a socket says so, and the pool puts another thread to work meanwhile.</summary>
    private static void AskByForks(Mutex<LineClient> client) => Fork.Section(client, static (section, client) =>
    {
        for (int i = 0; i < Forks; i++)
            section.Fork((client, i), static asker => ForkJoinPool.Blocking(asker, static asker => AskInTurns(asker.client, asker.i)));
    });

    private static void AskInTurns(Mutex<LineClient> client, int fork)
    {
        for (int i = 0; i < RequestsEach; i++)
        {
            client.Use($"fork {fork}, request {i}", static (ref LineClient line, string mine) =>
            {
                Check(mine, line.Ask($"ECHO {mine}"));
                line.Ask("ADD requests 1");
            });
        }
    }

    /// <summary>Asynchronous code waits in the same queue. A lease may be held across an await, where a guard would not compile.</summary>
    private static async Task AskInTurnsAsync(Mutex<LineClient> client, int task)
    {
        for (int i = 0; i < RequestsEach; i++)
        {
            string mine = $"task {task}, request {i}";
            using MutexLease<LineClient> lease = await client.LockAsync();
            Check(mine, await lease.Value.AskAsync($"ECHO {mine}"));
            await lease.Value.AskAsync("ADD requests 1");
        }
    }

    private static void GiveUpHalfWay(Mutex<LineClient> client)
    {
        try
        {
            client.Use(static (ref LineClient line) =>
            {
                line.Send("ECHO somebody else's");
                throw new TimeoutException("no answer in time"); // and the answer is still to come
            });
        }
        catch (TimeoutException failure)
        {
            Console.WriteLine($"One gives up: {failure.Message}");
        }
    }

    private static void Reconnect(Mutex<LineClient> client, int port)
    {
        using MutexGuard<LineClient> guard = client.LockDespitePoison();
        guard.Value.Dispose();
        guard.Value = LineClient.Connect(port);
        client.ClearPoison();
    }

    private static void Check(string asked, string answer)
    {
        if (asked != answer)
            throw new InvalidDataException($"'{asked}' was answered by '{answer}'.");
    }
}
