using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ForkJoin;

namespace Patterns.Parts;

/// <summary>
/// A server on the loopback interface. A request is a line, and so is its answer: <c>ECHO text</c> answers the text, <c>ADD name number</c>
/// adds to a counter and answers what it has come to. Answers come in the order of the requests, and say nothing of who asked: two who use one
/// connection at the same time get each other's.
/// </summary>
internal sealed class LineServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Mutex<Dictionary<string, long>> _counters = new(new(StringComparer.Ordinal), "counters");
    private readonly Task _accepting;
    private int _connections;

    internal LineServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    /// <summary>How many connections there have been.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>What a counter has come to.</summary>
    internal long Count(string name) => _counters.Use(name, static (ref Dictionary<string, long> all, string name) => all.GetValueOrDefault(name));

    /// <summary>Closes what is open, and returns when nothing of the server runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                served.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var reader = new StreamReader(client.GetStream()))
            using (var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" })
            {
                while (await reader.ReadLineAsync(_stop.Token) is { } request)
                    await writer.WriteLineAsync(Answer(request));
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The server stops, or the client has gone without a word.
        }
    }

    private string Answer(string request) => request.Split(' ', 3) switch
    {
        ["ECHO", ..] => request["ECHO ".Length..],
        ["ADD", var name, var number] when long.TryParse(number, CultureInfo.InvariantCulture, out long more) => Add(name, more),
        _ => $"ERROR {request}",
    };

    private string Add(string name, long more) => _counters.Use(
        (name, more),
        static (ref Dictionary<string, long> all, (string Name, long More) add) =>
            (all[add.Name] = all.GetValueOrDefault(add.Name) + add.More).ToString(CultureInfo.InvariantCulture));
}
