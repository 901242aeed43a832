using ForkJoin;

namespace Patterns.Parts;

/// <summary>Connections to a server, for whoever needs one for a while. Members may be called from any thread.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly int _port;
    private readonly Mutex<Stack<OwnedMut<LineClient>>> _idle = new(new(), "idle connections");
    private readonly SemaphoreSlim _places;

    /// <summary>Opens so many connections.</summary>
    internal ConnectionPool(int port, int size)
    {
        _port = port;
        _places = new SemaphoreSlim(initialCount: 0, size);
        try
        {
            for (int i = 0; i < size; i++)
                Put(Open());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many connections nobody has at the moment.</summary>
    internal int Idle => _idle.Use(static (ref Stack<OwnedMut<LineClient>> idle) => idle.Count);

    /// <summary>
    /// Moves a connection out of the pool; waits until there is one. The caller owns it, and gives it back by <see cref="Return"/>, or by
    /// <see cref="Discard"/>.
    /// </summary>
    internal OwnedMut<LineClient> Rent()
    {
        _places.Wait();
        try
        {
            return _idle.Use(static (ref Stack<OwnedMut<LineClient>> idle) => idle.TryPop(out OwnedMut<LineClient>? one) ? one : null) ?? Open();
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Moves a connection back into the pool: the caller's owner is dead from here on.</summary>
    internal void Return([Consumes] OwnedMut<LineClient> connection) => Put(connection.Move("connection"));

    /// <summary>Closes a connection that is of no use any more. The next one who finds the pool empty opens another.</summary>
    internal void Discard([Consumes] OwnedMut<LineClient> connection)
    {
        connection.Dispose();
        _places.Release();
    }

    /// <summary>Lends a connection to the body. One that the body has failed on is discarded.</summary>
    internal void Use<TState>(TState state, Action<LineClient, TState> body)
    {
        OwnedMut<LineClient> connection = Rent();
        try
        {
            using BorrowedMut<LineClient> line = connection.BorrowMut();
            body(line.Value, state);
        }
        catch
        {
            Discard(connection);
            throw;
        }
        Return(connection);
    }

    /// <summary>Closes the connections that are in the pool.</summary>
    public void Dispose()
    {
        _idle.Use(static (ref Stack<OwnedMut<LineClient>> idle) =>
        {
            while (idle.TryPop(out OwnedMut<LineClient>? connection))
                connection.Dispose();
        });
        _places.Dispose();
    }

    private OwnedMut<LineClient> Open() => Own.Mut(LineClient.Connect(_port), "connection");

    private void Put(OwnedMut<LineClient> connection)
    {
        _idle.Use(connection, static (ref Stack<OwnedMut<LineClient>> idle, OwnedMut<LineClient> connection) => idle.Push(connection));
        _places.Release();
    }
}
