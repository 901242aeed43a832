using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A pool of connections.</b> A few connections for many: one is moved out of the pool for as long as somebody works with it, and moved back
/// afterwards. A connection that has failed is closed and another one opened in its place.
/// <para>Use it where exchanges are long enough that one connection would keep everybody waiting; else see <see cref="SharedClient"/>.</para>
/// <para>
/// The rule it shows: what was given back is gone. Who keeps using a connection that somebody else has by now is told so, with the place where
/// it was given back.
/// </para>
/// </summary>
internal static class ConnectionPooling
{
    private const int Size = 3, Forks = 12, RequestsEach = 10;

    internal static async Task RunAsync()
    {
        await using var server = new LineServer();
        using var pool = new ConnectionPool(server.Port, Size);
        Fork.Section(pool, static (section, pool) =>
        {
            for (int i = 0; i < Forks; i++)
                section.Fork((pool, i), static asker => ForkJoinPool.Blocking(asker, static asker => AskAll(asker.pool, asker.i)));
        });
        Console.WriteLine($"{server.Count("requests")} requests of {Forks} forks, connections: {server.Connections}");

        OwnedMut<LineClient> mine = pool.Rent();
        pool.Return(mine);
        Refused.By<MovedException>(() => mine.BorrowMut().Dispose());

        try
        {
            pool.Use(0, static (line, _) => throw new TimeoutException("no answer in time"));
        }
        catch (TimeoutException failure)
        {
            Console.WriteLine($"A connection failed: {failure.Message}");
        }
        Console.WriteLine($"It was closed; in the pool: {pool.Idle}");
        OwnedMut<LineClient>[] all = [pool.Rent(), pool.Rent(), pool.Rent()];
        foreach (OwnedMut<LineClient> one in all)
            pool.Return(one);
        Console.WriteLine($"Another one in its place: {pool.Idle}, connections: {server.Connections}");
    }

    private static void AskAll(ConnectionPool pool, int fork) => pool.Use(fork, static (line, fork) =>
    {
        for (int i = 0; i < RequestsEach; i++)
        {
            string mine = $"{fork} {i}";
            if (line.Ask($"ECHO {mine}") != mine)
                throw new InvalidDataException($"Fork {fork} got somebody else's answer.");
            line.Ask("ADD requests 1");
        }
    });
}
