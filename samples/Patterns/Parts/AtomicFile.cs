namespace Patterns.Parts;

/// <summary>Files that are replaced in one step: a reader sees the old text or the new one, and so does who comes after a crash.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, IEnumerable<string> lines)
    {
        string draft = path + ".new";
        try
        {
            File.WriteAllLines(draft, lines);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft); // where it was not moved
        }
    }
}
