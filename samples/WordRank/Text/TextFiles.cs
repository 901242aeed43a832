using System.Security;

namespace WordRank.Text;

/// <summary>A file to read. Only one that the user named himself must be readable and be text.</summary>
internal readonly record struct TextFile(string Path, long Length, bool Named);

/// <summary>From the user's arguments to a list of files.</summary>
internal static class TextFiles
{
    private static readonly HashSet<string> s_textExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".rst", ".tex", ".log", ".html", ".htm", ".xml", ".json", ".yml", ".yaml", ".toml", ".ini", ".csv", ".tsv",
        ".cs", ".fs", ".vb", ".csproj", ".props", ".targets", ".c", ".h", ".cpp", ".hpp", ".java", ".kt", ".js", ".ts", ".css",
        ".py", ".rb", ".rs", ".go", ".swift", ".sql", ".sh", ".ps1",
    };

    private static readonly EnumerationOptions s_everythingBelow = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>The files in a fixed order: as named, those of a folder by name.</summary>
    internal static List<TextFile> Find(IReadOnlyList<string> paths)
    {
        var files = new List<TextFile>();
        foreach (string path in paths)
        {
            try
            {
                if (Directory.Exists(path))
                    AddFolder(files, path);
                else if (File.Exists(path))
                    files.Add(new TextFile(path, new FileInfo(path).Length, Named: true));
                else
                    throw new UsageException($"{path}: not found; name a file or a folder that exists.");
            }
            catch (Exception error) when (error is UnauthorizedAccessException or SecurityException)
            {
                throw new UsageException($"{path}: may not be read by this user; name something that may, or change its permissions.");
            }
            catch (IOException error)
            {
                throw new UsageException($"{path}: cannot be read ({error.Message}); name a readable file or folder.");
            }
        }
        return files;
    }

    private static void AddFolder(List<TextFile> files, string folder)
    {
        // Below it what may not be read is passed over; the folder itself must be readable, which this asks for.
        using (IEnumerator<string> any = Directory.EnumerateFileSystemEntries(folder).GetEnumerator())
            any.MoveNext();

        int before = files.Count;
        files.AddRange(new DirectoryInfo(folder).EnumerateFiles("*", s_everythingBelow)
            .Where(static file => s_textExtensions.Contains(file.Extension))
            .OrderBy(static file => file.FullName, StringComparer.Ordinal)
            .Select(static file => new TextFile(file.FullName, file.Length, Named: false)));
        if (files.Count == before)
            throw new UsageException($"{folder}: no text file in this folder or below; name one with files such as .txt, .md, .xml or .cs.");
    }
}
