using System.Security.Cryptography;
using System.Text;
using ForkJoin;

namespace Patterns;

/// <summary>
/// <b>A shared adapter.</b> Many handlers use it at the same time, and now and then somebody changes how it works: here it signs messages, and
/// its key is changed while they are signed. A <see cref="SharedRef{T}"/> lets all of them read at once, and keeps them out while one writes.
/// <para>
/// Use it for what outlives every single section: each holder has a handle of its own (<c>Clone</c>), and the value goes with the last one.
/// </para>
/// <para>The rule it shows: many readers or one writer, here by waiting; and neither side keeps the other out for good.</para>
/// </summary>
internal static class SharedAdapter
{
    private const int Handlers = 8, MessagesEach = 500, Changes = 200;

    internal static void Run()
    {
        using SharedRef<Signer> signer = SharedRef.Of(new Signer(), "signer");
        var signed = new Forked<List<Signature>>[Handlers];
        Fork.Section((signer, signed), static (section, s) =>
        {
            for (int i = 0; i < s.signed.Length; i++)
                s.signed[i] = section.Fork((s.signer.Clone(), i), static handler => SignAll(handler.Item1, handler.i));
            for (int change = 0; change < Changes; change++)
            {
                using SharedWriteGuard<Signer> writing = s.signer.Write(); // waits until nobody signs
                writing.Value.ChangeKey();
            }
        });

        Signature[] all = [.. signed.SelectMany(static one => one.Result)];
        int whole = all.Count(static signature => signature.IsWhole);
        Console.WriteLine($"{all.Length} messages of {Handlers} handlers, signed with one key and its own version: {whole}");
        using (SharedReadGuard<Signer> reading = signer.Read())
            Console.WriteLine($"Version {reading.Value.Version} of the key, handles that are left: {signer.RefCount}");

        WeakRef<Signer> weak = signer.Downgrade();
        signer.Dispose(); // the last handle: the value is disposed
        Console.WriteLine($"Is there a signer any more? {weak.TryUpgrade(out _)}");
    }

    /// <summary>Owns the handle it was given. Writers are in and out in no time, so the wait for one needs no declaration to the pool.</summary>
    private static List<Signature> SignAll(SharedRef<Signer> mine, int handler)
    {
        using (mine)
        {
            var signatures = new List<Signature>();
            for (int i = 0; i < MessagesEach; i++)
            {
                using SharedReadGuard<Signer> reading = mine.Read();
                signatures.Add(reading.Value.Sign($"handler {handler}, message {i}"));
            }
            return signatures;
        }
    }

    private sealed record Signature(int Version, string Message, string Code)
    {
        internal bool IsWhole => Code == Signer.CodeOf(Signer.KeyOf(Version), Message);
    }

    /// <summary>Two fields that belong together: whoever saw one of them new and the other one old would sign what nobody can check.</summary>
    private sealed class Signer : IDisposable
    {
        private byte[] _key = KeyOf(1);

        internal int Version { get; private set; } = 1;

        internal static byte[] KeyOf(int version) => SHA256.HashData(Encoding.UTF8.GetBytes($"key {version}"));

        internal static string CodeOf(byte[] key, string message) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(message)));

        internal Signature Sign(string message) => new(Version, message, CodeOf(_key, message));

        internal void ChangeKey()
        {
            Version++;
            CryptographicOperations.ZeroMemory(_key);
            _key = KeyOf(Version);
        }

        public void Dispose()
        {
            CryptographicOperations.ZeroMemory(_key);
            Console.WriteLine("The key is wiped.");
        }
    }
}
