using System.Security;
using ForkJoin;

namespace WordRank.Text;

/// <summary>All text in one owned array, file after file, with a line break after each.</summary>
internal sealed class Corpus
{
    private const int LookedAtForZeros = 8192;

    private Corpus(OwnedArray<byte> text, int files, int skipped)
    {
        Text = text;
        Files = files;
        Skipped = skipped;
    }

    internal OwnedArray<byte> Text { get; private set; }

    /// <summary>How many files the text is from.</summary>
    internal int Files { get; }

    /// <summary>How many files of the folders turned out to be binary or unreadable.</summary>
    internal int Skipped { get; }

    /// <summary>Reads all files, several at the same time: each fork is lent the part of the array that its file fills.</summary>
    internal static Corpus Read(List<TextFile> files)
    {
        long total = files.Sum(static file => file.Length + 1);
        if (total > Array.MaxLength)
            throw new UsageException($"{files.Count} files: {total:N0} bytes of text; name fewer, up to {Array.MaxLength:N0} bytes together.");

        OwnedArray<byte> text = OwnedArray.Create<byte>((int)total, nameof(text));
        var problems = new Forked<string?>[files.Count];
        Fork.Section(section =>
        {
            int start = 0;
            for (int i = 0; i < files.Count; i++)
            {
                int end = start + (int)files[i].Length + 1;
                problems[i] = section.Fork(section.BorrowMut(text, start..end), files[i].Path, static (part, path) => ReadInto(part.Span, path));
                start = end;
            }
        });
        // The section has ended: every fork is joined, and the results may be read.

        int skipped = 0;
        for (int i = 0; i < files.Count; i++)
        {
            if (problems[i].Result is not { } problem)
                continue;
            if (files[i].Named)
                throw new UsageException($"{files[i].Path}: {problem}; name a readable text file.");
            skipped++;
        }
        if (skipped == files.Count)
            throw new UsageException($"{files[0].Path}: {problems[0].Result}; nor is any other file that was found text; name text files.");
        return new Corpus(text, files.Count - skipped, skipped);
    }

    /// <summary>Moves the text out of its owner for code that knows only arrays, and back in afterwards. Copies nothing.</summary>
    internal TResult AsPlainArray<TResult>(Func<byte[], TResult> body)
    {
        byte[] bytes = Text.IntoArray();
        try
        {
            return body(bytes);
        }
        finally
        {
            Text = OwnedArray.Of(bytes, "text");
        }
    }

    /// <summary>Fills a part with a file, and with line breaks where the file holds less than the part.</summary>
    /// <returns>Null, or why there is no text in it.</returns>
    private static string? ReadInto(Span<byte> part, string path)
    {
        int length = 0;
        string? problem = null;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            length = file.ReadAtLeast(part[..^1], part.Length - 1, throwOnEndOfStream: false);
            if (part[..Math.Min(length, LookedAtForZeros)].Contains((byte)0))
                problem = "it holds zero bytes, so it is no text";
        }
        catch (Exception error) when (error is UnauthorizedAccessException or SecurityException)
        {
            problem = "this user may not read it";
        }
        catch (IOException error)
        {
            problem = $"it cannot be read ({error.Message})";
        }
        part[(problem is null ? length : 0)..].Fill((byte)'\n');
        return problem;
    }
}
