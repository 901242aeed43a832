using System.Security.Cryptography;
using System.Text;
using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A directory written by many.</b> Each writer puts files of its own into it, all at the same time; an index names them all, with a hash
/// for each. The files cannot collide, so they need no lock. The index belongs to everybody, so it stands in a <see cref="Mutex{T}"/>.
/// <para>Use it for bundles of debug output, caches, build results.</para>
/// <para>
/// The rule it shows: lock what is shared and nothing else. And a failure under the lock is not forgotten: the index is poisoned until somebody
/// has made it whole again, here from the files themselves.
/// </para>
/// </summary>
internal static class SharedDirectory
{
    private const int Writers = 8, FilesEach = 5;

    internal static void Run()
    {
        using var directory = new TemporaryDirectory();
        var index = new Mutex<FileIndex>(new FileIndex(directory.FullName), "index");
        Fork.Section((directory.FullName, index), static (section, bundle) =>
        {
            for (int i = 0; i < Writers; i++)
                section.Fork((bundle.FullName, bundle.index, i), static writer => WriteFiles(writer.FullName, writer.index, writer.i));
        });
        Console.WriteLine($"{Writers} writers; files that the index names as they are: {Verified(directory.FullName)}");

        FailHalfWay(index);
        Refused.By<PoisonedException>(() => WriteFiles(directory.FullName, index, writer: 99)); // its first file is there, and in no index
        using (MutexGuard<FileIndex> guard = index.LockDespitePoison())
        {
            guard.Value.Rebuild();
            index.ClearPoison();
        }
        Console.WriteLine($"Rebuilt from the files: {Verified(directory.FullName)}");
    }

    private static void WriteFiles(string directory, Mutex<FileIndex> index, int writer)
    {
        for (int i = 0; i < FilesEach; i++)
        {
            string name = $"writer-{writer}-{i}.bin";
            byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{writer} {i}\n", 100)));
            File.WriteAllBytes(Path.Combine(directory, name), content);
            string hash = Convert.ToHexString(SHA256.HashData(content));
            index.Use((name, hash), static (ref FileIndex index, (string Name, string Hash) file) => index.Add(file.Name, file.Hash));
        }
    }

    private static void FailHalfWay(Mutex<FileIndex> index)
    {
        try
        {
            index.Use(static (ref FileIndex index) =>
            {
                index.Add("half a li", hash: "");
                throw new IOException("the disk is full");
            });
        }
        catch (IOException failure)
        {
            Console.WriteLine($"Failed while the index was written: {failure.Message}");
        }
    }

    /// <summary>How many files there are, all of which the index must name, with the hash they have, and it must name no others.</summary>
    private static int Verified(string directory)
    {
        string[] found = [.. FileIndex.Scan(directory)];
        string[] named = [.. File.ReadAllLines(FileIndex.PathIn(directory)).Order(StringComparer.Ordinal)];
        return found.SequenceEqual(named)
            ? found.Length
            : throw new InvalidDataException($"The index names {named.Length} files, and there are {found.Length}, or their hashes differ.");
    }

    /// <summary>A line for each file: its hash and its name.</summary>
    private sealed class FileIndex(string directory)
    {
        internal static string PathIn(string directory) => Path.Combine(directory, "index.txt");

        internal static IEnumerable<string> Scan(string directory) =>
            Directory.EnumerateFiles(directory, "*.bin")
                .Select(static file => Line(Path.GetFileName(file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))))
                .Order(StringComparer.Ordinal);

        internal void Add(string name, string hash) => File.AppendAllText(PathIn(directory), Line(name, hash) + "\n");

        internal void Rebuild() => AtomicFile.Write(PathIn(directory), Scan(directory));

        private static string Line(string name, string hash) => $"{hash} {name}";
    }
}
