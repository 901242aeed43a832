using System.Net;
using System.Net.Sockets;

namespace Patterns.Parts;

/// <summary>A connection to a <see cref="LineServer"/>, for one at a time: it is the owner or the lock around it that sees to that.</summary>
internal sealed class LineClient : IDisposable
{
    private readonly TcpClient _connection;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private LineClient(TcpClient connection)
    {
        _connection = connection;
        _reader = new StreamReader(connection.GetStream());
        _writer = new StreamWriter(connection.GetStream()) { AutoFlush = true, NewLine = "\n" };
    }

    internal static LineClient Connect(int port)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            connection.Connect(IPAddress.Loopback, port);
            var client = new LineClient(connection);
            client.Ask("ECHO hello"); // the server has taken the connection, and not only its system
            return client;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    internal string Ask(string request)
    {
        Send(request);
        return _reader.ReadLine() ?? throw Closed();
    }

    /// <summary>Sends a request and waits for its answer without a thread.</summary>
    internal async Task<string> AskAsync(string request)
    {
        await _writer.WriteLineAsync(request);
        return await _reader.ReadLineAsync() ?? throw Closed();
    }

    /// <summary>Sends a request. Whoever does not read the answer leaves it to the next one.</summary>
    internal void Send(string request) => _writer.WriteLine(request);

    public void Dispose() => _connection.Dispose();

    private static EndOfStreamException Closed() => new("The server has closed the connection.");
}
